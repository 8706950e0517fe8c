import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { Condition, ContainerStatus, Pod } from '../types.ts';
import { recordEvent } from './events.ts';

/** Whether a pod counts as ready (and, without minReadySeconds, as available). */
export function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;
}

/** Marks a pod as terminating; the kubelet takes it away at its next step. */
export function terminatePod(simulation: Simulation, pod: Pod, graceSeconds = 30): Pod {
  if (pod.metadata.deletionTimestamp) return pod;
  const doomed = structuredClone(pod);
  doomed.metadata.deletionTimestamp = simulation.timestamp();
  doomed.metadata.deletionGracePeriodSeconds = graceSeconds;
  for (const container of pod.status?.containerStatuses ?? []) {
    if (!container.state.running) continue;
    recordEvent(simulation, pod, {
      reason: 'Killing',
      message: `Stopping container ${container.name}`,
      component: 'kubelet',
      fieldPath: `spec.containers{${container.name}}`,
    });
  }
  return simulation.store.write(resourceNamed('pods'), doomed) as Pod;
}

/** Sets a condition; its transition time moves only when its status does. */
export function setCondition(conditions: Condition[], condition: Condition, now: string): void {
  const at = conditions.findIndex((known) => known.type === condition.type);
  const known = conditions[at];
  const since = known?.status === condition.status ? known.lastTransitionTime : now;
  const next = { ...condition, lastTransitionTime: since ?? now };
  if (at >= 0) conditions[at] = next;
  else conditions.push(next);
}

/** Brings phase and conditions of a pod in line with its containers. */
export function settlePodStatus(pod: Pod, now: string): void {
  const statuses = pod.status.containerStatuses ?? [];
  const allReady = statuses.length > 0 && statuses.every((container) => container.ready);
  const unready = statuses.filter((container) => !container.ready).map((container) => container.name);
  const started = (container: ContainerStatus) =>
    container.state.running || container.state.terminated || container.lastState.terminated;
  if (statuses.length > 0) pod.status.phase = statuses.every(started) ? 'Running' : 'Pending';
  const conditions = structuredClone(pod.status.conditions ?? []);
  const unreadyWords = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  };
  if (pod.spec.nodeName) {
    setCondition(conditions, { type: 'PodReadyToStartContainers', status: 'True' }, now);
    setCondition(conditions, { type: 'Initialized', status: 'True' }, now);
    for (const type of ['Ready', 'ContainersReady']) {
      setCondition(
        conditions,
        { type, status: allReady ? 'True' : 'False', ...(allReady ? {} : unreadyWords) },
        now,
      );
    }
    setCondition(conditions, { type: 'PodScheduled', status: 'True' }, now);
  }
  pod.status.conditions = conditions;
}
