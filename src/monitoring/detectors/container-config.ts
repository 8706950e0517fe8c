import { evidence, findingOf, second } from './detector.ts';
import type { Detector } from './detector.ts';

/** The kubelet's words (kubernetes/kubernetes, pkg/kubelet/kuberuntime and pkg/kubelet/container). */
const waitingReasons = [
  'CreateContainerConfigError',
  'PreCreateHookError',
  'CreateContainerError',
  'PreStartHookError',
  'RunContainerError',
  'PostStartHookError',
];

/** A container that cannot be made or begun: a missing ConfigMap or Secret, a wrong command. */
export const containerConfig: Detector = function* (view) {
  for (const pod of view.all('Pod')) {
    if (pod.deletedAt) continue;
    for (const container of pod.containers) {
      const { waiting } = container;
      if (!waiting || !waitingReasons.includes(waiting.reason)) continue;
      yield findingOf(view, pod, {
        reason: 'container_config',
        member: `${pod.name}/${container.name}`,
        node: pod.node,
        holdMs: 60 * second,
        severity: 'warning',
        cause: waiting.reason === 'CreateContainerConfigError' ? 'cause.configuration' : undefined,
        evidence: [
          evidence('state.waiting.reason', waiting.reason),
          evidence('state.waiting.message', waiting.message),
        ],
      });
    }
  }
};
