import { resourceNamed } from '../resources.ts';
import type { ContainerProgress, Simulation } from '../simulation.ts';
import type { ContainerStatus, Pod } from '../types.ts';
import { advanceContainer } from './containers.ts';
import { settlePodStatus } from './pod-state.ts';
import { schedulePod } from './scheduler.ts';

/** One step in the life of every pod: scheduled, created, running, ready, failing, gone. */
export function advancePods(simulation: Simulation): void {
  const pods = resourceNamed('pods');
  for (const pod of simulation.store.all(pods) as Pod[]) {
    if (pod.metadata.deletionTimestamp) {
      if (!pod.metadata.finalizers?.length) removePod(simulation, pod);
      continue;
    }
    advancePod(simulation, structuredClone(pod));
  }
}

/** Takes a pod away for good, with what is known about it. */
export function removePod(simulation: Simulation, pod: Pod): void {
  const uid = pod.metadata.uid ?? '';
  simulation.store.remove(resourceNamed('pods'), pod.metadata.name, pod.metadata.namespace);
  simulation.pods.delete(uid);
  simulation.logs.forget(uid);
}

function advancePod(simulation: Simulation, pod: Pod): void {
  const uid = pod.metadata.uid ?? '';
  const known = simulation.pods.get(uid);
  const isNew = pod.status.phase === 'Pending' && !pod.status.containerStatuses;
  if (!known && !isNew) return; // made by hand as it is: left alone
  const progress = known ?? { scheduled: false, ticks: 0, containers: new Map<string, ContainerProgress>() };
  simulation.pods.set(uid, progress);
  progress.ticks++;
  if (!progress.scheduled) {
    progress.scheduled = schedulePod(simulation, pod);
    if (progress.scheduled) pod.status.containerStatuses = pod.spec.containers.map(creating);
  } else {
    for (const container of pod.spec.containers) {
      const status = pod.status.containerStatuses?.find((one) => one.name === container.name);
      if (!status) continue;
      const at = progress.containers.get(container.name) ?? { stage: 'creating', ticks: 0 };
      progress.containers.set(container.name, at);
      advanceContainer(simulation, pod, container, status, at);
    }
  }
  settlePodStatus(pod, simulation.timestamp());
  simulation.store.write(resourceNamed('pods'), pod);
}

function creating(container: { name: string; image: string }): ContainerStatus {
  return {
    name: container.name,
    image: container.image,
    imageID: '',
    ready: false,
    started: false,
    restartCount: 0,
    state: { waiting: { reason: 'ContainerCreating' } },
    lastState: {},
  };
}
