import { evidence, findingOf, minute, second } from './detector.ts';
import type { Detector } from './detector.ts';

/**
 * A pod that should long be gone: a finalizer, a node that does not answer, a volume that does not let go. Its
 * deletionTimestamp has its grace in it already and lies ahead when it is first seen, which counts as now
 * (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/#System): with the grace added, it is
 * told ten minutes after that time. One that is first seen later has its grace once more.
 */
export const stuckTerminating: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    if (!pod.deletedAt) continue;
    yield findingOf(view, pod, {
      reason: 'stuck_terminating',
      node: pod.node,
      since: pod.deletedAt,
      holdMs: pod.graceSeconds * second + 10 * minute,
      severity: 'warning',
      evidence: [
        evidence('metadata.deletionTimestamp', pod.deletedAt),
        evidence('metadata.deletionGracePeriodSeconds', pod.graceSeconds),
      ],
    });
  }
};
