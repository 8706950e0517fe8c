import type { KubernetesObject } from '../support/objects.ts';
import { at } from '../support/replay.ts';

/** Objects as an API server gives them: with the fields that NOX does not ask for, too. */
export type More = Readonly<Record<string, unknown>>;

export const uidOf = (kind: string, name: string, namespace = 'shop') => `${kind}:${namespace}:${name}`;

function managed(seconds: number, manager: string, subresource?: string): More {
  return {
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: at(seconds),
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': {} },
    ...(subresource ? { subresource } : {}),
  };
}

export function metadata(kind: string, name: string, more: More = {}): More {
  const namespace = (more['namespace'] as string | undefined) ?? 'shop';
  return {
    name,
    ...(namespace ? { namespace } : {}),
    uid: uidOf(kind, name, namespace),
    creationTimestamp: at(-7 * 24 * 3600),
    generation: 1,
    labels: { 'app.kubernetes.io/name': name },
    annotations: {},
    managedFields: [managed(-7 * 24 * 3600, 'kubectl-client-side-apply'), managed(-60, 'kubelet', 'status')],
    ...more,
  };
}

export function ownedBy(kind: string, name: string): More {
  const group = kind === 'Job' || kind === 'CronJob' ? 'batch/v1' : 'apps/v1';
  const owner = { apiVersion: group, kind, name, uid: uidOf(kind, name) };
  return { ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }] };
}

export const running = (since: number): More => ({ state: { running: { startedAt: at(since) } } });
export const waiting = (reason: string, message = ''): More => ({
  state: { waiting: { reason, ...(message ? { message } : {}) } },
});
export const ended = (reason: string, exitCode: number, finished: number, id = 'a1'): More => ({
  terminated: {
    exitCode,
    reason,
    startedAt: at(finished - 20),
    finishedAt: at(finished),
    containerID: `containerd://${id}`,
  },
});

/** One entry of `containerStatuses`: running and ready, unless said otherwise. */
export function status(name: string, more: More = {}): More {
  return {
    name,
    image: `ghcr.io/techcorp/${name}:1.0.0`,
    imageID: `ghcr.io/techcorp/${name}@sha256:429c${'0'.repeat(60)}`,
    containerID: `containerd://${name}`,
    ready: true,
    started: true,
    restartCount: 0,
    lastState: {},
    volumeMounts: [{ name: 'kube-api-access', mountPath: '/var/run/secrets', readOnly: true }],
    ...running(-3600),
    ...more,
  };
}

/** A container that waits for its next try: restarted so many times, ended so long ago. */
export function backOff(restarts: number, finished: number, reason = 'Error', exitCode = 1): More {
  return {
    ready: false,
    started: false,
    restartCount: restarts,
    ...waiting('CrashLoopBackOff', 'back-off 5m0s restarting failed container=app pod=api-7d9-x_shop(1)'),
    lastState: ended(reason, exitCode, finished, `c${restarts}`),
  };
}

export const condition = (type: string, value: string, since: number, more: More = {}): More => ({
  type,
  status: value,
  lastProbeTime: null,
  lastTransitionTime: at(since),
  ...more,
});

/** The conditions of a pod that was scheduled and is ready, or is not since a moment. */
export function podConditions(ready: boolean, since: number): More[] {
  const value = ready ? 'True' : 'False';
  const unready = ready ? {} : { reason: 'ContainersNotReady', message: 'containers with unready status' };
  return [
    condition('PodReadyToStartContainers', 'True', -3600),
    condition('Initialized', 'True', -3600),
    condition('Ready', value, since, unready),
    condition('ContainersReady', value, since, unready),
    condition('PodScheduled', 'True', -3600),
  ];
}

export function pod(
  name: string,
  how: {
    readonly owner?: readonly [string, string] | undefined;
    readonly containers?: readonly More[];
    readonly init?: readonly More[];
    readonly status?: More;
    readonly metadata?: More;
    readonly spec?: More;
    readonly created?: number;
  } = {},
): KubernetesObject {
  const owner = how.owner ?? ['ReplicaSet', name.replace(/-[^-]+$/, '')];
  const containers = how.containers ?? [status('app')];
  const isReady = containers.every((each) => each['ready'] === true);
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: metadata('Pod', name, {
      ...ownedBy(...(owner as [string, string])),
      creationTimestamp: at(how.created ?? -3600),
      ...how.metadata,
    }),
    spec: {
      nodeName: 'node-1',
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      containers: containers.map((each) => ({ name: each['name'], image: each['image'] })),
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
      ...how.spec,
    },
    status: {
      phase: 'Running',
      qosClass: 'Burstable',
      hostIP: '10.0.0.4',
      podIP: '10.244.1.7',
      startTime: at(how.created ?? -3600),
      conditions: podConditions(isReady, isReady ? -3590 : 0),
      ...(how.init ? { initContainerStatuses: how.init } : {}),
      containerStatuses: containers,
      ...how.status,
    },
  };
}

/** The chain above pods `<name>-<hash>-…`: a Deployment and its ReplicaSet. */
export function chain(name: string, hash = '7d9', more: { spec?: More; status?: More } = {}) {
  const meta = metadata('ReplicaSet', `${name}-${hash}`, ownedBy('Deployment', name));
  return [
    deployment(name, more),
    { kind: 'ReplicaSet', apiVersion: 'apps/v1', metadata: meta, spec: { replicas: 1 }, status: {} },
  ];
}

export function deployment(
  name: string,
  more: { spec?: More; status?: More; metadata?: More } = {},
): KubernetesObject {
  const replicas = (more.spec?.['replicas'] as number | undefined) ?? 1;
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: metadata('Deployment', name, more.metadata),
    spec: {
      replicas,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'app', image: `ghcr.io/techcorp/${name}:1.0.0` }] },
      },
      ...more.spec,
    },
    status: {
      observedGeneration: 1,
      replicas,
      readyReplicas: replicas,
      updatedReplicas: replicas,
      availableReplicas: replicas,
      conditions: [
        condition('Available', 'True', -3600, { reason: 'MinimumReplicasAvailable' }),
        condition('Progressing', 'True', -3600, { reason: 'NewReplicaSetAvailable' }),
      ],
      ...more.status,
    },
  };
}

/** Any other object. */
export function object(kind: string, name: string, rest: More, more: More = {}): KubernetesObject {
  return { kind, apiVersion: 'v1', metadata: metadata(kind, name, more), ...rest };
}

let events = 0;
/** A Warning about an object, first and last seen at these seconds. */
export function event(
  about: KubernetesObject,
  reason: string,
  message: string,
  first: number,
  more: More = {},
): KubernetesObject {
  const { name, namespace, uid } = about.metadata;
  return {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: metadata('Event', `${String(name)}.${(++events).toString(16)}`),
    type: 'Warning',
    reason,
    message,
    involvedObject: { kind: about.kind, name, namespace, uid, apiVersion: 'v1' },
    source: { component: 'kubelet', host: 'node-1' },
    firstTimestamp: at(first),
    lastTimestamp: at(first),
    eventTime: null,
    count: 1,
    ...more,
  };
}
