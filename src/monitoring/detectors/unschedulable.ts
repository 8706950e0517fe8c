import { evidence, findingOf, latestEvent, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const coming = ['TriggeredScaleUp', 'Nominated'];

/**
 * A pod for which no node is found. A pod held back on purpose (scheduling gates) is not one, and one for which a node is
 * being brought is given the time that a large machine takes to come.
 */
export const unschedulable: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    const scheduled = pod.conditions['PodScheduled'];
    if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') continue;
    if (pod.isGated || pod.deletedAt) continue;
    const said = latestEvent(view, pod.uid, [...coming, 'NotTriggerScaleUp'])?.reason ?? '';
    yield findingOf(view, pod, {
      reason: 'unschedulable',
      since: scheduled.since,
      holdMs: (coming.includes(said) ? 10 : 5) * minute,
      severity: 'warning',
      cause: causeOf(scheduled.message),
      evidence: [
        evidence('PodScheduled', `${scheduled.status} ${scheduled.reason}`),
        evidence('PodScheduled.message', scheduled.message),
      ],
    });
  }
};

/** The scheduler's own words (kubernetes/kubernetes, pkg/scheduler/framework/plugins), the finer ones first. */
const causes: readonly (readonly [string, RegExp])[] = [
  ['cause.volume', /volume|enough free storage/i],
  ['cause.cpu', /insufficient cpu/i],
  ['cause.memory', /insufficient memory/i],
  ['cause.disk', /insufficient ephemeral-storage/i],
  ['cause.taint', /taint/i],
  ['cause.cordoned', /were unschedulable/i],
  ['cause.affinity', /affinity|selector|topology spread/i],
];

/** What most nodes lack; what is said of the pod itself holds on every node. */
function causeOf(message: string): string | undefined {
  const [said = ''] = message.split(/ preemption: /);
  const nodes = new Map<string, number>();
  for (const clause of said.replace(/^\d+\/\d+ nodes are available: /, '').split(', ')) {
    const found = causes.find(([, words]) => words.test(clause));
    const many = Number(/^\d+(?= )/.exec(clause)?.[0] ?? Number.POSITIVE_INFINITY);
    if (found) nodes.set(found[0], (nodes.get(found[0]) ?? 0) + many);
  }
  return [...nodes].sort(([, a], [, b]) => b - a)[0]?.[0];
}
