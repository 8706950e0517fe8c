import { distance } from 'fastest-levenshtein';
import { ChoiceNeeded } from '../../core/choice.ts';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { KubernetesClient } from '../../integrations/kubernetes/client.ts';
import type { Deployment, Place } from '../../integrations/kubernetes/types.ts';

const kindWords = ['deployment', 'deployments', 'deploy', 'pod', 'pods', 'po'];

/** What a person wrote, taken apart: `deploy/api`, `payments/api`, `payments/deployment/api`. */
export interface Given {
  readonly kind: 'pod' | 'deployment' | undefined;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Takes a name apart; a namespace in it outweighs the flag. */
export function takeApart(written: string, namespace: string | undefined): Given {
  const parts = written.split('/');
  const name = parts.at(-1) ?? '';
  const word = parts.slice(0, -1).find((each) => kindWords.includes(each));
  const own = parts.slice(0, -1).find((each) => each !== word);
  return {
    kind: word === undefined ? undefined : word.startsWith('po') ? 'pod' : 'deployment',
    namespace: own ?? namespace,
    name,
  };
}

/**
 * The deployment that was meant, looked for in all namespaces where none is named.
 * Errors: ChoiceNeeded when several fit, or when only similar names exist; `not_found`; `upstream_*`.
 */
export async function findDeployment(
  client: KubernetesClient,
  written: string,
  namespace: string | undefined,
): Promise<Deployment> {
  const given = takeApart(written, namespace);
  if (given.namespace !== undefined) {
    const found = await orMissing(client.deployment({ namespace: given.namespace, name: given.name }));
    if (found) return found;
  }
  const { items } = await client.deployments(given.namespace);
  return pick(items, given.name, 'deployment', 'k8s.which_deployment', 'k8s.kind.deployment');
}

/** A pod or a deployment. */
export interface Workload extends Place {
  readonly kind: 'pod' | 'deployment';
}

/** The pod or deployment that was meant. A deployment outweighs a pod of its name. Errors as above. */
export async function findWorkload(
  client: KubernetesClient,
  written: string,
  namespace: string | undefined,
): Promise<Workload> {
  const given = takeApart(written, namespace);
  const [deployments, pods] = await Promise.all([
    given.kind === 'pod' ? [] : client.deployments(given.namespace).then((found) => found.items),
    given.kind === 'deployment' ? [] : client.pods(given.namespace).then((found) => found.items),
  ]);
  const named = [
    ...deployments.map((each): Workload => ({ kind: 'deployment', ...placeOf(each) })),
    ...pods.map((each): Workload => ({ kind: 'pod', ...placeOf(each) })),
  ];
  const kinds = new Set(named.filter((each) => each.name === given.name).map((each) => each.kind));
  const fitting = kinds.has('deployment') ? named.filter((each) => each.kind === 'deployment') : named;
  return pick(fitting, given.name, 'target', 'k8s.which_workload', 'k8s.kind.workload');
}

/** `payments/api` */
export function written({ namespace, name }: Place): string {
  return `${namespace}/${name}`;
}

function pick<T extends Place>(
  all: readonly T[],
  name: string,
  parameter: string,
  question: string,
  kind: string,
): T {
  const exact = all.filter((each) => each.name === name);
  const [only] = exact;
  if (only && exact.length === 1) return only;
  const fits = exact.length > 0 ? exact : all.filter((each) => isSimilar(each.name, name));
  if (fits.length === 0) throw new NoxError('not_found', { kind, name });
  const options = fits.slice(0, 10).map((each) => ({ label: written(each), value: written(each) }));
  throw new ChoiceNeeded(parameter, question, options);
}

function isSimilar(name: string, wanted: string): boolean {
  return name.includes(wanted) || distance(name, wanted) <= Math.min(2, Math.floor(wanted.length / 3));
}

async function orMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isNoxError(error, 'upstream_not_found')) return undefined;
    throw error;
  }
}

function placeOf({ namespace, name }: Place): Place {
  return { namespace, name };
}
