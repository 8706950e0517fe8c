import { expect, test } from 'vitest';
import { any, crashing, deployment, event, node, pod, replicaSet } from '../support/objects.ts';
import type { KubernetesObject } from '../support/objects.ts';
import { at, replay } from '../support/replay.ts';

/** Recorded sequences, one row of the table after the other: what is told and when, and the near-misses that stay quiet. */
const base = [deployment('api'), replicaSet('api-1', 'api'), node('node-1')];
const quiet = { at: 0, put: [...base, pod('api-1-a')] };
/** The cluster is well, then this is seen ten seconds later. */
function seen(objects: readonly KubernetesObject[], until = 2_000, later: Parameters<typeof replay>[0] = []) {
  return replay([quiet, { at: 10, put: objects }, ...later], until).lines;
}

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

test('a rollout that the cluster gave up, at once; missing replicas after a quarter of an hour', () => {
  const gaveUp = {
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    lastTransitionTime: at(10),
  };
  expect(seen([deployment('api', { status: { conditions: [gaveUp] } })], 60)).toEqual([
    '10 opened rollout_stuck/Deployment/shop/api high',
  ]);
  const short = { spec: { replicas: 3 }, status: { readyReplicas: 2 } };
  expect(seen([deployment('api', short)], 1_000)).toEqual([
    '910 opened replicas_missing/Deployment/shop/api warning',
  ]);
  expect(seen([deployment('api', { ...short, metadata: { generation: 2 } })], 1_000)).toEqual([]);
});

test('sets that are degraded', () => {
  const set = any(
    'StatefulSet',
    'db',
    { spec: { replicas: 3 }, status: { readyReplicas: 2, observedGeneration: 1 } },
    { generation: 1 },
  );
  expect(seen([set], 1_000)).toEqual(['910 opened statefulset_degraded/StatefulSet/shop/db warning']);
  const status = { desiredNumberScheduled: 3, numberReady: 2, numberUnavailable: 1, observedGeneration: 1 };
  expect(seen([any('DaemonSet', 'agent', { spec: {}, status }, { generation: 1 })], 400)).toEqual([
    '310 opened daemonset_degraded/DaemonSet/shop/agent warning',
  ]);
});

test('a Job that failed, told of its CronJob and over when a later run succeeds; a missed run after five minutes', () => {
  const cron = any('CronJob', 'nightly', {
    spec: { schedule: '*/10 * * * *' },
    status: { lastScheduleTime: at(0) },
  });
  const run = (name: string, created: number, type: string) =>
    any(
      'Job',
      name,
      {
        status: {
          conditions: [
            { type, status: 'True', reason: 'BackoffLimitExceeded', lastTransitionTime: at(created + 5) },
          ],
        },
      },
      {
        creationTimestamp: at(created),
        ownerReferences: [{ kind: 'CronJob', name: 'nightly', uid: 'u', controller: true }],
      },
    );
  const scheduled = { ...cron, status: { lastScheduleTime: at(600) } };
  expect(
    seen([cron, run('nightly-1', 5, 'Failed')], 800, [
      { at: 600, put: [scheduled, run('nightly-2', 600, 'Complete')] },
    ]),
  ).toEqual([
    '10 opened job_failed/CronJob/shop/nightly warning',
    '720 resolved job_failed/CronJob/shop/nightly warning',
  ]);
  expect(seen([cron], 1_000)).toEqual(['900 opened cronjob_missed/CronJob/shop/nightly warning']);
  expect(seen([{ ...cron, spec: { schedule: '*/10 * * * *', suspend: true } }], 1_000)).toEqual([]);
});

test('an autoscaler that is blind, or at its maximum; not one that is switched off or of fixed size', () => {
  const scaler = (condition: object, spec: object = {}) =>
    any('HorizontalPodAutoscaler', 'api', {
      spec: { minReplicas: 1, maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'api' }, ...spec },
      status: { currentReplicas: 5, conditions: [{ lastTransitionTime: at(10), ...condition }] },
    });
  const blind = { type: 'ScalingActive', status: 'False', reason: 'FailedGetResourceMetric' };
  expect(seen([scaler(blind)], 700)).toEqual([
    '610 opened autoscaler_blind/HorizontalPodAutoscaler/shop/api warning',
  ]);
  expect(seen([scaler({ ...blind, reason: 'ScalingDisabled' })], 700)).toEqual([]);
  const full = { type: 'ScalingLimited', status: 'True', reason: 'TooManyReplicas' };
  expect(seen([scaler(full)], 700)).toEqual([
    '610 opened autoscaler_at_maximum/HorizontalPodAutoscaler/shop/api info',
  ]);
  expect(seen([scaler({ ...full, reason: 'TooFewReplicas' })], 700)).toEqual([]);
  expect(seen([scaler(full, { minReplicas: 5 })], 700)).toEqual([]);
});

