import { expect, test } from 'vitest';
import { any, crashing, deployment, event, node, pod, replicaSet } from '../support/objects.ts';
import type { KubernetesObject } from '../support/objects.ts';
import { at, replay } from '../support/replay.ts';

/** What looks like trouble and is none, or is told later or elsewhere: each of these made another tool cry wolf. */
const base = [deployment('api'), replicaSet('api-1', 'api'), node('node-1'), node('node-2')];
const quiet = { at: 0, put: [...base, pod('api-1-a')] };
type Steps = Parameters<typeof replay>[0];

function seen(objects: readonly KubernetesObject[], until = 2_000, later: Steps = []) {
  return replay([quiet, { at: 10, put: objects }, ...later], until).lines;
}
const condition = (type: string, status: string, reason: string, since: number) => ({
  type,
  status,
  reason,
  lastTransitionTime: at(since),
});

test('a rollout with surge: old pods leave while they crash, new ones come one after the other', () => {
  const rolling = deployment('api', {
    spec: { replicas: 10 },
    status: {
      readyReplicas: 8,
      updatedReplicas: 5,
      conditions: [
        condition('Progressing', 'True', 'ReplicaSetUpdated', 10),
        condition('Available', 'True', 'MinimumReplicasAvailable', -3_000),
      ],
    },
  });
  expect(seen([rolling], 3_000)).toEqual([]);
  // The same without an end in sight, and too few available, is told.
  const stuck = deployment('api', {
    spec: { replicas: 10 },
    status: {
      readyReplicas: 2,
      conditions: [
        condition('Progressing', 'True', 'ReplicaSetUpdated', 10),
        condition('Available', 'False', 'MinimumReplicasUnavailable', 10),
      ],
    },
  });
  expect(seen([stuck], 1_000)).toEqual(['910 opened replicas_missing/Deployment/shop/api warning']);
  const leaving = { metadata: { deletionTimestamp: at(40), deletionGracePeriodSeconds: 30 } };
  expect(seen([pod('api-1-a', { container: crashing(9, 5), ...leaving })], 300)).toEqual([]);
});

test('sets that are rolled out pod by pod: somebody is always unready, nobody for long', () => {
  const short = (readyReplicas: number) =>
    any(
      'StatefulSet',
      'db',
      { spec: { replicas: 5 }, status: { readyReplicas, observedGeneration: 1 } },
      { generation: 1 },
    );
  const member = (index: number, ready: boolean, since: number) =>
    pod(`db-${index}`, {
      owner: ['StatefulSet', 'db'],
      container: { ready },
      status: { conditions: [condition('Ready', ready ? 'True' : 'False', '', since)] },
    });
  const steps: Steps = Array.from({ length: 60 }, (_, i) => ({
    at: 20 + i * 40,
    put: [member((i + 4) % 5, true, 20 + i * 40), member(i % 5, false, 20 + i * 40)],
  }));
  expect(replay([quiet, { at: 10, put: [short(4)] }, ...steps], 2_000).lines).toEqual([]);
  const hung: Steps = [{ at: 20, put: [member(1, false, 20)] }];
  expect(seen([short(4)], 1_000, hung)).toEqual(['910 opened not_ready/StatefulSet/shop/db warning']);
  const agents = any(
    'DaemonSet',
    'agent',
    {
      spec: {},
      status: { desiredNumberScheduled: 50, numberReady: 49, numberUnavailable: 1, observedGeneration: 1 },
    },
    { generation: 1 },
  );
  const agent = (name: string, ready: boolean, since: number) =>
    pod(name, {
      owner: ['DaemonSet', 'agent'],
      container: { ready },
      status: { conditions: [condition('Ready', ready ? 'True' : 'False', '', since)] },
    });
  const rolled: Steps = Array.from({ length: 40 }, (_, i) => ({
    at: 20 + i * 30,
    put: [agent(`agent-${i - 1}`, true, 20 + i * 30), agent(`agent-${i}`, false, 20 + i * 30)],
  }));
  expect(replay([quiet, { at: 10, put: [agents] }, ...rolled], 1_210).lines).toEqual([]);
});

test('a paused deployment is not a stuck rollout, nor is one whose change the controller has not seen', () => {
  const gaveUp = condition('Progressing', 'False', 'ProgressDeadlineExceeded', 5);
  const paused = deployment('api', { spec: { paused: true }, status: { conditions: [gaveUp] } });
  expect(seen([paused], 300)).toEqual([]);
  const changed = deployment('api', { metadata: { generation: 2 }, status: { conditions: [gaveUp] } });
  expect(seen([changed], 300)).toEqual([]);
});

