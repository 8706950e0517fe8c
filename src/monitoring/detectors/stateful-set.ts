import type { WatchedStatefulSet } from '../../integrations/kubernetes/watch/watched.ts';
import type { ClusterView } from '../cluster-view.ts';
import { evidence, findingOf, minute, podsOf, shortfallOf } from './detector.ts';
import type { Detector } from './detector.ts';

/**
 * A StatefulSet with fewer ready replicas than it wants. While it is the same ordinal that is not ready, it does not matter
 * how often its pod is made anew.
 */
export const statefulSetDegraded: Detector = function* (view) {
  for (const set of view.all('StatefulSet')) {
    if (set.deletedAt || set.observedGeneration < set.generation || set.ready >= set.desired) continue;
    yield findingOf(view, set, {
      reason: 'statefulset_degraded',
      ...shortfallOf(view, set),
      ...(set.isRollingOut ? {} : { stage: firstUnready(view, set) }),
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

function firstUnready(view: ClusterView, set: WatchedStatefulSet): string {
  const ready = podsOf(view, set).filter(
    (pod) => !pod.deletedAt && pod.conditions['Ready']?.status === 'True',
  );
  const names = new Set(ready.map(({ name }) => name));
  for (let ordinal = set.firstOrdinal; ; ordinal++)
    if (!names.has(`${set.name}-${ordinal}`)) return `${ordinal} is not ready`;
}
