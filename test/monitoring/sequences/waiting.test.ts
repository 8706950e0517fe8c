import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { min, play } from './play.ts';
import { chain, condition, ended, event, object, ownedBy, pod, running, status, waiting } from './real.ts';
import type { More } from './real.ts';

/** What waits: for an image, a command, a node, a volume, its turn, its end. */
const base = { at: 0, put: [...chain('api')] };
const young = [condition('PodScheduled', 'True', 5), condition('Ready', 'False', 5)];
const waits = (reason: string, more: More = {}) =>
  pod('api-7d9-x', {
    created: 5,
    containers: [status('app', { ready: false, started: false, ...waiting(reason, 'x'), ...more })],
    status: { phase: 'Pending', conditions: young },
  });
const told = (reason: string) => `opened ${reason}/Deployment/shop/api warning`;

describe('images, and containers that cannot begin', () => {
  /** A command that is not there: each try ends with an error of its own. */
  const cannotStart = (reason: string, restarts: number, finished: number) =>
    waits(reason, { restartCount: restarts, lastState: ended('StartError', 128, finished, `c${restarts}`) });
  play([
    ...['ImageInspectError', 'RegistryUnavailable', 'SignatureValidationFailed'].map((reason) => ({
      name: `${reason}, as the kubelet says more rarely`,
      steps: [base, { at: 5, put: [waits(reason)] }],
      until: 300,
      tells: [told('image_pull')],
      between: [125, 130] as const,
    })),
    ...['PreCreateHookError', 'PreStartHookError', 'PostStartHookError'].map((reason) => ({
      name: `${reason} for a minute`,
      steps: [base, { at: 5, put: [waits(reason)] }],
      until: 300,
      tells: [told('container_config')],
      between: [65, 70] as const,
    })),
    {
      name: 'a command that is not there fails between two back-offs: a loop, and nothing beside it',
      steps: [
        base,
        { at: 5, put: [cannotStart('RunContainerError', 0, 4)] },
        { at: 15, put: [cannotStart('CrashLoopBackOff', 1, 14)] },
        { at: 30, put: [cannotStart('RunContainerError', 2, 29)] },
        { at: 33, put: [cannotStart('CrashLoopBackOff', 2, 29)] },
        { at: 62, put: [cannotStart('RunContainerError', 3, 61)] },
        { at: 70, put: [cannotStart('CrashLoopBackOff', 3, 61)] },
        { at: 340, put: [cannotStart('RunContainerError', 4, 339)] },
        { at: 352, put: [cannotStart('CrashLoopBackOff', 4, 339)] },
      ],
      until: min(12),
      tells: [
        'opened crash_loop/Deployment/shop/api info',
        'escalated crash_loop/Deployment/shop/api warning',
      ],
    },
    {
      name: 'an image that is put right and then crashes: both, the first of them over',
      steps: [
        base,
        { at: 5, put: [waits('ImagePullBackOff')] },
        { at: 300, put: [waits('CrashLoopBackOff', { restartCount: 4, lastState: ended('Error', 1, 299) })] },
      ],
      until: min(12),
      tells: [told('image_pull'), told('crash_loop'), 'resolved image_pull/Deployment/shop/api warning'],
    },
  ]);
});

