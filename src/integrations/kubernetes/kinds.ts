/** The kinds that can be described: where they live, and the words people use. Secrets are not among them. */
export const kinds = {
  Pod: { path: '/api/v1', plural: 'pods', words: ['pod', 'pods', 'po'] },
  Deployment: {
    path: '/apis/apps/v1',
    plural: 'deployments',
    words: ['deployment', 'deployments', 'deploy', 'déploiement', 'deploiement'],
  },
  ReplicaSet: { path: '/apis/apps/v1', plural: 'replicasets', words: ['replicaset', 'replicasets', 'rs'] },
  StatefulSet: {
    path: '/apis/apps/v1',
    plural: 'statefulsets',
    words: ['statefulset', 'statefulsets', 'sts'],
  },
  DaemonSet: { path: '/apis/apps/v1', plural: 'daemonsets', words: ['daemonset', 'daemonsets', 'ds'] },
  Job: { path: '/apis/batch/v1', plural: 'jobs', words: ['job', 'jobs'] },
  CronJob: { path: '/apis/batch/v1', plural: 'cronjobs', words: ['cronjob', 'cronjobs', 'cj'] },
  Service: { path: '/api/v1', plural: 'services', words: ['service', 'services', 'svc'] },
  PersistentVolumeClaim: {
    path: '/api/v1',
    plural: 'persistentvolumeclaims',
    words: ['persistentvolumeclaim', 'pvc', 'volume'],
  },
  HorizontalPodAutoscaler: {
    path: '/apis/autoscaling/v2',
    plural: 'horizontalpodautoscalers',
    words: ['horizontalpodautoscaler', 'hpa'],
  },
  Namespace: {
    path: '/api/v1',
    plural: 'namespaces',
    words: ['namespace', 'namespaces', 'ns'],
    isClusterWide: true,
  },
  Node: {
    path: '/api/v1',
    plural: 'nodes',
    words: ['node', 'nodes', 'no', 'nœud', 'noeud'],
    isClusterWide: true,
  },
} as const satisfies Record<string, KindDefinition>;

interface KindDefinition {
  readonly path: string;
  readonly plural: string;
  readonly words: readonly string[];
  readonly isClusterWide?: boolean;
}
export type Kind = keyof typeof kinds;

/** What has logs: a pod, and what makes pods. */
export type LoggedKind = Lowercase<
  Extract<Kind, 'Pod' | 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob'>
>;

/** What replaces its pods by itself when its pod template changes. */
export type RolledKind = Extract<LoggedKind, 'deployment' | 'statefulset' | 'daemonset'>;

/** The kind that a word means, or undefined. */
export function kindOf(word: string): Kind | undefined {
  const wanted = word.toLowerCase();
  return kindNames().find((kind) => (kinds[kind].words as readonly string[]).includes(wanted));
}

/** Every kind that can be described. */
export function kindNames(): Kind[] {
  return Object.keys(kinds) as Kind[];
}

/** Whether objects of a kind stand outside of namespaces. */
export function isClusterWide(kind: Kind): boolean {
  return (kinds[kind] as KindDefinition).isClusterWide ?? false;
}
