import { recordEvent } from './controllers/events.ts';
import { step } from './controllers/step.ts';
import { writeTraffic } from './controllers/containers.ts';
import { fillDefaults } from './defaults.ts';
import { resourceNamed } from './resources.ts';
import type { Simulation } from './simulation.ts';
import { startLines } from './simulation.ts';
import type { Deployment, KubeEvent, KubeObject, Pod, Service } from './types.ts';
import type { ClusterWorld, WorldDeployment } from './world.ts';
import { milliseconds } from './world.ts';
import { deploymentObject, namespaceObject, nodeObject, serviceObject } from './world-objects.ts';

interface Moment {
  at: number;
  happen: () => void;
}

/**
 * Lets a world live through its history on the simulation's clock, so that names, revisions, ages,
 * events and logs are the controllers' own. Ends in the present, with all earlier watch history forgotten.
 */
export function liveThrough(simulation: Simulation, world: ClusterWorld): void {
  const present = Date.now();
  const moments: Moment[] = [];
  const ago = (age: string): number => present - milliseconds(age);
  const put = (object: KubeObject): void => {
    const of = resourceNamed(object.kind);
    fillDefaults(of, object);
    if (object.spec && of.statusIsSeparate && of.kind !== 'Pod') object.metadata.generation ??= 1;
    simulation.store.write(of, object);
  };
  for (const node of world.nodes)
    moments.push({ at: ago(node.age), happen: () => put(nodeObject(node, simulation)) });
  for (const namespace of world.namespaces) {
    moments.push({ at: ago(namespace.age), happen: () => put(namespaceObject(namespace)) });
  }
  for (const deployment of world.deployments) {
    knowImages(simulation, deployment);
    for (const [index, revision] of deployment.revisions.entries()) {
      const happen = (): void => {
        if (index === 0 && deployment.service) put(serviceObject(deployment) as Service);
        deploy(simulation, deploymentObject(deployment, revision));
      };
      moments.push({ at: ago(revision.age), happen });
    }
  }
  const placeholder = Math.min(present, ...moments.map((moment) => moment.at));
  for (const object of world.objects ?? []) {
    const created = object.metadata.creationTimestamp;
    moments.push({
      at: created ? Date.parse(created) : placeholder + 1,
      happen: () => put(structuredClone(object)),
    });
  }
  for (const moment of moments.sort((a, b) => a.at - b.at)) {
    simulation.clock.set(new Date(moment.at));
    moment.happen();
    settle(simulation, moment.at, present);
  }
  liveLastHours(simulation, present);
  addEvents(simulation, world, present);
  simulation.clock.set(undefined);
  simulation.store.compact();
}

function deploy(simulation: Simulation, wanted: Deployment): void {
  const of = resourceNamed('deployments');
  const { name, namespace } = wanted.metadata;
  const known = simulation.store.find(of, name, namespace) as Deployment | undefined;
  fillDefaults(of, wanted);
  const annotations = { ...known?.metadata.annotations, ...wanted.metadata.annotations };
  const generation = (known?.metadata.generation ?? 0) + 1;
  const metadata = { ...known?.metadata, ...wanted.metadata, annotations, generation };
  simulation.store.write(of, {
    ...wanted,
    metadata,
    ...(known?.status ? { status: known.status } : {}),
  } as Deployment);
}

function knowImages(simulation: Simulation, deployment: WorldDeployment): void {
  for (const revision of deployment.revisions) {
    for (const [index, container] of deployment.containers.entries()) {
      const { traffic, lastWords } = container;
      const image = `${container.image}:${container.tag ?? revision.tag}`;
      const lines = container.lines ?? startLines(image);
      simulation.images.set(image, {
        health: (index === 0 ? revision.health : undefined) ?? 'ok',
        lines,
        ...(traffic ? { traffic } : {}),
        ...(lastWords ? { lastWords } : {}),
      });
    }
  }
}

function settle(simulation: Simulation, from: number, present: number): void {
  for (let tick = 0; tick < 20; tick++) {
    const before = simulation.store.version;
    step(simulation);
    if (simulation.store.version === before) return;
    simulation.clock.set(new Date(Math.min(present, from + (tick + 1) * 3_000)));
  }
}

function liveLastHours(simulation: Simulation, present: number): void {
  const minute = 60_000;
  for (let ago = 90; ago >= 0; ago -= 2) {
    simulation.clock.set(new Date(present - ago * minute));
    step(simulation);
  }
  for (const pod of simulation.store.all(resourceNamed('pods')) as Pod[]) {
    for (const container of pod.spec.containers) {
      const status = pod.status.containerStatuses?.find((one) => one.name === container.name);
      const startedAt = Date.parse(status?.state.running?.startedAt ?? '');
      if (!status?.ready || Number.isNaN(startedAt)) continue;
      const behaviour = simulation.behaviourOf(container.image);
      for (let turn = 0; turn < 60; turn++) {
        const at = present - (60 - turn) * 17_000 - (pod.metadata.name.length % 7) * 1_000;
        if (at <= startedAt) continue;
        simulation.clock.set(new Date(at));
        writeTraffic(simulation, pod, container.name, behaviour, turn);
      }
    }
  }
}

function addEvents(simulation: Simulation, world: ClusterWorld, present: number): void {
  for (const event of world.events ?? []) {
    simulation.clock.set(new Date(present - milliseconds(event.age)));
    const { type = 'Normal', reason, message } = event;
    const of = resourceNamed(event.kind);
    const about = simulation.store.find(of, event.name, event.namespace) ?? {
      apiVersion: 'v1',
      kind: event.kind,
      metadata: { name: event.name, namespace: event.namespace },
    };
    recordEvent(simulation, about, { type, reason, message, component: 'kubelet' });
    if (!event.count) continue;
    const events = resourceNamed('events');
    const found = (simulation.store.all(events) as KubeEvent[]).find(
      (one) => one.involvedObject.name === event.name && one.reason === reason && one.message === message,
    );
    if (found) simulation.store.write(events, { ...structuredClone(found), count: event.count } as KubeEvent);
  }
}
