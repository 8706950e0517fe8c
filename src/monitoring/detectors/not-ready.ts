import { evidence, findingOf, latestEvent, minute } from './detector.ts';
import type { Detector } from './detector.ts';

/**
 * A pod that runs but does not become ready: its probe fails. An init container that still runs in a running pod is a
 * sidecar, and counts. Pods of Jobs serve nobody and are left out.
 */
export const notReady: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    if (pod.phase !== 'Running' || pod.owner?.kind === 'Job' || pod.deletedAt) continue;
    const unready = pod.containers.find(({ runningSince, ready }) => runningSince && !ready);
    if (!unready) continue;
    const event = latestEvent(view, pod.uid, ['Unhealthy', 'ProbeWarning']);
    const ready = pod.conditions['Ready'];
    yield findingOf(view, pod, {
      reason: 'not_ready',
      member: `${pod.name}/${unready.name}`,
      node: pod.node,
      since: later(ready?.since, unready.runningSince),
      holdMs: 15 * minute,
      severity: 'warning',
      cause: event ? 'cause.probe' : undefined,
      evidence: [
        evidence('ready', 'false'),
        evidence('Ready.lastTransitionTime', ready?.since),
        evidence('event Unhealthy', event?.message),
      ],
    });
  }
};

/** A container that was started again has had less time than its pod. */
function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (!a || !b) return a ?? b;
  return a > b ? a : b;
}
