import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { Pod, StatefulSet } from '../types.ts';
import { recordEvent } from './events.ts';
import { templateHash } from './names.ts';
import { createOwnedPod, podsByOwner } from './owned-pods.ts';
import { isReady, terminatePod } from './pod-state.ts';

const revisionLabel = 'controller-revision-hash';

/**
 * One step of the StatefulSet controller: pods made in the order of their ordinals, each when those before it are ready;
 * replaced from the highest ordinal down, one after the other, never below the partition.
 */
export function syncStatefulSets(simulation: Simulation): void {
  const owned = podsByOwner(simulation);
  for (const set of simulation.store.all(resourceNamed('statefulsets')) as StatefulSet[]) {
    if (set.metadata.deletionTimestamp || !set.spec?.template?.spec) continue;
    const update = `${set.metadata.name}-${templateHash(set.spec.template)}`;
    const current = set.status?.currentRevision ?? update;
    simulation.templates.set(keyOf(set, update), set.spec.template);
    act(simulation, set, owned.get(set.metadata.uid ?? '') ?? [], { current, update });
    writeStatus(simulation, set, podsByOwner(simulation).get(set.metadata.uid ?? '') ?? [], {
      current,
      update,
    });
  }
}

interface Revisions {
  current: string;
  update: string;
}

/** Does what is next, and no more than one thing where the order counts. */
function act(simulation: Simulation, set: StatefulSet, pods: Pod[], revisions: Revisions): void {
  const { replicas, podManagementPolicy, updateStrategy } = set.spec;
  const isOrdered = podManagementPolicy !== 'Parallel';
  const isRolling = updateStrategy?.type !== 'OnDelete';
  const partition = isRolling ? (updateStrategy?.rollingUpdate?.partition ?? 0) : 0;
  const at = (ordinal: number): Pod | undefined =>
    pods.find((pod) => pod.metadata.name === `${set.metadata.name}-${ordinal}`);
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const pod = at(ordinal);
    if (!pod) create(simulation, set, ordinal, ordinal < partition ? revisions.current : revisions.update);
    if (isOrdered && (!pod || !isWell(pod))) return;
  }
  const surplus = pods.filter((pod) => ordinalOf(pod) >= replicas).sort(highestFirst);
  for (const pod of isOrdered ? surplus.slice(0, 1) : surplus) terminate(simulation, set, pod);
  if (surplus.length > 0 || !isRolling) return;
  for (let ordinal = replicas - 1; ordinal >= partition; ordinal--) {
    const pod = at(ordinal);
    if (!pod || pod.metadata.deletionTimestamp) return;
    if (pod.metadata.labels?.[revisionLabel] !== revisions.update) return terminate(simulation, set, pod);
    if (!isWell(pod)) return;
  }
}

function create(simulation: Simulation, set: StatefulSet, ordinal: number, revision: string): void {
  const name = `${set.metadata.name}-${ordinal}`;
  const template = simulation.templates.get(keyOf(set, revision)) ?? set.spec.template;
  const labels = {
    'apps.kubernetes.io/pod-index': String(ordinal),
    'statefulset.kubernetes.io/pod-name': name,
    [revisionLabel]: revision,
  };
  createOwnedPod(simulation, set, template, { name, labels });
  say(
    simulation,
    set,
    'SuccessfulCreate',
    `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
  );
}

function terminate(simulation: Simulation, set: StatefulSet, pod: Pod): void {
  if (pod.metadata.deletionTimestamp) return;
  terminatePod(simulation, pod);
  const words = `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`;
  say(simulation, set, 'SuccessfulDelete', words);
}

function writeStatus(simulation: Simulation, set: StatefulSet, pods: Pod[], revisions: Revisions): void {
  const active = pods.filter((pod) => !pod.metadata.deletionTimestamp);
  const count = (revision: string): number =>
    active.filter((pod) => pod.metadata.labels?.[revisionLabel] === revision).length;
  const ready = active.filter(isReady).length;
  const updated = count(revisions.update);
  const { replicas, updateStrategy } = set.spec;
  const isWhole = pods.length === replicas && updated === replicas && ready === replicas;
  const isComplete = isWhole && updateStrategy?.type !== 'OnDelete';
  const currentRevision = isComplete ? revisions.update : revisions.current;
  const current = count(currentRevision);
  simulation.store.write(resourceNamed('statefulsets'), {
    ...structuredClone(set),
    status: {
      observedGeneration: set.metadata.generation ?? 1,
      replicas: pods.length,
      ...(ready > 0 ? { readyReplicas: ready } : {}),
      availableReplicas: ready,
      ...(current > 0 ? { currentReplicas: current } : {}),
      ...(updated > 0 ? { updatedReplicas: updated } : {}),
      currentRevision,
      updateRevision: revisions.update,
    },
  } as StatefulSet);
}

function isWell(pod: Pod): boolean {
  return isReady(pod) && !pod.metadata.deletionTimestamp;
}

function ordinalOf(pod: Pod): number {
  return Number(/\d+$/.exec(pod.metadata.name)?.[0] ?? 0);
}

function highestFirst(a: Pod, b: Pod): number {
  return ordinalOf(b) - ordinalOf(a);
}

function keyOf(set: StatefulSet, revision: string): string {
  return `${set.metadata.uid}/${revision}`;
}

function say(simulation: Simulation, set: StatefulSet, reason: string, message: string): void {
  recordEvent(simulation, set, { reason, message, component: 'statefulset-controller' });
}
