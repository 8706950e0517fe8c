import { at } from './replay.ts';

/** An object as the cluster sends it, as far as these recordings need it. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** Which watched kind an object arrives as. */
export function resourceOf(object: KubernetesObject): string {
  return object.kind === 'Secret' ? 'Certificate' : object.kind;
}

type More = Readonly<Record<string, unknown>>;

function metadata(name: string, namespace: string, more: More = {}) {
  return {
    name,
    ...(namespace ? { namespace } : {}),
    uid: `uid-${namespace}-${name}`,
    creationTimestamp: at(-3600),
    ...more,
  };
}

function ownedBy(kind: string, name: string, namespace = 'shop') {
  return {
    ownerReferences: [
      { kind, name, uid: `uid-${namespace}-${name}`, controller: true, apiVersion: 'apps/v1' },
    ],
  };
}

export function deployment(
  name: string,
  more: { spec?: More; status?: More; metadata?: More } = {},
): KubernetesObject {
  return {
    kind: 'Deployment',
    metadata: metadata(name, 'shop', { generation: 1, ...more.metadata }),
    spec: {
      replicas: 1,
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ image: `${name}:1` }] } },
      ...more.spec,
    },
    status: {
      observedGeneration: 1,
      readyReplicas: 1,
      updatedReplicas: 1,
      availableReplicas: 1,
      ...more.status,
    },
  };
}

export function replicaSet(name: string, of: string): KubernetesObject {
  return {
    kind: 'ReplicaSet',
    metadata: metadata(name, 'shop', ownedBy('Deployment', of)),
    spec: { replicas: 1 },
    status: {},
  };
}

/** A pod of a ReplicaSet `<name without its last part>`, with one container. */
export function pod(
  name: string,
  more: { owner?: [string, string]; status?: More; container?: More; metadata?: More; spec?: More } = {},
): KubernetesObject {
  const [kind, owner] = more.owner ?? ['ReplicaSet', name.replace(/-[^-]+$/, '')];
  const container = {
    name: 'app',
    image: 'app:1',
    ready: true,
    restartCount: 0,
    state: { running: { startedAt: at(-3500) } },
    ...more.container,
  };
  return {
    kind: 'Pod',
    metadata: metadata(name, 'shop', { ...ownedBy(kind, owner), ...more.metadata }),
    spec: { nodeName: 'node-1', ...more.spec },
    status: { phase: 'Running', containerStatuses: [container], ...more.status },
  };
}

export function node(
  name: string,
  conditions: readonly More[] = [{ type: 'Ready', status: 'True' }],
): KubernetesObject {
  return { kind: 'Node', metadata: metadata(name, ''), spec: {}, status: { conditions } };
}

export function event(
  about: KubernetesObject,
  reason: string,
  message: string,
  more: More = {},
): KubernetesObject {
  const { name, namespace, uid } = about.metadata as { name: string; namespace: string; uid: string };
  return {
    kind: 'Event',
    metadata: metadata(`${name}.${reason}`, 'shop'),
    type: 'Warning',
    reason,
    message,
    involvedObject: { kind: about.kind, name, namespace, uid },
    lastTimestamp: at(0),
    ...more,
  };
}

export function any(kind: string, name: string, rest: More, more: More = {}): KubernetesObject {
  return { kind, metadata: metadata(name, 'shop', more), ...rest };
}

/** A container that crashed so many times and waits. */
export function crashing(restarts: number, finished: number, more: More = {}): More {
  const terminated = {
    reason: 'Error',
    exitCode: 1,
    finishedAt: at(finished),
    containerID: `c-${restarts}`,
    ...more,
  };
  return {
    ready: false,
    restartCount: restarts,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated },
  };
}
