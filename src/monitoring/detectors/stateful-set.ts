import { evidence, findingOf, minute, unreadySince } from './detector.ts';
import type { Detector } from './detector.ts';

/** A StatefulSet with fewer ready replicas than it wants. */
export const statefulSetDegraded: Detector = function* (view) {
  for (const set of view.all('StatefulSet')) {
    if (set.deletedAt || set.observedGeneration < set.generation || set.ready >= set.desired) continue;
    yield findingOf(view, set, {
      reason: 'statefulset_degraded',
      since: unreadySince(view, set),
      holdMs: 15 * minute,
      severity: set.ready === 0 ? 'critical' : 'warning',
      evidence: [
        evidence('status.readyReplicas', set.ready),
        evidence('spec.replicas', set.desired),
        evidence('status.updatedReplicas', set.updated),
      ],
    });
  }
};
