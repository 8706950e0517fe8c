import { evidence, findingOf, minute, shortfallOf } from './detector.ts';
import type { Detector } from './detector.ts';

/** A DaemonSet that is not on every node where it belongs, or stands where it does not. */
export const daemonSetDegraded: Detector = function* (view) {
  for (const set of view.all('DaemonSet')) {
    if (set.deletedAt || set.observedGeneration < set.generation) continue;
    if (set.unavailable === 0 && set.misscheduled === 0) continue;
    yield findingOf(view, set, {
      reason: 'daemonset_degraded',
      ...(set.unavailable > 0 ? shortfallOf(view, set) : {}),
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
