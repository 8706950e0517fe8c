import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { min, play } from './play.ts';
import { condition, object, ownedBy } from './real.ts';
import type { More } from './real.ts';

/** Jobs and CronJobs. A recording begins on a Monday at 10:00 UTC. */
const job = (name: string, conditions: More[], more: More = {}, spec: More = {}) =>
  object(
    'Job',
    name,
    {
      spec: { backoffLimit: 6, completions: 1, parallelism: 1, completionMode: 'NonIndexed', ...spec },
      status: { conditions, startTime: at(0), uncountedTerminatedPods: {} },
    },
    { creationTimestamp: at(0), ...more },
  );
const failed = (since: number, reason = 'BackoffLimitExceeded') =>
  condition('Failed', 'True', since, { reason, message: 'Job has reached the specified backoff limit' });
const complete = (since: number) => condition('Complete', 'True', since, { reason: 'CompletionsReached' });
const nightly = (created: number) => ({ ...ownedBy('CronJob', 'backup'), creationTimestamp: at(created) });

describe('Jobs', () => {
  play([
    {
      name: 'one that gave up',
      steps: [
        { at: 0, put: [job('import', [])] },
        { at: 60, put: [job('import', [failed(60)])] },
      ],
      until: 300,
      tells: ['opened job_failed/Job/shop/import warning'],
      between: [60, 65],
    },
    {
      name: 'by its policy on pod failures, or its deadline',
      steps: [
        { at: 0, put: [job('import', [])] },
        {
          at: 60,
          put: [
            job(
              'import',
              [condition('FailureTarget', 'True', 60, { reason: 'PodFailurePolicy' })],
              {},
              {
                podFailurePolicy: { rules: [{ action: 'FailJob' }] },
              },
            ),
          ],
        },
        { at: 90, put: [job('import', [failed(90, 'DeadlineExceeded')])] },
      ],
      until: 300,
      tells: ['opened job_failed/Job/shop/import warning'],
      between: [90, 95],
      cause: 'cause.deadline',
    },
    {
      name: 'one that fails and tries again, is suspended, or is done: quiet',
      steps: [
        { at: 0, put: [job('import', [], {}, {})] },
        { at: 60, put: [{ ...job('import', []), status: { failed: 5, active: 1, startTime: at(0) } }] },
        { at: 90, put: [job('import', [condition('Suspended', 'True', 90, { reason: 'JobSuspended' })])] },
        {
          at: 120,
          put: [job('import', [condition('SuccessCriteriaMet', 'True', 120), complete(120)])],
        },
      ],
      until: 900,
    },
    {
      name: 'runs of one CronJob that fail are one incident, over when a later one succeeds',
      steps: [
        { at: 0, put: [job('backup-1', [complete(0)], nightly(-60))] },
        { at: 60, put: [job('backup-2', [failed(60)], nightly(30))] },
        { at: 360, put: [job('backup-3', [failed(360)], nightly(330))] },
        { at: 660, put: [job('backup-4', [complete(660)], nightly(630))] },
      ],
      until: 1_500,
      tells: [
        'opened job_failed/CronJob/shop/backup warning',
        'resolved job_failed/CronJob/shop/backup warning',
      ],
    },
  ]);
});

const cron = (
  schedule: string,
  last: number | undefined,
  spec: More = {},
  more: More = {},
  status: More = {},
) =>
  object(
    'CronJob',
    'backup',
    {
      spec: { schedule, concurrencyPolicy: 'Allow', suspend: false, jobTemplate: { spec: {} }, ...spec },
      status: { ...(last === undefined ? {} : { lastScheduleTime: at(last) }), ...status },
    },
    more,
  );
const missed = ['opened cronjob_missed/CronJob/shop/backup warning'];
/** Written by a person so many seconds after the beginning. */
const written = (seconds: number) => ({
  managedFields: [
    { manager: 'kubectl-edit', operation: 'Update', time: at(seconds), fieldsV1: {} },
    {
      manager: 'kube-controller-manager',
      operation: 'Update',
      subresource: 'status',
      time: at(-1),
      fieldsV1: {},
    },
  ],
});

describe('CronJobs', () => {
  play([
    {
      name: 'a run that does not come',
      steps: [{ at: 0, put: [cron('5 10 * * *', -86_100)] }],
      until: 1_200,
      tells: missed,
      between: [min(10), min(10) + 5],
    },
    {
      name: 'one that never came, of a CronJob that is older',
      steps: [{ at: 0, put: [cron('5 10 * * *', undefined, {}, { creationTimestamp: at(-3600) })] }],
      until: 1_200,
      tells: missed,
    },
    {
      name: 'in a zone of its own',
      steps: [{ at: 0, put: [cron('5 11 * * *', -86_100, { timeZone: 'Europe/Paris' })] }],
      until: 1_200,
      tells: missed,
      between: [min(10), min(10) + 5],
    },
    {
      name: 'every hour, by the word that the controller knows',
      steps: [{ at: 0, put: [cron('@every 1h', -3_500)] }],
      until: 1_200,
      tells: missed,
      between: [100 + min(5), 100 + min(5) + 5],
    },
    {
      name: 'every minute, on time, and every twenty: quiet',
      steps: [
        { at: 0, put: [cron('* * * * *', 0)] },
        ...Array.from({ length: 40 }, (_, i) => ({ at: i * 60 + 2, put: [cron('* * * * *', i * 60)] })),
      ],
      until: 2_400,
    },
    {
      name: 'at an hour that is due in its own zone only later: quiet',
      steps: [{ at: 0, put: [cron('5 10 * * *', -50_000, { timeZone: 'America/New_York' })] }],
      until: 1_800,
    },
    {
      name: 'suspended, on a day that does not come, or held back by the run before: quiet',
      steps: [
        { at: 0, put: [cron('5 10 * * *', -86_100, { suspend: true })] },
        { at: 1200, put: [cron('0 0 30 2 *', -86_100)] },
        {
          at: 2400,
          put: [
            cron('5 10 * * *', -86_100, { concurrencyPolicy: 'Forbid' }, {}, { active: [{ name: 'x' }] }),
          ],
        },
      ],
      until: 3_600,
    },
    {
      name: 'let go on after its hour, with a deadline that has passed: it was not to run then',
      steps: [
        {
          at: 0,
          put: [
            cron('0 2 * * *', -115_200, { suspend: true, startingDeadlineSeconds: 300 }, written(-40_000)),
          ],
        },
        { at: 60, put: [cron('0 2 * * *', -115_200, { startingDeadlineSeconds: 300 }, written(60))] },
      ],
      until: 2_400,
    },
    {
      name: 'made after its hour: quiet',
      steps: [{ at: 0, put: [cron('0 2 * * *', undefined, {}, { creationTimestamp: at(-60) })] }],
      until: 2_400,
    },
  ]);
});