describe('nodes that are to come, volumes that do not', () => {
  const unscheduled = pod('api-7d9-x', {
    created: 5,
    containers: [],
    spec: { nodeName: undefined },
    status: {
      phase: 'Pending',
      conditions: [
        condition('PodScheduled', 'False', 5, {
          reason: 'Unschedulable',
          message: '0/3 nodes are available: 3 Insufficient cpu.',
        }),
      ],
    },
  });
  const says = (reason: string, seconds: number) =>
    event(unscheduled, reason, 'x', seconds, { type: 'Normal' });
  const claim = (phase: string) =>
    object('PersistentVolumeClaim', 'data', { spec: {}, status: { phase } }, { creationTimestamp: at(5) });
  const claimSays = (reason: string, seconds: number) =>
    event(claim('Pending'), reason, 'x', seconds, { type: 'Normal' });
  play([
    ...['TriggeredScaleUp', 'Nominated'].map((reason) => ({
      name: `${reason}: a large machine that takes seven minutes: quiet`,
      steps: [
        base,
        { at: 5, put: [unscheduled] },
        { at: 15, put: [says(reason, 15)] },
        { at: 425, put: [pod('api-7d9-x', { created: 5 })] },
      ],
      until: min(30),
    })),
    {
      name: 'one that was to come and does not',
      steps: [base, { at: 5, put: [unscheduled] }, { at: 15, put: [says('TriggeredScaleUp', 15)] }],
      until: min(30),
      tells: [told('unschedulable')],
      between: [605, 610],
      cause: 'cause.cpu',
    },
    {
      name: 'none that comes, since there may be no more',
      steps: [
        base,
        { at: 5, put: [unscheduled] },
        { at: 15, put: [says('TriggeredScaleUp', 15)] },
        { at: 90, put: [says('NotTriggerScaleUp', 90)] },
      ],
      until: min(30),
      tells: [told('unschedulable')],
      between: [305, 310],
    },
    {
      name: 'a claim that no provisioner answers',
      steps: [
        { at: 0 },
        { at: 5, put: [claim('Pending'), claimSays('WaitForFirstConsumer', 5)] },
        { at: 900, put: [claimSays('ExternalProvisioning', 900)] },
      ],
      until: min(30),
      tells: ['opened claim_pending/PersistentVolumeClaim/shop/data warning'],
      between: [1_200, 1_205],
    },
    {
      name: 'a claim whose pod waits to be scheduled, after a provisioner was asked: quiet; and one that is made late',
      steps: [
        { at: 0 },
        { at: 5, put: [claim('Pending'), claimSays('ExternalProvisioning', 5)] },
        { at: 60, put: [claimSays('WaitForPodScheduled', 60)] },
        { at: 1_200, put: [claimSays('ExternalProvisioning', 1_200), claim('Bound')] },
      ],
      until: min(40),
    },
  ]);
});

describe('a turn, an end', () => {
  const cron = object('CronJob', 'backup', {
    spec: { schedule: '*/5 * * * *', concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 60 },
    status: { lastScheduleTime: at(-1_200) },
  });
  const long = (conditions: More[]) =>
    object(
      'Job',
      'backup-1',
      { spec: {}, status: { conditions } },
      { ...ownedBy('CronJob', 'backup'), creationTimestamp: at(-1_200) },
    );
  const active = { ...cron, status: { lastScheduleTime: at(-1_200), active: [{ name: 'backup-1' }] } };
  const leaving = (until: number, grace: number) =>
    pod('api-7d9-x', { metadata: { deletionTimestamp: at(until), deletionGracePeriodSeconds: grace } });
  play([
    {
      name: 'a run held back by the one before, past its deadline when that ends: quiet',
      steps: [
        { at: 0, put: [active, long([])] },
        { at: 870, put: [cron, long([condition('Complete', 'True', 869)])] },
        { at: 902, put: [{ ...cron, status: { lastScheduleTime: at(900) } }] },
      ],
      until: 1_150,
    },
    {
      name: 'the run after it that does not come either',
      steps: [
        { at: 0, put: [active, long([])] },
        { at: 870, put: [cron, long([condition('Complete', 'True', 869)])] },
      ],
      until: 1_300,
      tells: ['opened cronjob_missed/CronJob/shop/backup warning'],
      between: [1_200, 1_205],
    },
    {
      name: 'a pod that was given an hour is stuck ten minutes after that hour, which its deletionTimestamp tells',
      steps: [base, { at: 10, put: [leaving(3_610, 3_600)] }],
      until: 4_500,
      tells: [told('stuck_terminating')],
      between: [4_210, 4_215],
    },
    {
      name: 'one that leaves in the last of these minutes, and one whose hour was cut short',
      steps: [
        base,
        { at: 10, put: [leaving(3_610, 3_600)] },
        { at: 4_200, gone: [{ kind: 'Pod', namespace: 'shop', name: 'api-7d9-x' }] },
        { at: 4_300, put: [leaving(7_900, 3_600)] },
        { at: 4_400, put: [leaving(4_430, 30)] },
      ],
      until: 5_400,
      tells: [told('stuck_terminating')],
      between: [5_030, 5_035],
    },
    {
      name: 'a probe before the start that takes its time: quiet',
      steps: [
        base,
        {
          at: 5,
          put: [
            pod('api-7d9-x', { created: 5, containers: [status('app', { ready: false, ...running(5) })] }),
          ],
        },
        { at: 800, put: [pod('api-7d9-x', { created: 5 })] },
      ],
      until: min(30),
    },
  ]);
});
