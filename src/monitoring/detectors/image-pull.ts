import type { WatchedEvent, WatchedPod } from '../../integrations/kubernetes/watch/watched.ts';
import type { ClusterView } from '../cluster-view.ts';
import { evidence, findingOf, second } from './detector.ts';
import type { Detector } from './detector.ts';

/** The kubelet's words (kubernetes/kubernetes, pkg/kubelet/images/types.go). */
const waitingReasons = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
];
const eventReasons = ['Failed', 'InspectFailed', 'ErrImageNeverPull'];

/** An image that does not come, for pods older than two minutes; why is told by the event's message. */
export const imagePull: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    if (pod.deletedAt) continue;
    for (const container of pod.containers) {
      const { waiting } = container;
      if (!waiting || !waitingReasons.includes(waiting.reason)) continue;
      const event = eventAbout(view, pod, container.image);
      yield findingOf(view, pod, {
        reason: 'image_pull',
        member: `${pod.name}/${container.name}`,
        node: pod.node,
        since: pod.createdAt,
        holdMs: 120 * second,
        severity: 'warning',
        cause: causeOf(
          waiting.reason,
          // A name may hold any word or number.
          `${event?.message ?? ''} ${waiting.message}`.replaceAll(container.image, ''),
        ),
        evidence: [
          evidence('state.waiting.reason', waiting.reason),
          evidence('image', container.image),
          evidence('event', event?.message ?? waiting.message),
        ],
      });
    }
  }
};

/** What was said of this image: a pod may have several, and the kubelet says “Error: ImagePullBackOff” in between. */
function eventAbout(view: ClusterView, pod: WatchedPod, image: string): WatchedEvent | undefined {
  const events = view
    .eventsAbout(pod.uid)
    .filter(({ reason, message }) => eventReasons.includes(reason) && !/^Error: \w+$/.test(message));
  const speaksOf = (of: string, { message }: WatchedEvent) => of !== '' && message.includes(of);
  const others = pod.containers.filter((each) => each.image !== image);
  return (
    events.find((event) => speaksOf(image, event)) ??
    events.find((event) => !others.some((other) => speaksOf(other.image, event)))
  );
}

/** The words of containerd, CRI-O and registries. */
function causeOf(reason: string, message: string): string | undefined {
  if (reason === 'InvalidImageName') return 'cause.image_name';
  if (reason === 'ErrImageNeverPull') return 'cause.image_never';
  if (/toomanyrequests|too many requests|rate limit|: 429\b/i.test(message)) return 'cause.image_limit';
  if (/unauthorized|authentication required|denied|forbidden|: 40[13]\b|no basic auth/i.test(message))
    return 'cause.image_auth';
  if (/not found|manifest unknown|no such image|: 404\b|does not exist/i.test(message))
    return 'cause.image_missing';
  if (/timeout|timed out|deadline exceeded|no such host|connection (?:refused|reset)|\bEOF\b/i.test(message))
    return 'cause.image_unreachable';
  return undefined;
}