test('pods of Jobs: an attempt that fails is not told, running out of memory is; what is left of a failed Job is old news', () => {
  const terminated = { reason: 'Error', exitCode: 1, finishedAt: at(9), containerID: 'c1' };
  const attempt = (more: object) =>
    pod('import-a', {
      owner: ['Job', 'import'],
      container: { restartCount: 1, lastState: { terminated: { ...terminated, ...more } } },
    });
  expect(seen([attempt({})], 300)).toEqual([]);
  expect(seen([attempt({ reason: 'OOMKilled', exitCode: 137 })], 300)).toEqual([
    '10 opened oom_killed/Job/shop/import warning',
  ]);
  const failed = (since: number) =>
    any('Job', 'import', {
      status: { conditions: [condition('Failed', 'True', 'BackoffLimitExceeded', since)] },
    });
  expect(seen([failed(-2 * 86_400)], 300)).toEqual([]);
  expect(seen([failed(8)], 300)).toEqual(['10 opened job_failed/Job/shop/import warning']);
});

test('init containers: a crash loop is one, and so is a volume that does not come before the first has run', () => {
  const waiting = { ready: false, state: { waiting: { reason: 'PodInitializing' } } };
  const init = (status: object) =>
    pod('api-1-b', {
      container: waiting,
      status: {
        phase: 'Pending',
        conditions: [condition('PodScheduled', 'True', '', 10)],
        initContainerStatuses: [{ name: 'migrate', image: 'm:1', restartCount: 0, ...status }],
        containerStatuses: [{ name: 'app', image: 'app:1', restartCount: 0, ...waiting }],
      },
    });
  expect(seen([init(crashing(4, 9))], 60)).toEqual(['10 opened crash_loop/Deployment/shop/api warning']);
  const stuck = init(waiting);
  const mount = event(stuck, 'FailedMount', 'MountVolume.SetUp failed for volume "data"');
  expect(seen([stuck, mount], 400)).toEqual(['310 opened container_creating/Deployment/shop/api warning']);
  const running = init({ ready: false, state: { running: { startedAt: at(12) } } });
  expect(seen([running, mount], 1_000)).toEqual([]);
});

test('services: without a selector, an external name, headless without pods, in another namespace, or where slices may not be read', () => {
  const slice = (service: string, endpoints: object[] = []) =>
    any(
      'EndpointSlice',
      `${service}-x`,
      { endpoints },
      { labels: { 'kubernetes.io/service-name': service } },
    );
  const service = (name: string, spec: object) => any('Service', name, { spec });
  const known = slice('other', [{ conditions: { ready: true } }]);
  expect(
    seen(
      [
        known,
        service('bare', {}),
        service('outside', { type: 'ExternalName', externalName: 'db.example.com', selector: { app: 'x' } }),
        service('peers', { clusterIP: 'None', selector: { app: 'nobody' } }),
      ],
      1_000,
    ),
  ).toEqual([]);
  expect(seen([service('web', { selector: { app: 'nobody' } })], 1_000)).toEqual([]);
  expect(seen([known, service('web', { selector: { app: 'nobody' } })], 1_000)).toEqual([
    '310 opened no_endpoints/Service/shop/web high',
  ]);
});

test('a service whose only pod is slow to become ready is told after five minutes with its cause, not after fifteen', () => {
  const unready = pod('api-1-a', {
    container: { ready: false },
    status: { conditions: [condition('Ready', 'False', 'ContainersNotReady', 10)] },
  });
  const service = any('Service', 'api', { spec: { selector: { app: 'api' } } });
  const slice = (ready: boolean) =>
    any(
      'EndpointSlice',
      'api-x',
      { endpoints: [{ conditions: { ready } }] },
      { labels: { 'kubernetes.io/service-name': 'api' } },
    );
  expect(seen([unready, service, slice(false)], 700)).toEqual([
    '310 opened not_ready/Deployment/shop/api high',
  ]);
  // A service that was without endpoints for a moment does not hurry what is in its hold.
  expect(
    seen([unready, service, slice(true)], 700, [
      { at: 500, put: [slice(false)] },
      { at: 520, put: [slice(true)] },
    ]),
  ).toEqual([]);
});

