import { evidence, findingOf, latestEvent, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const eventReasons = ['FailedMount', 'FailedAttachVolume', 'FailedCreatePodSandBox'];

/** A pod that stays in ContainerCreating, and an event that says why: a volume, or the network. */
export const containerCreating: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    const container = pod.containers.find((each) => each.waiting?.reason === 'ContainerCreating');
    if (!container || pod.deletedAt) continue;
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
        evidence('state.waiting.reason', 'ContainerCreating'),
        evidence(`event ${event.reason}`, event.message),
      ],
    });
  }
};