test('a node that is down takes its pods’ trouble with it; pressure after ten minutes', () => {
  const down = node('node-1', [
    { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', lastTransitionTime: at(10) },
  ]);
  const lost = pod('api-1-a', {
    container: { ready: false },
    status: { conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: at(12) }] },
  });
  const short = deployment('api', { status: { readyReplicas: 0 } });
  const { lines, assessment } = replay(
    [quiet, { at: 10, put: [down] }, { at: 12, put: [lost, short] }],
    1_200,
  );
  expect(lines).toEqual(['130 opened node_not_ready/Node//node-1 critical']);
  expect(assessment.suppressed.map(({ reason, because }) => `${reason} ${because}`)).toEqual([
    'not_ready node_down',
    'replicas_missing node_down',
  ]);
  const pressed = node('node-1', [
    { type: 'Ready', status: 'True' },
    { type: 'DiskPressure', status: 'True', lastTransitionTime: at(10) },
  ]);
  expect(seen([pressed], 700)).toEqual(['610 opened node_pressure/Node//node-1 high']);
});

test('claims and volumes; a claim that waits for its first pod is as it should be', () => {
  const claim = (phase: string) =>
    any('PersistentVolumeClaim', 'data', { spec: {}, status: { phase } }, { creationTimestamp: at(10) });
  const pending = claim('Pending');
  expect(seen([pending, event(pending, 'ProvisioningFailed', 'out of capacity')], 400)).toEqual([
    '310 opened claim_pending/PersistentVolumeClaim/shop/data warning',
  ]);
  expect(
    seen(
      [pending, event(pending, 'WaitForFirstConsumer', 'waiting for first consumer', { type: 'Normal' })],
      400,
    ),
  ).toEqual([]);
  expect(seen([claim('Lost')], 400)).toEqual([
    '310 opened claim_lost/PersistentVolumeClaim/shop/data critical',
  ]);
  expect(seen([any('PersistentVolume', 'pv-1', { spec: {}, status: { phase: 'Failed' } })], 400)).toEqual([
    '310 opened volume_failed/PersistentVolume/shop/pv-1 warning',
  ]);
});

test('the cluster forgetting an event does not end an incident', () => {
  const pending = any(
    'PersistentVolumeClaim',
    'data',
    { spec: {}, status: { phase: 'Pending' } },
    { creationTimestamp: at(10) },
  );
  const why = event(pending, 'ProvisioningFailed', 'no');
  const forgotten = {
    at: 3_000,
    gone: [{ kind: 'Event', namespace: 'shop', name: 'data.ProvisioningFailed' }],
  };
  expect(seen([pending, why], 5_000, [forgotten])).toEqual([
    '310 opened claim_pending/PersistentVolumeClaim/shop/data warning',
  ]);
});

test('a service that nobody answers for; scaled to zero is quiet', () => {
  const service = any('Service', 'api', { spec: { selector: { app: 'api' } } });
  const slice = (ready: boolean) =>
    any(
      'EndpointSlice',
      'api-x',
      { endpoints: ready ? [{ conditions: { ready } }] : [] },
      { labels: { 'kubernetes.io/service-name': 'api' } },
    );
  expect(seen([service, slice(true)], 400)).toEqual([]);
  expect(seen([service, slice(false)], 400)).toEqual(['310 opened no_endpoints/Service/shop/api high']);
  const asleep = deployment('api', { spec: { replicas: 0 }, status: { readyReplicas: 0 } });
  expect(seen([asleep, service, slice(false)], 400)).toEqual([]);
});

test('quotas, disruption budgets and certificates', () => {
  const quota = (used: string) =>
    any('ResourceQuota', 'team', {
      status: { hard: { 'requests.cpu': '10' }, used: { 'requests.cpu': used } },
    });
  expect(seen([quota('9100m')], 1_000)).toEqual([
    '910 opened quota_nearly_full/ResourceQuota/shop/team info',
  ]);
  expect(seen([quota('9')], 1_000)).toEqual([]);
  const budget = (expectedPods: number) =>
    any(
      'PodDisruptionBudget',
      'api',
      { status: { currentHealthy: 0, desiredHealthy: 1, expectedPods, observedGeneration: 1 } },
      { generation: 1 },
    );
  expect(seen([budget(2)], 1_000)).toEqual([
    '910 opened disruption_budget_blocked/PodDisruptionBudget/shop/api warning',
  ]);
  expect(seen([budget(0)], 1_000)).toEqual([]);
});
