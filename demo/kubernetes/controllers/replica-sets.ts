import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { Pod, ReplicaSet } from '../types.ts';
import { recordEvent } from './events.ts';
import { randomSuffix } from './names.ts';
import { createOwnedPod, podsByOwner } from './owned-pods.ts';
import { isReady, terminatePod } from './pod-state.ts';

/** One step of the ReplicaSet controller: as many pods as wanted, and a status that says so. */
export function syncReplicaSets(simulation: Simulation): void {
  const { store } = simulation;
  const replicaSets = resourceNamed('replicasets');
  const owned = podsByOwner(simulation);
  for (const replicaSet of store.all(replicaSets) as ReplicaSet[]) {
    if (replicaSet.metadata.deletionTimestamp) continue;
    const pods = owned.get(replicaSet.metadata.uid ?? '') ?? [];
    const active = pods.filter((pod) => !pod.metadata.deletionTimestamp);
    const missing = replicaSet.spec.replicas - active.length;
    for (let i = 0; i < missing; i++) active.push(createPod(simulation, replicaSet));
    if (missing < 0) {
      const expendable = [...active].sort((a, b) => Number(isReady(a)) - Number(isReady(b)));
      for (const pod of expendable.slice(0, -missing)) {
        active.splice(active.indexOf(pod), 1);
        terminatePod(simulation, pod);
        say(simulation, replicaSet, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
      }
    }
    const ready = active.filter(isReady).length;
    store.write(replicaSets, {
      ...structuredClone(replicaSet),
      status: {
        replicas: active.length,
        ...(active.length > 0 ? { fullyLabeledReplicas: active.length } : {}),
        ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
        observedGeneration: replicaSet.metadata.generation ?? 1,
      },
    } as ReplicaSet);
  }
}

function createPod(simulation: Simulation, replicaSet: ReplicaSet): Pod {
  const name = `${replicaSet.metadata.name}-${randomSuffix()}`;
  const created = createOwnedPod(simulation, replicaSet, replicaSet.spec.template, { name });
  say(simulation, replicaSet, 'SuccessfulCreate', `Created pod: ${name}`);
  return created;
}

function say(simulation: Simulation, replicaSet: ReplicaSet, reason: string, message: string): void {
  recordEvent(simulation, replicaSet, { reason, message, component: 'replicaset-controller' });
}
