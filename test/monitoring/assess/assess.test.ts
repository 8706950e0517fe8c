import { expect, test } from 'vitest';
import { any, crashing, deployment, event, node, pod, replicaSet } from '../support/objects.ts';
import { at, replay, start } from '../support/replay.ts';

/** How NOX keeps quiet: baselines, causes and consequences, flapping, silence of the cluster. */
const base = [deployment('api'), replicaSet('api-1', 'api'), node('node-1')];
const well = pod('api-1-a');
const crashed = (second: number, restarts = 3) => ({
  at: second,
  put: [pod('api-1-a', { container: crashing(restarts, second - 1) })],
});

test('what was broken before NOX came is a baseline, and told once', () => {
  const broken = pod('api-1-a', { container: crashing(7, -100) });
  const short = any(
    'StatefulSet',
    'db',
    { spec: { replicas: 3 }, status: { readyReplicas: 1, observedGeneration: 1 } },
    { generation: 1 },
  );
  expect(replay([{ at: 0, put: [...base, broken, short] }], 2_000).lines).toEqual([
    '0 baselined crash_loop/Deployment/shop/api warning',
    '900 baselined statefulset_degraded/StatefulSet/shop/db warning',
  ]);
});

test('it is over only after it has been gone for a while, and back again it is the same incident', () => {
  const lines = replay(
    [{ at: 0, put: [...base, well] }, crashed(30), { at: 60, put: [well] }, crashed(1_500)],
    1_600,
  ).lines;
  expect(lines).toEqual([
    '30 opened crash_loop/Deployment/shop/api warning',
    '660 resolved crash_loop/Deployment/shop/api warning',
    '1500 reopened crash_loop/Deployment/shop/api warning',
  ]);
});

test('a container that runs between two crashes is not well', () => {
  const lines = replay(
    [{ at: 0, put: [...base, well] }, crashed(30), { at: 90, put: [well] }, crashed(400, 4)],
    500,
  ).lines;
  expect(lines).toEqual(['30 opened crash_loop/Deployment/shop/api warning']);
});

test('what flaps is said to flap, and must be gone for longer', () => {
  const flap = [0, 1, 2, 3].flatMap((round) => [
    {
      at: 30 + round * 300,
      put: [node('node-1', [{ type: 'Ready', status: 'False', lastTransitionTime: at(-500) }])],
    },
    { at: 60 + round * 300, put: [node('node-1')] },
  ]);
  const { told } = replay([{ at: 0, put: base }, ...flap], 3_000);
  expect(told.map(({ at: when, kind }) => `${when} ${kind}`)).toEqual([
    '30 opened',
    '180 resolved',
    '330 reopened',
    '480 resolved',
    '630 reopened',
    '780 resolved',
    '930 reopened',
    '1860 resolved',
  ]);
  expect(told.map(({ change }) => change.kind === 'reopened' && change.isFlapping)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
    true,
    false,
  ]);
});

test('while a cluster does not answer nothing is called over, and nothing new is believed', () => {
  const lines = replay(
    [
      { at: 0, put: [...base, well] },
      crashed(30),
      { at: 60, unreachable: true },
      { at: 65, put: [well] },
      { at: 2_000, unreachable: false },
    ],
    2_700,
  ).lines;
  expect(lines).toEqual([
    '30 opened crash_loop/Deployment/shop/api warning',
    '2600 resolved crash_loop/Deployment/shop/api warning',
  ]);
});

test('consequences are told with their cause, and make it worse', () => {
  const waiting = { reason: 'ErrImagePull', message: 'unauthorized' };
  const stuck = pod('api-1-b', {
    container: { ready: false, state: { waiting } },
    metadata: { creationTimestamp: at(0) },
  });
  const gaveUp = {
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    lastTransitionTime: at(600),
  };
  const late = deployment('api', {
    spec: { replicas: 2 },
    status: { readyReplicas: 1, conditions: [gaveUp] },
  });
  const { lines, told } = replay(
    [
      { at: 0, put: [...base, well] },
      { at: 5, put: [stuck, event(stuck, 'Failed', 'unauthorized')] },
      { at: 600, put: [late] },
    ],
    2_000,
  );
  expect(lines).toEqual([
    '120 opened image_pull/Deployment/shop/api warning',
    '600 escalated image_pull/Deployment/shop/api high',
  ]);
  expect(told.at(-1)?.change).toMatchObject({
    standing: { condition: { also: ['rollout_stuck', 'replicas_missing'] } },
  });
});

test('a service goes with the workload behind it', () => {
  const service = any('Service', 'api', { spec: { selector: { app: 'api' } } });
  const slice = any(
    'EndpointSlice',
    'api-x',
    { endpoints: [{ conditions: { ready: false } }] },
    { labels: { 'kubernetes.io/service-name': 'api' } },
  );
  expect(
    replay([{ at: 0, put: [...base, well] }, { ...crashed(30) }, { at: 31, put: [service, slice] }], 500)
      .lines,
  ).toEqual([
    '30 opened crash_loop/Deployment/shop/api warning',
    '335 escalated crash_loop/Deployment/shop/api high',
  ]);
});

test('looking again at the same cluster tells nothing', () => {
  const { lines } = replay([{ at: 0, put: [...base, well] }, crashed(30), crashed(600), crashed(601)], 700);
  expect(lines).toEqual(['30 opened crash_loop/Deployment/shop/api warning']);
});

test('a pod that replaces a crashing one crashes for the same cause', () => {
  const { lines, told } = replay(
    [
      { at: 0, put: [...base, well] },
      crashed(30, 12),
      { at: 60, gone: [{ kind: 'Pod', namespace: 'shop', name: 'api-1-a' }] },
      {
        at: 70,
        put: [
          pod('api-1-b', {
            container: {
              restartCount: 1,
              lastState: {
                terminated: { reason: 'Error', exitCode: 1, finishedAt: at(69), containerID: 'n' },
              },
            },
          }),
        ],
      },
      { at: 90, put: [pod('api-1-b', { container: crashing(2, 89) })] },
    ],
    200,
  );
  expect(lines).toEqual(['30 opened crash_loop/Deployment/shop/api high']);
  expect(told.at(-1)?.change).toMatchObject({
    standing: { condition: { since: new Date(start.getTime() + 29_000) } },
  });
});

test('a cause that is seen after its consequence was told is the same incident, and gets worse with it', () => {
  const unready = pod('api-1-a', {
    container: { ready: false },
    status: { conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: at(10) }] },
  });
  const { lines, assessment } = replay(
    [{ at: 0, put: [...base, well] }, { at: 10, put: [unready] }, crashed(1_000, 12)],
    1_100,
  );
  expect(lines).toEqual([
    '910 opened not_ready/Deployment/shop/api warning',
    '1000 became crash_loop/Deployment/shop/api high',
    '1005 escalated crash_loop/Deployment/shop/api high',
  ]);
  expect([...assessment.standing.values()].map(({ openedAt }) => openedAt)).toEqual([
    new Date(start.getTime() + 910_000),
  ]);
});
