import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { Condition, Deployment, ReplicaSet } from '../types.ts';
import { setCondition } from './pod-state.ts';
import { limits, revisionKey, revisionOf } from './revisions.ts';

/** Writes what a Deployment says about itself: counts, revision, and the conditions of its rollout. */
export function writeDeploymentStatus(
  simulation: Simulation,
  deployment: Deployment,
  currentName: string | undefined,
  owned: ReplicaSet[],
): void {
  const count = (of: ReplicaSet[], field: 'replicas' | 'readyReplicas' | 'availableReplicas'): number =>
    of.reduce((total, set) => total + (set.status?.[field] ?? 0), 0);
  const current = owned.find((set) => set.metadata.name === currentName);
  const total = count(owned, 'replicas');
  const ready = count(owned, 'readyReplicas');
  const available = count(owned, 'availableReplicas');
  const updated = current ? count([current], 'replicas') : 0;
  const wanted = deployment.spec.replicas;
  const unavailable = Math.max(0, Math.max(wanted, total) - available);
  const next = structuredClone(deployment);
  if (current) {
    next.metadata.annotations = {
      ...next.metadata.annotations,
      [revisionKey]: String(revisionOf(current)),
    };
  }
  const conditions = structuredClone(deployment.status?.conditions ?? []);
  const complete = updated === wanted && total === wanted && available === wanted;
  setAvailable(conditions, available >= wanted - limits(deployment).unavailable, simulation.timestamp());
  if (deployment.spec.paused) setPaused(conditions, simulation.timestamp());
  else if (current) {
    const signature = [total, updated, ready, available, current.metadata.name, owned.length, wanted].join(
      '/',
    );
    setProgress(simulation, deployment, conditions, current.metadata.name, complete, signature);
  }
  next.status = {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...(total > 0 ? { replicas: total } : {}),
    ...(updated > 0 ? { updatedReplicas: updated } : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
    ...(unavailable > 0 ? { unavailableReplicas: unavailable } : {}),
    conditions,
  };
  simulation.store.write(resourceNamed('deployments'), next);
}

function setAvailable(conditions: Condition[], isAvailable: boolean, now: string): void {
  write(
    conditions,
    {
      type: 'Available',
      status: isAvailable ? 'True' : 'False',
      reason: isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
      message: `Deployment ${isAvailable ? 'has' : 'does not have'} minimum availability.`,
    },
    now,
  );
}

function setPaused(conditions: Condition[], now: string): void {
  const message = 'Deployment is paused';
  write(conditions, { type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused', message }, now);
}

function setProgress(
  simulation: Simulation,
  deployment: Deployment,
  conditions: Condition[],
  current: string,
  complete: boolean,
  signature: string,
): void {
  const now = simulation.timestamp();
  const uid = deployment.metadata.uid ?? '';
  const known = conditions.find((condition) => condition.type === 'Progressing');
  const rollout = simulation.rollouts.get(uid);
  const moved = rollout?.signature !== signature;
  const idleTicks = moved ? 0 : (rollout?.idleTicks ?? 0) + 1;
  simulation.rollouts.set(uid, { signature, idleTicks });
  const say = (status: Condition['status'], reason: string, message: string): void =>
    write(conditions, { type: 'Progressing', status, reason, message }, now);
  const quoted = `ReplicaSet "${current}"`;
  if (complete) return say('True', 'NewReplicaSetAvailable', `${quoted} has successfully progressed.`);
  const wasComplete = known?.reason === 'NewReplicaSetAvailable' && known.message?.startsWith(`${quoted} `);
  if (wasComplete) return; // scaling or failing pods are no new rollout
  const timedOut = known?.reason === 'ProgressDeadlineExceeded' && known.message?.startsWith(`${quoted} `);
  if (idleTicks >= simulation.progressDeadlineSteps || (timedOut && !moved)) {
    return say('False', 'ProgressDeadlineExceeded', `${quoted} has timed out progressing.`);
  }
  const isNew = !known?.message?.includes(`"${current}"`);
  if (isNew) return say('True', 'NewReplicaSetCreated', `Created new replica set "${current}"`);
  if (moved) say('True', 'ReplicaSetUpdated', `${quoted} is progressing.`);
}

function write(conditions: Condition[], condition: Condition, now: string): void {
  const known = conditions.find((one) => one.type === condition.type);
  const same = known?.reason === condition.reason && known?.message === condition.message;
  setCondition(
    conditions,
    { ...condition, lastUpdateTime: same ? (known?.lastUpdateTime ?? now) : now },
    now,
  );
}
