import { expect, test } from 'vitest';
import { crashing, event, pod, replicaSet } from '../support/objects.ts';
import { at, replay } from '../support/replay.ts';
import { quiet, seen } from './quiet.ts';

/** Recorded sequences, one row of the table after the other: what is told of pods and when, and the near-misses that stay quiet. */
test('a crash loop: from two restarts on, worse at 3, 10 and 50, and one incident', () => {
  const step = (second: number, restarts: number) => ({
    at: second,
    put: [pod('api-1-a', { container: crashing(restarts, second - 1) })],
  });
  const lines = replay(
    [quiet, step(10, 1), step(30, 2), step(60, 3), step(300, 10), step(900, 50)],
    1_000,
  ).lines;
  expect(lines.filter((line) => line.includes('crash_loop'))).toEqual([
    '30 opened crash_loop/Deployment/shop/api info',
    '60 escalated crash_loop/Deployment/shop/api warning',
    '300 escalated crash_loop/Deployment/shop/api high',
    '900 escalated crash_loop/Deployment/shop/api critical',
  ]);
});

test('a rollout does not alert again for the same cause', () => {
  const lines = replay(
    [
      quiet,
      { at: 30, put: [pod('api-1-a', { container: crashing(4, 29) })] },
      { at: 60, put: [replicaSet('api-2', 'api'), pod('api-2-b', { container: crashing(2, 59) })] },
      { at: 65, gone: [{ kind: 'Pod', namespace: 'shop', name: 'api-1-a' }] },
    ],
    200,
  ).lines;
  expect(lines).toEqual(['30 opened crash_loop/Deployment/shop/api warning']);
});

test('a crash without back-off is told, and is over after its window', () => {
  const terminated = { reason: 'Error', exitCode: 3, finishedAt: at(10), containerID: 'c1' };
  const crashed = pod('api-1-a', { container: { restartCount: 1, lastState: { terminated } } });
  expect(seen([crashed])).toEqual([
    '10 opened crash/Deployment/shop/api info',
    expect.stringMatching(/^10[34]\d resolved crash\/Deployment\/shop\/api info$/),
  ]);
});

test('out of memory by the kubelet’s word, in state or lastState; never by exit code 137 alone', () => {
  const terminated = { reason: 'OOMKilled', exitCode: 137, finishedAt: at(8), containerID: 'c1' };
  const running = { restartCount: 1, lastState: { terminated } };
  const dead = { ready: false, restartCount: 0, state: { terminated } };
  const killed = { restartCount: 1, lastState: { terminated: { ...terminated, reason: 'Error' } } };
  expect(seen([pod('api-1-a', { container: running })], 60)).toEqual([
    '10 opened oom_killed/Deployment/shop/api warning',
  ]);
  expect(seen([pod('api-1-a', { container: dead })], 60)).toEqual([
    '10 opened oom_killed/Deployment/shop/api warning',
  ]);
  expect(seen([pod('api-1-a', { container: killed })], 60)).toEqual([
    '10 opened crash/Deployment/shop/api info',
  ]);
});

test('an image that does not come, once the pod is older than two minutes, with its cause', () => {
  const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image' };
  const young = pod('api-1-b', {
    container: { ready: false, state: { waiting } },
    status: { phase: 'Pending' },
    metadata: { creationTimestamp: at(10) },
  });
  const missing = event(
    young,
    'Failed',
    'Failed to pull image "app:2": rpc error: code = NotFound desc = manifest unknown',
  );
  const { told } = replay([quiet, { at: 10, put: [young, missing] }], 300);
  expect(told.map(({ at: when, kind, about }) => `${when} ${kind} ${about}`)).toEqual([
    '130 opened image_pull/Deployment/shop/api',
  ]);
  expect(told[0]?.change).toMatchObject({ standing: { condition: { cause: 'cause.image_missing' } } });
  // It came within the two minutes: nothing to say.
  expect(seen([young], 400, [{ at: 100, put: [pod('api-1-b')] }])).toEqual([]);
});

test('a container that cannot be made, after a minute', () => {
  const waiting = { reason: 'CreateContainerConfigError', message: 'configmap "api" not found' };
  const broken = pod('api-1-b', {
    container: { ready: false, state: { waiting } },
    status: { phase: 'Pending' },
  });
  expect(seen([broken], 200)).toEqual(['70 opened container_config/Deployment/shop/api warning']);
  expect(seen([broken], 200, [{ at: 60, put: [pod('api-1-b')] }])).toEqual([]);
});

test('stuck in ContainerCreating only with an event that says why', () => {
  const creating = pod('api-1-b', {
    container: { ready: false, state: { waiting: { reason: 'ContainerCreating' } } },
    status: {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'True', lastTransitionTime: at(10) }],
    },
  });
  expect(seen([creating], 700)).toEqual([]);
  const lines = seen(
    [creating, event(creating, 'FailedMount', 'MountVolume.SetUp failed for volume "data"')],
    700,
  );
  expect(lines).toEqual(['310 opened container_creating/Deployment/shop/api warning']);
});

test('unschedulable after five minutes, with the cause that most nodes name; not what is gated', () => {
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message:
      '0/5 nodes are available: 1 node(s) had untolerated taint {gpu: true}, 4 Insufficient memory. preemption: …',
    lastTransitionTime: at(10),
  };
  const waiting = pod('api-1-b', {
    status: { phase: 'Pending', conditions: [condition], containerStatuses: [] },
    spec: { nodeName: '' },
  });
  const { told } = replay([quiet, { at: 10, put: [waiting] }], 400);
  expect(told).toMatchObject([
    { at: 310, kind: 'opened', change: { standing: { condition: { cause: 'cause.memory' } } } },
  ]);
  const gated = { ...waiting, spec: { schedulingGates: [{ name: 'wait' }] } };
  expect(seen([gated], 400)).toEqual([]);
});

test('not ready for a quarter of an hour; pods of Jobs are left out', () => {
  const status = { conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: at(10) }] };
  const unready = pod('api-1-a', { container: { ready: false }, status });
  expect(seen([unready], 1_000)).toEqual(['910 opened not_ready/Deployment/shop/api warning']);
  expect(
    seen([pod('once-a', { owner: ['Job', 'once'], container: { ready: false }, status })], 1_000),
  ).toEqual([]);
});

test('evictions are counted under their node; those that were asked for are not', () => {
  const out = (name: string, reason: string) =>
    pod(name, {
      container: {},
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        containerStatuses: [],
        conditions: [{ type: 'DisruptionTarget', status: 'True', reason, lastTransitionTime: at(9) }],
      },
    });
  const { told } = replay(
    [quiet, { at: 10, put: ['a', 'b', 'c'].map((each) => out(`api-1-${each}`, 'TerminationByKubelet')) }],
    60,
  );
  expect(told).toMatchObject([
    { about: 'evicted/Node//node-1', change: { standing: { condition: { members: { length: 3 } } } } },
  ]);
  expect(seen([out('api-1-a', 'EvictionByEvictionAPI')], 60)).toEqual([]);
});

test('stuck terminating: ten minutes after its grace has passed', () => {
  const leaving = pod('api-1-a', { metadata: { deletionTimestamp: at(10), deletionGracePeriodSeconds: 30 } });
  expect(seen([leaving], 700)).toEqual(['640 opened stuck_terminating/Deployment/shop/api warning']);
});
