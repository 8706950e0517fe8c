import { createHash } from 'node:crypto';
import type { ContainerProgress, ImageBehaviour, Simulation } from '../simulation.ts';
import type { Container, ContainerStatus, Pod } from '../types.ts';
import { recordEvent } from './events.ts';

const trafficEvery = 10;

/** One step of one container, by its image's behaviour; changes `status` and `at`. */
export function advanceContainer(
  simulation: Simulation,
  pod: Pod,
  container: Container,
  status: ContainerStatus,
  at: ContainerProgress,
): void {
  const behaviour = simulation.behaviourOf(container.image);
  at.ticks++;
  const say = (reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void => {
    const fieldPath = `spec.containers{${container.name}}`;
    const host = pod.spec.nodeName ?? '';
    recordEvent(simulation, pod, { type, reason, message, component: 'kubelet', host, fieldPath });
  };
  const moveTo = (stage: ContainerProgress['stage']): void => {
    at.stage = stage;
    at.ticks = 0;
  };
  switch (at.stage) {
    case 'creating':
      if (behaviour.health === 'image') return failPull();
      if (behaviour.health === 'config') {
        const message = `secret "${pod.spec.containers[0]?.name}-config" not found`;
        status.state = { waiting: { reason: 'CreateContainerConfigError', message } };
        say('Failed', `Error: ${message}`, 'Warning');
        return moveTo('stuck');
      }
      say('Pulled', `Container image "${container.image}" already present on machine`);
      return start();
    case 'pullFailed':
      status.state = {
        waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${container.image}"` },
      };
      say('BackOff', `Back-off pulling image "${container.image}"`);
      say('Failed', 'Error: ImagePullBackOff', 'Warning');
      return moveTo('pullBackOff');
    case 'pullBackOff':
      return at.ticks >= 6 ? failPull() : undefined;
    case 'running':
      if (behaviour.health === 'crash' || behaviour.health === 'oom') return end();
      if (behaviour.health === 'unready') {
        if (at.ticks % 8 === 1)
          say('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503', 'Warning');
        return;
      }
      status.ready = true;
      return moveTo('ready');
    case 'ready':
      if (at.ticks % trafficEvery === 0)
        writeTraffic(simulation, pod, container.name, behaviour, at.ticks / trafficEvery);
      return;
    case 'backOff':
      if (at.ticks < Math.min(2 ** (status.restartCount + 1), 40)) return;
      status.restartCount++;
      simulation.logs.restart(pod.metadata.uid ?? '', container.name);
      say('Pulled', `Container image "${container.image}" already present on machine`);
      return start();
    case 'stuck':
      return;
  }

  function start(): void {
    say('Created', `Created container: ${container.name}`);
    say('Started', `Started container ${container.name}`);
    const now = simulation.clock.now();
    const startedAt = simulation.timestamp();
    const digest = createHash('sha256').update(container.image).digest('hex');
    const run = `${pod.metadata.uid}${container.name}${status.restartCount}`;
    status.containerID = `containerd://${createHash('sha256').update(run).digest('hex')}`;
    status.imageID = `${container.image.replace(/:[^/]*$/, '')}@sha256:${digest}`;
    status.state = { running: { startedAt } };
    status.started = true;
    for (const [index, text] of (behaviour.lines ?? []).entries()) {
      simulation.logs.write(
        pod.metadata.uid ?? '',
        container.name,
        new Date(now.getTime() + index * 37),
        text,
      );
    }
    moveTo('running');
  }

  function end(): void {
    const now = simulation.clock.now();
    const uid = pod.metadata.uid ?? '';
    for (const text of behaviour.lastWords ?? []) simulation.logs.write(uid, container.name, now, text);
    const reason = behaviour.health === 'oom' ? 'OOMKilled' : 'Error';
    const startedAt = status.state.running?.startedAt ?? simulation.timestamp();
    const finishedAt = simulation.timestamp();
    const exitCode = behaviour.health === 'oom' ? 137 : 1;
    const terminated = { exitCode, reason, startedAt, finishedAt, containerID: status.containerID ?? '' };
    const place = `${pod.metadata.name}_${pod.metadata.namespace}(${uid})`;
    const words = `restarting failed container=${container.name} pod=${place}`;
    const delay =
      status.restartCount === 0
        ? '10s'
        : status.restartCount < 5
          ? `${10 * 2 ** status.restartCount}s`
          : '5m0s';
    status.lastState = { terminated };
    status.state = { waiting: { reason: 'CrashLoopBackOff', message: `back-off ${delay} ${words}` } };
    status.ready = false;
    status.started = false;
    say('BackOff', `Back-off restarting failed container ${container.name} in pod ${place}`, 'Warning');
    moveTo('backOff');
  }

  function failPull(): void {
    const { image } = container;
    const why = `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
    status.state = { waiting: { reason: 'ErrImagePull', message: why } };
    say('Pulling', `Pulling image "${image}"`);
    say('Failed', `Failed to pull image "${image}": ${why}`, 'Warning');
    say('Failed', 'Error: ErrImagePull', 'Warning');
    moveTo('pullFailed');
  }
}

/** Adds the next line of what a healthy container keeps writing. */
export function writeTraffic(
  simulation: Simulation,
  pod: Pod,
  container: string,
  behaviour: ImageBehaviour,
  turn: number,
): void {
  const traffic = behaviour.traffic ?? [];
  const text = traffic[turn % traffic.length];
  if (text) simulation.logs.write(pod.metadata.uid ?? '', container, simulation.clock.now(), text);
}
