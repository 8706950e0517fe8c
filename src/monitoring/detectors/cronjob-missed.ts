import { CronExpressionParser } from 'cron-parser';
import type { WatchedCronJob } from '../../integrations/kubernetes/watch/watched.ts';
import { evidence, findingOf, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const holdMs = 5 * minute;

/** A CronJob that should have run and did not. A run held back because the one before still runs is not missed. */
export const cronJobMissed: Detector = function* (view, now) {
  for (const cron of view.all('CronJob')) {
    if (cron.isSuspended || cron.deletedAt) continue;
    if (cron.concurrencyPolicy === 'Forbid' && cron.active > 0) continue;
    const due = lastDue(cron, now);
    if (!due || due <= (cron.createdAt ?? now)) continue;
    if (cron.lastScheduledAt && cron.lastScheduledAt >= due) continue;
    yield findingOf(view, cron, {
      reason: 'cronjob_missed',
      since: due,
      holdMs,
      severity: 'warning',
      evidence: [
        evidence('spec.schedule', cron.schedule),
        evidence('spec.timeZone', cron.timeZone ?? 'UTC'),
        evidence('due', due),
        evidence('status.lastScheduleTime', cron.lastScheduledAt),
      ],
    });
  }
};

/**
 * The last moment that the schedule named and that is long enough ago: a schedule of every minute would otherwise
 * always be due just now. Without a zone the controller's own counts, which is UTC almost everywhere
 * (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones). Undefined for what is no schedule.
 */
function lastDue(cron: WatchedCronJob, now: Date): Date | undefined {
  const [, zone, plain = cron.schedule] = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(cron.schedule) ?? [];
  try {
    const options = { currentDate: new Date(now.getTime() - holdMs + 1), tz: cron.timeZone ?? zone ?? 'UTC' };
    return CronExpressionParser.parse(plain, options).prev().toDate();
  } catch {
    return undefined;
  }
}
