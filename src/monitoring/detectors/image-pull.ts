import { evidence, findingOf, latestEvent, second } from './detector.ts';
import type { Detector } from './detector.ts';

const waitingReasons = ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'];

/** An image that does not come, for pods older than two minutes; why is told by the event's message. */
export const imagePull: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    if (pod.deletedAt) continue;
    for (const container of pod.containers) {
      const { waiting } = container;
      if (!waiting || !waitingReasons.includes(waiting.reason)) continue;
      const event = latestEvent(view, pod.uid, ['Failed', 'InspectFailed', 'ErrImageNeverPull']);
      yield findingOf(view, pod, {
        reason: 'image_pull',
        member: `${pod.name}/${container.name}`,
        node: pod.node,
        since: pod.createdAt,
        holdMs: 120 * second,
        severity: 'warning',
        cause: causeOf(waiting.reason, `${event?.message ?? ''} ${waiting.message}`),
        evidence: [
          evidence('state.waiting.reason', waiting.reason),
          evidence('image', container.image),
          evidence('event', event?.message ?? waiting.message),
        ],
      });
    }
  }
};

/** The words of containerd, CRI-O and registries. */
function causeOf(reason: string, message: string): string | undefined {
  if (reason === 'InvalidImageName') return 'cause.image_name';
  if (reason === 'ErrImageNeverPull') return 'cause.image_never';
  if (/toomanyrequests|429|rate limit/i.test(message)) return 'cause.image_limit';
  if (/unauthorized|authentication required|denied|forbidden|401|403|no basic auth/i.test(message))
    return 'cause.image_auth';
  if (/not found|manifest unknown|no such image|404|does not exist/i.test(message))
    return 'cause.image_missing';
  if (/timeout|timed out|deadline exceeded|no such host|connection refused|i\/o|EOF/i.test(message))
    return 'cause.image_unreachable';
  return undefined;
}
