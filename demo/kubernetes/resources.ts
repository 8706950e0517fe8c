/** The resources that the simulated API server serves, as its discovery describes them. */

export interface Resource {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
  subresources: string[];
  /** The main endpoint ignores `status`, which belongs to the cluster's own controllers. */
  statusIsSeparate: boolean;
}

interface Traits {
  short?: string[];
  clusterWide?: boolean;
  all?: boolean;
  subresources?: string[];
  noStatus?: boolean;
}

function resource(groupVersion: string, kind: string, plural: string, traits: Traits = {}): Resource {
  const [group, version] = groupVersion.includes('/') ? groupVersion.split('/') : ['', groupVersion];
  return {
    group: group ?? '',
    version: version ?? 'v1',
    plural,
    singular: kind.toLowerCase(),
    kind,
    namespaced: traits.clusterWide !== true,
    shortNames: traits.short ?? [],
    categories: traits.all ? ['all'] : [],
    subresources: [...(traits.noStatus ? [] : ['status']), ...(traits.subresources ?? [])],
    statusIsSeparate: traits.noStatus !== true,
  };
}

export const resources: readonly Resource[] = [
  resource('v1', 'Namespace', 'namespaces', { short: ['ns'], clusterWide: true }),
  resource('v1', 'Node', 'nodes', { short: ['no'], clusterWide: true }),
  resource('v1', 'Pod', 'pods', { short: ['po'], all: true, subresources: ['log'] }),
  resource('v1', 'Event', 'events', { short: ['ev'], noStatus: true }),
  resource('v1', 'Service', 'services', { short: ['svc'], all: true }),
  resource('v1', 'Endpoints', 'endpoints', { short: ['ep'], noStatus: true }),
  resource('v1', 'ConfigMap', 'configmaps', { short: ['cm'], noStatus: true }),
  resource('v1', 'Secret', 'secrets', { noStatus: true }),
  resource('v1', 'ServiceAccount', 'serviceaccounts', { short: ['sa'], noStatus: true }),
  resource('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', { short: ['pvc'] }),
  resource('v1', 'PersistentVolume', 'persistentvolumes', { short: ['pv'], clusterWide: true }),
  resource('v1', 'ResourceQuota', 'resourcequotas', { short: ['quota'] }),
  resource('apps/v1', 'Deployment', 'deployments', { short: ['deploy'], all: true, subresources: ['scale'] }),
  resource('apps/v1', 'ReplicaSet', 'replicasets', { short: ['rs'], all: true, subresources: ['scale'] }),
  resource('apps/v1', 'StatefulSet', 'statefulsets', { short: ['sts'], all: true, subresources: ['scale'] }),
  resource('apps/v1', 'DaemonSet', 'daemonsets', { short: ['ds'], all: true }),
  resource('batch/v1', 'Job', 'jobs', { all: true }),
  resource('batch/v1', 'CronJob', 'cronjobs', { short: ['cj'], all: true }),
  resource('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    short: ['hpa'],
    all: true,
  }),
  resource('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', { short: ['pdb'] }),
  resource('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices', { noStatus: true }),
  resource('events.k8s.io/v1', 'Event', 'events', { short: ['ev'], noStatus: true }),
];

/** Reviews: created to ask a question, answered at once, never stored. */
export const reviews = [
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
  },
] as const;

/** `v1`, `apps/v1`. */
export function groupVersionOf(of: { group: string; version: string }): string {
  return of.group === '' ? of.version : `${of.group}/${of.version}`;
}

/** `pods`, `deployments.apps`: how Kubernetes names a resource in its messages. */
export function qualifiedName(of: Resource): string {
  return of.group === '' ? of.plural : `${of.plural}.${of.group}`;
}

/** The resource at `group`, `version`, `plural` of a path; undefined where the server has none. */
export function resourceAt(group: string, version: string, plural: string): Resource | undefined {
  return resources.find((r) => r.group === group && r.version === version && r.plural === plural);
}

/**
 * The resource that a word means: kind, plural, singular or short name, in any case.
 * Throws when there is none.
 */
export function resourceNamed(word: string): Resource {
  const wanted = word.toLowerCase();
  const found = resources.find(
    (r) => r.plural === wanted || r.singular === wanted || r.shortNames.includes(wanted),
  );
  if (!found) throw new Error(`the simulated cluster has no resource "${word}"`);
  return found;
}

/** Where objects of a resource are kept: both event resources show the same events. */
export function storageOf(of: Resource): string {
  return of.plural;
}
