import type { Severity } from '../../core/incident.ts';
import { evidence, findingOf } from './detector.ts';
import type { Detector } from './detector.ts';

/** A container that the kubelet restarts ever more slowly: told from the second restart on, worse at 3, 10 and 50. */
export const crashLoop: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    if (pod.deletedAt) continue;
    for (const container of pod.containers) {
      const { waiting, restarts, lastEnded } = container;
      if (waiting?.reason !== 'CrashLoopBackOff' || restarts < 2) continue;
      yield findingOf(view, pod, {
        reason: 'crash_loop',
        member: `${pod.name}/${container.name}`,
        node: pod.node,
        since: lastEnded?.finishedAt,
        holdMs: 0,
        severity: severityOf(restarts),
        cause: lastEnded?.reason === 'OOMKilled' ? 'cause.oom' : undefined,
        evidence: [
          evidence('state.waiting.reason', waiting.reason),
          evidence('restartCount', restarts),
          evidence('lastState.terminated.reason', lastEnded?.reason),
          evidence('lastState.terminated.exitCode', lastEnded?.exitCode),
        ],
      });
    }
  }
};

function severityOf(restarts: number): Severity {
  if (restarts >= 50) return 'critical';
  if (restarts >= 10) return 'high';
  return restarts >= 3 ? 'warning' : 'info';
}
