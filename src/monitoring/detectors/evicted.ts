import { day, evidence, isWithin, latestEvent } from './detector.ts';
import type { Detector } from './detector.ts';

/** Disruptions that somebody asked for (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/). */
const intended = [
  'EvictionByEvictionAPI',
  'PreemptionByScheduler',
  'DeletionByTaintManager',
  'DeletionByPodGC',
];

/** Pods that a node threw out for want of memory or disk, told of the node. */
export const evicted: Detector = function* (view, now) {
  for (const pod of view.all('Pod')) {
    if (pod.reason !== 'Evicted' || pod.deletedAt) continue;
    const disruption = pod.conditions['DisruptionTarget'];
    if (disruption?.status === 'True' && intended.includes(disruption.reason)) continue;
    // Clusters before 1.26 wrote no condition.
    const since = disruption?.since ?? latestEvent(view, pod.uid, ['Evicted'])?.lastAt ?? pod.evictedAt;
    // What is left of evicted pods may lie about for weeks.
    if (since && !isWithin(since, day, now)) continue;
    yield {
      reason: 'evicted',
      subject: pod.node ? { kind: 'Node', namespace: '', name: pod.node } : view.topOwner(pod),
      member: `${pod.namespace}/${pod.name}`,
      node: pod.node,
      since,
      holdMs: 0,
      severity: 'warning',
      occurrence: pod.uid,
      cause: undefined,
      evidence: [evidence('status.reason', pod.reason), evidence('status.message', pod.message)],
    };
  }
};
