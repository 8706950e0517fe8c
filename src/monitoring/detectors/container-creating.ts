import type { WatchedContainer } from '../../integrations/kubernetes/watch/watched.ts';
import { evidence, findingOf, latestEvent, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const creating = ['ContainerCreating', 'PodInitializing'];
const eventReasons = ['FailedMount', 'FailedAttachVolume', 'FailedCreatePodSandBox'];

/**
 * A pod that stays in ContainerCreating, and an event that says why: a volume, or the network. With init containers the
 * same is called PodInitializing until the first of them runs. Once an image is pulled, or a container waits for anything
 * else, volumes and network were there: the kubelet sees to them first.
 */
export const containerCreating: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    const [container] = pod.containers;
    if (pod.deletedAt || !container || !pod.containers.every(isBeingCreated)) continue;
    const event = latestEvent(view, pod.uid, [...eventReasons, 'Pulling']);
    if (!event || event.reason === 'Pulling') continue;
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

function isBeingCreated({ waiting, lastEnded }: WatchedContainer): boolean {
  return creating.includes(waiting?.reason ?? '') && !lastEnded;
}
