import { evidence, findingOf, minute, unreadySince } from './detector.ts';
import type { Detector } from './detector.ts';

/** A DaemonSet that is not on every node where it belongs, or stands where it does not. */
export const daemonSetDegraded: Detector = function* (view) {
  for (const set of view.all('DaemonSet')) {
    if (set.deletedAt || set.observedGeneration < set.generation) continue;
    if (set.unavailable === 0 && set.misscheduled === 0) continue;
    yield findingOf(view, set, {
      reason: 'daemonset_degraded',
      since: set.unavailable > 0 ? unreadySince(view, set) : undefined,
      holdMs: 5 * minute,
      severity: set.ready === 0 && set.desired > 0 ? 'high' : 'warning',
      cause: set.unavailable === 0 ? 'cause.misscheduled' : undefined,
      evidence: [
        evidence('status.numberUnavailable', set.unavailable),
        evidence('status.numberMisscheduled', set.misscheduled),
        evidence('status.desiredNumberScheduled', set.desired),
      ],
    });
  }
};
