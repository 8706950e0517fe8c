import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { Pod } from './types.ts';

/** A pod as people see it, its status worked out as `kubectl get pods` does. */
export function podOf(pod: V1Pod): Pod {
  const statuses = pod.status?.containerStatuses ?? [];
  const containers = pod.spec?.containers.map((each) => each.name) ?? [];
  const ready = statuses.filter((each) => each.ready).length;
  const status = statusOf(pod);
  return {
    namespace: pod.metadata?.namespace ?? '',
    name: pod.metadata?.name ?? '',
    status,
    isHealthy:
      ['Completed', 'Succeeded', 'Terminating'].includes(status) ||
      (status === 'Running' && ready === containers.length),
    ready,
    total: containers.length,
    restarts: statuses.reduce((sum, each) => sum + each.restartCount, 0),
    node: pod.spec?.nodeName ?? '',
    createdAt: pod.metadata?.creationTimestamp,
    containers,
  };
}

function statusOf(pod: V1Pod): string {
  if (pod.metadata?.deletionTimestamp) return 'Terminating';
  const { phase = 'Unknown', reason, initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  const init = initContainerStatuses
    .map((each) => each.state?.waiting?.reason ?? (each.state?.terminated?.exitCode ? 'Error' : undefined))
    .find((each) => each !== undefined && each !== 'PodInitializing');
  if (init) return `Init:${init}`;
  const stuck = containerStatuses.map(stuckIn).find((each) => each !== undefined);
  if (stuck && !(phase === 'Running' && stuck === 'Completed')) return stuck;
  return reason ?? phase;
}

/** Why a container does not run, if it does not: the cluster's own word, or its exit. */
export function stuckIn({ state }: V1ContainerStatus): string | undefined {
  if (state?.waiting) return state.waiting.reason ?? 'Waiting';
  const { terminated } = state ?? {};
  if (!terminated) return undefined;
  return (
    terminated.reason ??
    (terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`)
  );
}
