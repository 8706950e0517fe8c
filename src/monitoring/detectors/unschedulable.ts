import { evidence, findingOf, minute } from './detector.ts';
import type { Detector } from './detector.ts';

/** A pod for which no node is found. A pod held back on purpose (scheduling gates) is not one. */
export const unschedulable: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    const scheduled = pod.conditions['PodScheduled'];
    if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') continue;
    if (pod.isGated || pod.deletedAt) continue;
    yield findingOf(view, pod, {
      reason: 'unschedulable',
      since: scheduled.since,
      holdMs: 5 * minute,
      severity: 'warning',
      cause: causeOf(scheduled.message),
      evidence: [
        evidence('PodScheduled', `${scheduled.status} ${scheduled.reason}`),
        evidence('PodScheduled.message', scheduled.message),
      ],
    });
  }
};

/** The scheduler's own words (kubernetes/kubernetes, pkg/scheduler/framework/plugins). What most nodes lack is named. */
function causeOf(message: string): string | undefined {
  const causes: [string, RegExp][] = [
    [
      'cause.volume',
      /(\d*) ?(?:node\(s\) )?[^,]*(?:unbound immediate|volume node affinity|persistentvolume|max volume count)/i,
    ],
    ['cause.cpu', /(\d+) Insufficient cpu/i],
    ['cause.memory', /(\d+) Insufficient memory/i],
    ['cause.taint', /(\d+) node\(s\) had untolerated taint/i],
    [
      'cause.affinity',
      /(\d+) node\(s\) didn['’]t match (?:Pod's node affinity|pod (?:anti-)?affinity|node selector)/i,
    ],
  ];
  const found = causes.flatMap(([cause, pattern]) => {
    const match = pattern.exec(message);
    return match ? [{ cause, nodes: Number(match[1] || 1) }] : [];
  });
  return found.sort((a, b) => b.nodes - a.nodes)[0]?.cause;
}
