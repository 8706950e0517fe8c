import { expect, test } from 'vitest';
import { any, deployment, event, node, pod } from '../support/objects.ts';
import { at, replay } from '../support/replay.ts';
import { quiet, seen } from './quiet.ts';

/** Recorded sequences, one row of the table after the other: what is told of workloads and what they stand on and when, and the near-misses that stay quiet. */
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
  const { told } = replay([quiet, { at: 10, put: [cron] }], 2_000);
  // It is told since when the run was due, also when the next one is missed too.
  expect(told.map(({ change }) => 'standing' in change && change.standing.condition.since)).toEqual([
    new Date(at(600)),
  ]);
  const everyMinute = { ...cron, spec: { schedule: '* * * * *' } };
  expect(seen([everyMinute], 1_000)).toEqual(['360 opened cronjob_missed/CronJob/shop/nightly warning']);
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
