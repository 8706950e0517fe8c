import { z } from 'zod';
import type { KubernetesClient } from '../../integrations/kubernetes/client.ts';
import type { RolledWorkload } from '../../integrations/kubernetes/types.ts';
import { defineCommand } from '../contracts/command.ts';
import type { AnyCommand, CommandContext } from '../contracts/command.ts';
import { requiresMore } from './change.ts';
import type { ChangeInput } from './change.ts';
import { clusterParameter, namespaceParameter, objectName, rolledParameter, whereFields } from './fields.ts';
import { findRolled, written } from './find.ts';
import { followRollout } from './follow.ts';
import type { Pace } from './follow.ts';

/** `k8s restart <workload>`: replaces its pods one after the other, and follows to the end. */
export function restartCommand(pace: Pace): AnyCommand {
  return defineCommand<ChangeInput>({
    name: 'k8s restart',
    area: 'k8s',
    synonyms: [
      'restart',
      'k8s redémarrer',
      'redémarrer',
      'k8s redémarre',
      'redémarre',
      'k8s relancer',
      'k8s rollout restart',
    ],
    permission: 'k8s:operate',
    input: z.strictObject({ ...whereFields, deployment: objectName }),
    parameters: [rolledParameter, clusterParameter, namespaceParameter],
    help: 'k8s.help.restart',
    example: 'k8s restart payments-api',
    effect: 'change',
    long: true,
    requires: requiresMore,
    async confirm(context, input) {
      const { cluster, found } = await aimAt(context, input);
      const { namespace, kind, desired, kept } = found;
      const name = written(found);
      const key = found.isOnDelete ? 'restart_on_delete' : kept > 0 ? 'restart_partition' : 'restart';
      const params = { name, cluster, count: desired - kept, kept };
      const question = [
        context.t(`k8s.confirm.${key}`, params),
        ...(found.isWaiting && !found.isOnDelete ? [context.t('k8s.follow.ordered')] : []),
      ].join(' ');
      const deployment = kind === 'deployment' ? name : `${kind}/${name}`;
      return { question, input: { cluster, namespace, deployment } };
    },
    async run(context, input) {
      const { client, cluster, found } = await aimAt(context, input);
      await client.restart(found, context.clock.now());
      const what = context.t('k8s.did.restart', { name: written(found), cluster });
      if (!found.isOnDelete)
        return followRollout(context, { client, cluster, place: found, what, undo: 'none' }, pace);
      const text = context.t('k8s.follow.on_delete', { what });
      return { summary: text, blocks: [{ kind: 'notice', tone: 'warning', text }] };
    },
  });
}

/** What is to be restarted, found and named for the audit. Errors: ChoiceNeeded, `not_found`, `upstream_*`. */
async function aimAt(context: CommandContext, input: ChangeInput): Promise<Aim> {
  const { client, integration } = await context.connections.kubernetes(input.cluster);
  const found = await findRolled(client, input.deployment, input.namespace);
  context.target(`${integration.name}/${found.namespace}/${found.kind}/${found.name}`);
  return { client, cluster: integration.name, found };
}

interface Aim {
  readonly client: KubernetesClient;
  readonly cluster: string;
  readonly found: RolledWorkload;
}
