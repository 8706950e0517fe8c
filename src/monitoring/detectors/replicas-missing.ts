import { evidence, findingOf, minute, unreadySince } from './detector.ts';
import type { Detector } from './detector.ts';

const holdMs = 15 * minute;

/** What the controller says while a rollout goes on (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progressing-deployment). */
const goingOn = ['ReplicaSetUpdated', 'NewReplicaSetCreated', 'FoundNewReplicaSet'];

/**
 * A Deployment with fewer ready replicas than it wants, or one that may not make them (quota, admission). While a rollout
 * goes on and enough are available it is as it should be, however many are on their way.
 */
export const replicasMissing: Detector = function* (view) {
  for (const deployment of view.all('Deployment')) {
    const { ready, desired, conditions } = deployment;
    if (deployment.deletedAt || deployment.observedGeneration < deployment.generation) continue;
    const failure = conditions['ReplicaFailure'];
    const fails = failure?.status === 'True';
    if (!fails && ready >= desired) continue;
    const progressing = conditions['Progressing'];
    const isRollingOut = progressing?.status === 'True' && goingOn.includes(progressing.reason);
    if (!fails && isRollingOut && conditions['Available']?.status === 'True') continue;
    yield findingOf(view, deployment, {
      reason: 'replicas_missing',
      // Available tells since when too few are there; a mere shortfall has no time of its own.
      since: fails
        ? failure.since
        : conditions['Available']?.status === 'False'
          ? conditions['Available'].since
          : unreadySince(view, deployment),
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
