import type { Ended } from '../../integrations/kubernetes/watch/watched.ts';
import { evidence, findingOf, isWithin, minute } from './detector.ts';
import type { Detector } from './detector.ts';

/** How long a kill counts as present: `lastState` tells of it for ever. */
const windowMs = 30 * minute;

/** A container killed for want of memory, by the kubelet's word and never by exit code 137 alone. */
export const oomKilled: Detector = function* (view, now) {
  for (const pod of view.all('Pod')) {
    for (const container of pod.containers) {
      const [field, ended] = killedOf(container.ended, container.lastEnded);
      if (!ended || !isWithin(ended.finishedAt, windowMs, now)) continue;
      yield findingOf(view, pod, {
        reason: 'oom_killed',
        member: `${pod.name}/${container.name}`,
        node: pod.node,
        since: ended.finishedAt,
        holdMs: 0,
        severity: 'warning',
        occurrence: `${ended.containerId}@${ended.finishedAt?.toISOString()}`,
        evidence: [
          evidence(`${field}.reason`, ended.reason),
          evidence(`${field}.finishedAt`, ended.finishedAt),
          evidence(`${field}.containerID`, ended.containerId),
          evidence('restartCount', container.restarts),
        ],
      });
    }
  }
};

function killedOf(now: Ended | undefined, before: Ended | undefined): [string, Ended | undefined] {
  if (now?.reason === 'OOMKilled') return ['state.terminated', now];
  return ['lastState.terminated', before?.reason === 'OOMKilled' ? before : undefined];
}
