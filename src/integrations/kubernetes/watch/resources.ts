import { projectPod } from './project-pod.ts';
import * as others from './project-others.ts';
import * as workload from './project-workload.ts';
import { commonOf } from './read.ts';
import type { Watched, WatchedKind, WatchedObject } from './watched.ts';

/** A resource that is listed and watched over the whole cluster. */
export interface WatchedResource {
  readonly kind: WatchedKind;
  readonly path: string;
  /** Narrows the list where not everything is wanted. */
  readonly fieldSelector?: string;
  readonly project: (common: Watched, raw: unknown) => WatchedObject | undefined;
}

/** Everything that detectors and incidents read. */
export const watchedResources: readonly WatchedResource[] = [
  { kind: 'Node', path: '/api/v1/nodes', project: others.projectNode },
  { kind: 'Pod', path: '/api/v1/pods', project: projectPod },
  { kind: 'Event', path: '/api/v1/events', project: others.projectEvent },
  { kind: 'Service', path: '/api/v1/services', project: others.projectService },
  { kind: 'PersistentVolumeClaim', path: '/api/v1/persistentvolumeclaims', project: others.projectClaim },
  { kind: 'PersistentVolume', path: '/api/v1/persistentvolumes', project: others.projectVolume },
  { kind: 'ResourceQuota', path: '/api/v1/resourcequotas', project: others.projectQuota },
  { kind: 'Deployment', path: '/apis/apps/v1/deployments', project: workload.projectDeployment },
  { kind: 'ReplicaSet', path: '/apis/apps/v1/replicasets', project: workload.projectReplicaSet },
  { kind: 'StatefulSet', path: '/apis/apps/v1/statefulsets', project: workload.projectStatefulSet },
  { kind: 'DaemonSet', path: '/apis/apps/v1/daemonsets', project: workload.projectDaemonSet },
  { kind: 'Job', path: '/apis/batch/v1/jobs', project: workload.projectJob },
  { kind: 'CronJob', path: '/apis/batch/v1/cronjobs', project: workload.projectCronJob },
  {
    kind: 'HorizontalPodAutoscaler',
    path: '/apis/autoscaling/v2/horizontalpodautoscalers',
    project: workload.projectAutoscaler,
  },
  {
    kind: 'EndpointSlice',
    path: '/apis/discovery.k8s.io/v1/endpointslices',
    project: others.projectEndpointSlice,
  },
  {
    kind: 'PodDisruptionBudget',
    path: '/apis/policy/v1/poddisruptionbudgets',
    project: others.projectDisruptionBudget,
  },
];

/** TLS secrets: read only where the tenant asked for it. */
export const certificateResource: WatchedResource = {
  kind: 'Certificate',
  path: '/api/v1/secrets',
  fieldSelector: 'type=kubernetes.io/tls',
  project: others.projectCertificate,
};

/** An object as it is kept; undefined for what makes no sense. Never throws. */
export function project(resource: WatchedResource, raw: unknown): WatchedObject | undefined {
  const common = commonOf(raw);
  return common && resource.project(common, raw);
}
