import type { V1DaemonSet, V1StatefulSet } from '@kubernetes/client-node';
import type { Rollout } from './types.ts';

/** How far a StatefulSet's rollout is, by the rules of `kubectl rollout status`; a partition ends it early. */
export function statefulSetRollout({ metadata, spec, status }: V1StatefulSet): Rollout {
  const desired = spec?.replicas ?? 1;
  // The pods of the lowest ordinals.
  const kept = Math.min(spec?.updateStrategy?.rollingUpdate?.partition ?? 0, desired);
  const updated = status?.updatedReplicas ?? 0;
  const available = status?.readyReplicas ?? 0;
  const old = Math.max(0, (status?.replicas ?? 0) - updated - kept);
  const isOne = kept > 0 || status?.updateRevision === status?.currentRevision;
  const done =
    isSeen(metadata?.generation, status?.observedGeneration) &&
    available >= desired &&
    updated >= desired - kept &&
    isOne;
  const isOrdered = spec?.podManagementPolicy !== 'Parallel';
  return { phase: done ? 'done' : 'progressing', desired, updated, available, old, kept, isOrdered };
}

/** How far a DaemonSet's rollout is, by the rules of `kubectl rollout status`. */
export function daemonSetRollout({ metadata, status }: V1DaemonSet): Rollout {
  const desired = status?.desiredNumberScheduled ?? 0;
  const updated = status?.updatedNumberScheduled ?? 0;
  const available = status?.numberAvailable ?? 0;
  const old = Math.max(0, (status?.currentNumberScheduled ?? 0) - updated);
  const done =
    isSeen(metadata?.generation, status?.observedGeneration) && updated >= desired && available >= desired;
  const phase = done ? 'done' : 'progressing';
  return { phase, desired, updated, available, old, kept: 0, isOrdered: false };
}

function isSeen(generation = 0, observed = 0): boolean {
  return observed >= generation && observed > 0;
}
