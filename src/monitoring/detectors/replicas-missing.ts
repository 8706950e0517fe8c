import { evidence, findingOf, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const holdMs = 15 * minute;

/** A Deployment with fewer ready replicas than it wants, or one that may not make them (quota, admission). */
export const replicasMissing: Detector = function* (view) {
  for (const deployment of view.all('Deployment')) {
    const { ready, desired, conditions } = deployment;
    if (deployment.deletedAt || deployment.observedGeneration < deployment.generation) continue;
    const failure = conditions['ReplicaFailure'];
    const fails = failure?.status === 'True';
    if (!fails && ready >= desired) continue;
    yield findingOf(view, deployment, {
      reason: 'replicas_missing',
      // Available tells since when too few are there; a mere shortfall has no time of its own.
      since: fails
        ? failure.since
        : conditions['Available']?.status === 'False'
          ? conditions['Available'].since
          : undefined,
      holdMs,
      severity: ready === 0 && desired > 0 ? 'critical' : 'warning',
      cause: fails ? 'cause.replica_failure' : undefined,
      evidence: [
        evidence('status.readyReplicas', ready),
        evidence('spec.replicas', desired),
        ...(fails ? [evidence('ReplicaFailure.message', failure.message)] : []),
      ],
    });
  }
};