test('CronJobs: by their zone, across the change of clocks, just changed, still running', () => {
  const cron = (spec: object, status: object = {}) => any('CronJob', 'nightly', { spec, status });
  // 10:00 UTC is 11:00 in Paris in winter.
  const paris = { schedule: '5 11 * * *', timeZone: 'Europe/Paris' };
  expect(seen([cron(paris, { lastScheduleTime: at(-86_000) })], 550)).toEqual([]);
  expect(seen([cron(paris, { lastScheduleTime: at(-86_000) })], 700)).toEqual([
    '600 opened cronjob_missed/CronJob/shop/nightly warning',
  ]);
  expect(
    seen([cron({ schedule: 'TZ=Europe/Paris 5 11 * * *' }, { lastScheduleTime: at(-86_000) })], 550),
  ).toEqual([]);
  const changed = cron({ schedule: '*/5 * * * *' }, { lastScheduleTime: at(-3_600) });
  const noticed = cron({ schedule: '*/5 * * * *' }, { lastScheduleTime: at(300) });
  expect(seen([changed], 500, [{ at: 40, put: [noticed] }])).toEqual([]);
  expect(
    seen([cron({ schedule: '*/5 * * * *', concurrencyPolicy: 'Forbid' }, { active: [{}] })], 900),
  ).toEqual([]);
  expect(seen([cron({ schedule: 'not a schedule' })], 900)).toEqual([]);
});

test('a cordoned node that goes down is at work, not a catastrophe; a DaemonSet there is counted under it', () => {
  const cordoned = {
    ...node('node-1', [condition('Ready', 'Unknown', 'NodeStatusUnknown', 10)]),
    spec: { unschedulable: true },
  };
  const agents = any(
    'DaemonSet',
    'agent',
    {
      spec: {},
      status: { desiredNumberScheduled: 2, numberReady: 1, numberUnavailable: 1, observedGeneration: 1 },
    },
    { generation: 1 },
  );
  const agent = pod('agent-x', {
    owner: ['DaemonSet', 'agent'],
    container: { ready: false },
    status: { conditions: [condition('Ready', 'False', '', 11)] },
  });
  expect(seen([cordoned, agents, agent], 1_000)).toEqual(['130 opened node_not_ready/Node//node-1 warning']);
});

test('leftovers of evictions, and an autoscaler that has just begun', () => {
  const evicted = (since: number) =>
    pod('api-1-e', {
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        containerStatuses: [],
        conditions: [condition('DisruptionTarget', 'True', 'TerminationByKubelet', since)],
      },
    });
  expect(seen([evicted(-3 * 86_400)], 300)).toEqual([]);
  const scaler = any('HorizontalPodAutoscaler', 'api', {
    spec: { minReplicas: 1, maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'api' } },
    status: {
      currentReplicas: 1,
      conditions: [condition('ScalingActive', 'False', 'FailedGetResourceMetric', 10)],
    },
  });
  const well = {
    ...scaler,
    status: { currentReplicas: 1, conditions: [condition('ScalingActive', 'True', 'ValidMetricFound', 300)] },
  };
  expect(seen([scaler], 1_000, [{ at: 300, put: [well] }])).toEqual([]);
});

test('a clock that is set, ours or theirs, does not let a hold pass', () => {
  const condition15 = {
    container: { ready: false },
    status: { conditions: [condition('Ready', 'False', '', 10)] },
  };
  const unready = pod('api-1-a', condition15);
  const steps: Steps = [quiet, { at: 10, put: [unready] }];
  // The cluster's clock is set an hour ahead while the condition is in its hold, and we hear of it.
  expect(replay([...steps, { at: 60, aheadMs: 3_600_000 }], 900).lines).toEqual([]);
  // Ours is set an hour ahead: the cluster seems an hour behind from then on, and time goes on by the jump.
  expect(replay([...steps, { at: 60, ourClockMovedMs: 3_600_000 }], 900).lines).toEqual([]);
  expect(replay([...steps, { at: 60, ourClockMovedMs: -3_600_000 }], 1_000).lines).toEqual([
    '910 opened not_ready/Deployment/shop/api warning',
  ]);
  // A cluster whose clock was an hour behind from the beginning.
  const behind = pod('api-1-a', {
    ...condition15,
    status: { conditions: [condition('Ready', 'False', '', 10 - 3_600)] },
  });
  expect(
    replay([{ at: 0, aheadMs: -3_600_000 }, ...steps.slice(0, 1), { at: 10, put: [behind] }], 1_000).lines,
  ).toEqual(['910 opened not_ready/Deployment/shop/api warning']);
});

test('a crash loop lasts since its first crash, however often it crashes', () => {
  const step = (second: number, restarts: number) => ({
    at: second,
    put: [pod('api-1-a', { container: crashing(restarts, second - 1) })],
  });
  const { told } = replay([quiet, step(30, 2), step(300, 3), step(900, 10)], 1_000);
  const change = told.at(-1)?.change;
  expect(change?.kind === 'escalated' && change.standing.condition.since).toEqual(new Date(at(29)));
});
