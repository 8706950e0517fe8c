import type { Ended, WatchedPod } from '../../integrations/kubernetes/watch/watched.ts';
import type { ClusterView } from '../cluster-view.ts';
import { evidence, findingOf, isWithin, latestEvent, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const windowMs = 15 * minute;
/** The runtime lost sight of the container, such as when its node was started again: it did not crash. */
const lostReasons = ['Unknown', 'ContainerStatusUnknown'];
/** A command that is not there ends each try with an error of its own, and is waited for in between. */
const ownDetectors = ['CrashLoopBackOff', 'RunContainerError', 'PostStartHookError'];

/**
 * A container that ended with an error and was started again at once: no back-off yet, but it crashed. A Job tries again
 * by design, and what comes of it is told by the Job.
 */
export const crash: Detector = function* (view, now) {
  for (const pod of view.all('Pod')) {
    if (pod.deletedAt || pod.owner?.kind === 'Job') continue;
    for (const container of pod.containers) {
      const { lastEnded, restarts, waiting } = container;
      // An out-of-memory kill and what a container waits for have detectors of their own.
      if (!lastEnded || restarts < 1 || ownDetectors.includes(waiting?.reason ?? '')) continue;
      if (lastEnded.exitCode === 0 || lastEnded.reason === 'OOMKilled') continue;
      if (lostReasons.includes(lastEnded.reason)) continue;
      if (!isWithin(lastEnded.finishedAt, windowMs, now) || wasTakenAlong(view, pod, lastEnded)) continue;
      yield findingOf(view, pod, {
        reason: 'crash',
        member: `${pod.name}/${container.name}`,
        node: pod.node,
        since: lastEnded.finishedAt,
        holdMs: 0,
        severity: 'info',
        occurrence: `${lastEnded.containerId}@${lastEnded.finishedAt?.toISOString()}`,
        evidence: [
          evidence('lastState.terminated.exitCode', lastEnded.exitCode),
          evidence('lastState.terminated.reason', lastEnded.reason),
          evidence('lastState.terminated.finishedAt', lastEnded.finishedAt),
          evidence('restartCount', restarts),
        ],
      });
    }
  }
};

/** Whether the node came back after the container ended: then it took its containers along, whatever the runtime calls it. */
function wasTakenAlong(view: ClusterView, pod: WatchedPod, { finishedAt }: Ended): boolean {
  const node = view.find('Node', '', pod.node);
  if (!node || !finishedAt) return false;
  const ready = node.conditions['Ready'];
  // Some kubelets call their node by its name where its uid belongs.
  const rebooted = [node.uid, node.name].map((uid) => latestEvent(view, uid, ['Rebooted'])?.lastAt);
  const back = [ready?.status === 'True' ? ready.since : undefined, ...rebooted];
  return back.some((at) => at !== undefined && at > finishedAt);
}
