import { evidence, findingOf, latestEvent, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const creating = ['ContainerCreating', 'PodInitializing'];
const eventReasons = ['FailedMount', 'FailedAttachVolume', 'FailedCreatePodSandBox'];

/**
 * A pod that stays in ContainerCreating, and an event that says why: a volume, or the network. With init containers the
 * same is called PodInitializing until the first of them runs.
 */
export const containerCreating: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    if (pod.deletedAt || pod.containers.some((each) => each.runningSince || each.ended)) continue;
    const container = pod.containers.find(({ waiting }) => creating.includes(waiting?.reason ?? ''));
    if (!container) continue;
    const event = latestEvent(view, pod.uid, eventReasons);
    if (!event) continue;
    yield findingOf(view, pod, {
      reason: 'container_creating',
      node: pod.node,
      since: pod.conditions['PodScheduled']?.since ?? pod.createdAt,
      holdMs: 5 * minute,
      severity: 'warning',
      cause: event.reason === 'FailedCreatePodSandBox' ? 'cause.sandbox' : 'cause.volume',
      evidence: [
        evidence('state.waiting.reason', container.waiting?.reason),
        evidence(`event ${event.reason}`, event.message),
      ],
    });
  }
};
