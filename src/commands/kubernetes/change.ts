import type { Integration } from '../../core/integration.ts';
import type { Permission } from '../../core/roles.ts';
import type { KubernetesClient } from '../../integrations/kubernetes/client.ts';
import type { Deployment } from '../../integrations/kubernetes/types.ts';
import type { CommandContext } from '../contracts/command.ts';
import type { Where } from './fields.ts';
import { findDeployment } from './find.ts';

/** What every change of a deployment takes. */
export interface ChangeInput extends Where {
  readonly deployment: string;
}

/** The deployment that a change is about, found and named for the audit. */
export interface Aim {
  readonly client: KubernetesClient;
  readonly integration: Integration;
  readonly found: Deployment;
  /** The input with cluster and namespace settled: what the click carries out. */
  readonly settled: { readonly cluster: string; readonly namespace: string; readonly deployment: string };
}

/** Finds what is to be changed. Errors: ChoiceNeeded, `not_found`, `upstream_*`. */
export async function aimAt(context: CommandContext, input: ChangeInput): Promise<Aim> {
  const { client, integration } = await context.connections.kubernetes(input.cluster);
  const found = await findDeployment(client, input.deployment, input.namespace);
  const { namespace, name } = found;
  context.target(`${integration.name}/${namespace}/deployment/${name}`);
  const settled = { cluster: integration.name, namespace, deployment: `${namespace}/${name}` };
  return { client, integration, found, settled };
}

/** Changes on a protected cluster ask for more. */
export async function requiresMore(
  context: CommandContext,
  { cluster }: Where,
): Promise<Permission | undefined> {
  const { integration } = await context.connections.kubernetes(cluster);
  return integration.protected ? 'k8s:operate-protected' : undefined;
}
