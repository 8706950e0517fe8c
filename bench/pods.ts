const now = () => new Date().toISOString();

/** A pod as a cluster sends it, with all that nobody reads. */
export function healthyPod(index: number, change: number) {
  const name = `api-${index % 500}-7d9f8b6c5d-${String(index).padStart(5, '0')}`;
  const container = `registry.example.com/team-${index % 40}/service-${index % 500}`;
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name,
      namespace: `team-${index % 40}`,
      creationTimestamp: '2026-03-01T08:00:00Z',
      labels: { app: `api-${index % 500}`, 'pod-template-hash': '7d9f8b6c5d', change: String(change) },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `api-${index % 500}-7d9f8b6c5d`,
          uid: 'u',
          controller: true,
        },
      ],
      managedFields: Array.from({ length: 3 }, (_, i) => ({
        manager: `manager-${i}`,
        operation: 'Update',
        fieldsV1: Object.fromEntries(
          Array.from({ length: 30 }, (_each, j) => [`f:field-${i}-${j}`, { 'f:inner': {} }]),
        ),
      })),
    },
    spec: {
      nodeName: `node-${index % 100}`,
      containers: [
        {
          name: 'app',
          image: `${container}:v1.2.3`,
          env: Array.from({ length: 20 }, (_, i) => ({ name: `VARIABLE_${i}`, value: `value-${i}` })),
        },
      ],
    },
    status: {
      phase: 'Running',
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: '2026-03-01T08:00:10Z',
      })),
      containerStatuses: [
        {
          name: 'app',
          image: `${container}:v1.2.3`,
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: '2026-03-01T08:00:09Z' } },
        },
      ],
    },
  };
}

/** A node and twenty pods. */
export function smallCluster() {
  const conditions = [{ type: 'Ready', status: 'True' }];
  const node = { kind: 'Node', metadata: { name: 'node-1' }, spec: {}, status: { conditions } };
  return [node, ...Array.from({ length: 20 }, (_, index) => healthyPod(index, 0))];
}

/** A Job that gave up just now: told without being held back. */
export function failedJob(name: string) {
  const failed = {
    type: 'Failed',
    status: 'True',
    reason: 'BackoffLimitExceeded',
    lastTransitionTime: now(),
  };
  return { kind: 'Job', metadata: { name, namespace: 'shop' }, spec: {}, status: { conditions: [failed] } };
}

/** So many pods, each of a workload of its own, that crash again and again. */
export function stormOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const pod = healthyPod(index, 1);
    const terminated = { reason: 'Error', exitCode: 1, finishedAt: now(), containerID: `c-${index}` };
    return {
      ...pod,
      metadata: {
        ...pod.metadata,
        name: `storm-${index}`,
        ownerReferences: [
          { kind: 'StatefulSet', name: `storm-${index}`, uid: `u-${index}`, controller: true },
        ],
      },
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'app',
            ready: false,
            restartCount: 4,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated },
          },
        ],
      },
    };
  });
}
