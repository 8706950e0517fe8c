import type { ClusterView } from '../cluster-view.ts';
import { day, evidence, findingOf, isWithin } from './detector.ts';
import type { Detector } from './detector.ts';

/**
 * A Job that gave up. A CronJob's failure is over when a later run of it succeeds; what is left of a Job of its own may
 * lie about for weeks, and counts for a day.
 */
export const jobFailed: Detector = function* (view, now) {
  const succeeded = lastSuccesses(view);
  for (const job of view.all('Job')) {
    const failed = job.conditions['Failed'];
    if (failed?.status !== 'True' || job.deletedAt) continue;
    if (job.owner?.kind === 'CronJob') {
      if ((succeeded.get(job.owner.uid) ?? 0) > (job.createdAt?.getTime() ?? 0)) continue;
    } else if (failed.since && !isWithin(failed.since, day, now)) continue;
    yield findingOf(view, job, {
      reason: 'job_failed',
      since: failed.since,
      holdMs: 0,
      severity: 'warning',
      occurrence: job.uid,
      cause: failed.reason === 'DeadlineExceeded' ? 'cause.deadline' : undefined,
      evidence: [
        evidence('Failed', `${failed.status} ${failed.reason}`),
        evidence('Failed.message', failed.message),
      ],
    });
  }
};

/** When the latest run that succeeded was begun, by its CronJob's uid. */
function lastSuccesses(view: ClusterView): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const { owner, createdAt, conditions } of view.all('Job')) {
    if (owner?.kind !== 'CronJob' || conditions['Complete']?.status !== 'True') continue;
    latest.set(owner.uid, Math.max(latest.get(owner.uid) ?? 0, createdAt?.getTime() ?? 0));
  }
  return latest;
}
