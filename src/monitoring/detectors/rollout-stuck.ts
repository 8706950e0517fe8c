import { evidence, findingOf } from './detector.ts';
import type { Detector } from './detector.ts';

/** A rollout that the cluster itself gave up waiting for. */
export const rolloutStuck: Detector = function* (view) {
  for (const deployment of view.all('Deployment')) {
    const progressing = deployment.conditions['Progressing'];
    if (deployment.isPaused || deployment.deletedAt || deployment.desired === 0) continue;
    if (deployment.observedGeneration < deployment.generation) continue;
    if (progressing?.status !== 'False' || progressing.reason !== 'ProgressDeadlineExceeded') continue;
    yield findingOf(view, deployment, {
      reason: 'rollout_stuck',
      since: progressing.since,
      holdMs: 0,
      severity: 'high',
      evidence: [
        evidence('Progressing', `${progressing.status} ${progressing.reason}`),
        evidence('Progressing.message', progressing.message),
        evidence('status.updatedReplicas', `${deployment.updated}/${deployment.desired}`),
      ],
    });
  }
};
