import { distance } from 'fastest-levenshtein';
import { ChoiceNeeded } from '../../core/choice.ts';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { KubernetesClient } from '../../integrations/kubernetes/client.ts';
import { kindOf } from '../../integrations/kubernetes/kinds.ts';
import type { LoggedKind } from '../../integrations/kubernetes/kinds.ts';
import type { Deployment, Place, RolledPlace, RolledWorkload } from '../../integrations/kubernetes/types.ts';

/** Words for what stands beside a name; plurals that are as well the names of namespaces are not among them. */
const kindWords: Readonly<Record<string, LoggedKind>> = {
  deployment: 'deployment',
  deployments: 'deployment',
  deploy: 'deployment',
  pod: 'pod',
  pods: 'pod',
  po: 'pod',
};
/** Words for what restarts pod by pod. */
const rolledKindWords: Readonly<Record<string, LoggedKind>> = {
  ...kindWords,
  statefulset: 'statefulset',
  sts: 'statefulset',
  daemonset: 'daemonset',
  ds: 'daemonset',
};
/** Words for what has logs. */
const moreKindWords: Readonly<Record<string, LoggedKind>> = {
  ...rolledKindWords,
  replicaset: 'replicaset',
  rs: 'replicaset',
  job: 'job',
  cronjob: 'cronjob',
  cj: 'cronjob',
};

/** What a person wrote, taken apart: `deploy/api`, `payments/api`, `payments/deployment/api`. */
interface Given {
  readonly kind: LoggedKind | undefined;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Takes a name apart; a namespace in it outweighs the flag. */
function takeApart(written: string, namespace: string | undefined, words = kindWords): Given {
  const parts = written.split('/');
  const name = parts.at(-1) ?? '';
  const at = parts.slice(0, -1).findIndex((each) => Object.hasOwn(words, each));
  const own = parts.slice(0, -1).find((_, index) => index !== at);
  return { kind: words[parts[at] ?? ''], namespace: own ?? namespace, name };
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

/**
 * What was meant to be restarted: a StatefulSet or a DaemonSet where its kind is said, or where no deployment has that
 * name. Errors as above.
 */
export async function findRolled(
  client: KubernetesClient,
  words: string,
  namespace: string | undefined,
): Promise<RolledWorkload> {
  const given = takeApart(words, namespace, rolledKindWords);
  const { kind } = given;
  if (kind === 'statefulset' || kind === 'daemonset')
    return client.workload({ ...(await findOwner(client, kind, given, 'deployment')), kind });
  try {
    const found = await findDeployment(client, words, namespace);
    const { desired } = found;
    const own = { kind: 'deployment' as const, kept: 0, isOnDelete: false, isWaiting: false };
    return { ...own, ...placeOf(found), desired };
  } catch (error) {
    const isNamed = error instanceof ChoiceNeeded && error.options.some(({ value }) => isOf(value, given));
    const isMissing = error instanceof ChoiceNeeded || isNoxError(error, 'not_found');
    const set = kind === undefined && isMissing && !isNamed ? await findSet(client, given) : undefined;
    if (set) return client.workload(set);
    throw error;
  }
}

/** The one StatefulSet or DaemonSet of a name that no deployment has. Errors: ChoiceNeeded when several have it. */
async function findSet(client: KubernetesClient, given: Given): Promise<RolledPlace | undefined> {
  const sets = [
    ['StatefulSet', 'statefulset'],
    ['DaemonSet', 'daemonset'],
  ] as const;
  const found = await Promise.all(
    sets.map(async ([known, kind]) => {
      const spaces = await client.find(known, given.name);
      return spaces.map((namespace) => ({ kind, namespace, name: given.name }));
    }),
  );
  const all = found.flat().filter((each) => (given.namespace ?? each.namespace) === each.namespace);
  if (all.length < 2) return all[0];
  const options = all.slice(0, 10).map((each) => `${each.kind}/${written(each)}`);
  throw new ChoiceNeeded(
    'deployment',
    'k8s.which_object',
    options.map((each) => ({ label: each, value: each })),
  );
}

/** Whether `payments/api` is called by the name that was given. */
function isOf(value: string, { name }: Given): boolean {
  return value.endsWith(`/${name}`);
}

/** What has logs. */
export interface Workload extends Place {
  readonly kind: LoggedKind;
}

/**
 * The pod or deployment that was meant, or whatever else has pods where its kind is said. A deployment outweighs a pod of
 * its name. Errors as above.
 */
export async function findWorkload(
  client: KubernetesClient,
  written: string,
  namespace: string | undefined,
): Promise<Workload> {
  const given = takeApart(written, namespace, moreKindWords);
  if (given.kind !== undefined && given.kind !== 'pod' && given.kind !== 'deployment')
    return findOwner(client, given.kind, given);
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

async function findOwner(
  client: KubernetesClient,
  kind: LoggedKind,
  { namespace, name }: Given,
  parameter = 'target',
): Promise<Workload> {
  const known = kindOf(kind);
  const spaces = namespace !== undefined ? [namespace] : known ? await client.find(known, name) : [];
  const all = spaces.map((each): Workload => ({ kind, namespace: each, name }));
  const [only] = all;
  if (only && all.length === 1) return only;
  if (!only) throw new NoxError('not_found', { kind: 'k8s.kind.object', name: `${known} ${name}` });
  const options = all
    .slice(0, 10)
    .map((each) => ({ label: written(each), value: `${kind}/${written(each)}` }));
  throw new ChoiceNeeded(parameter, 'k8s.which_object', options);
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
