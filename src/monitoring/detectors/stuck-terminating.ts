import { evidence, findingOf, minute, second } from './detector.ts';
import type { Detector } from './detector.ts';

/** A pod that should long be gone: a finalizer, a node that does not answer, a volume that does not let go. */
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
