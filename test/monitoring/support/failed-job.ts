import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';

/** A Job that gave up: one incident, told at once. */
export function failJob(
  cluster: Pick<SimulatedCluster, 'objects'>,
  name: string,
  { namespace = 'payments', at = new Date() } = {},
): void {
  const failed = {
    type: 'Failed',
    status: 'True',
    reason: 'BackoffLimitExceeded',
    lastTransitionTime: at.toISOString(),
  };
  cluster.objects.apply({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
    spec: {},
    status: { conditions: [failed] },
  });
}
