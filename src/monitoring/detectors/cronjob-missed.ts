import { CronExpressionParser } from 'cron-parser';
import type { WatchedCronJob } from '../../integrations/kubernetes/watch/watched.ts';
import type { ClusterView } from '../cluster-view.ts';
import { evidence, findingOf, hour, minute } from './detector.ts';
import type { Detector } from './detector.ts';

/** A run counts as missed five minutes after it was due; of these the condition itself must be seen for the last. */
const holdMs = minute;
const lateMs = 4 * minute;

/**
 * A CronJob that should have run and did not. A run held back because the one before still runs is not missed. One whose
 * schedule was just changed, or that was just let go on, seems late until the controller has looked at it: the hold counts
 * from when it was first seen, while it is told since when the run was due.
 */
export const cronJobMissed: Detector = function* (view, now) {
  for (const cron of view.all('CronJob')) {
    if (cron.isSuspended || cron.deletedAt) continue;
    if (cron.concurrencyPolicy === 'Forbid' && cron.active > 0) continue;
    const due = lastDue(cron, now);
    if (!due || due <= (cron.createdAt ?? now)) continue;
    // It may have been suspended then, or had another schedule.
    if (cron.writtenAt && due <= cron.writtenAt) continue;
    if (cron.lastScheduledAt && cron.lastScheduledAt >= due) continue;
    if (isClockChange(due, zoneOf(cron)) || wasHeldBack(view, cron, due)) continue;
    yield findingOf(view, cron, {
      reason: 'cronjob_missed',
      since: due,
      holdMs,
      holdsFromSight: true,
      severity: 'warning',
      evidence: [
        evidence('spec.schedule', cron.schedule),
        evidence('spec.timeZone', zoneOf(cron)),
        evidence('due', due),
        evidence('status.lastScheduleTime', cron.lastScheduledAt),
      ],
    });
  }
};

/** Whether the run before went on when this one was due, so that it was not to begin. */
function wasHeldBack(view: ClusterView, { concurrencyPolicy, uid }: WatchedCronJob, due: Date): boolean {
  if (concurrencyPolicy !== 'Forbid') return false;
  return [...view.all('Job')].some(({ owner, createdAt, conditions }) => {
    const ended = [conditions['Complete'], conditions['Failed']].find((each) => each?.status === 'True');
    return owner?.uid === uid && (createdAt ?? due) < due && (ended?.since ?? due) > due;
  });
}

const inlineZone = /^(?:CRON_)?TZ=(\S+)\s+/;

function zoneOf({ timeZone, schedule }: WatchedCronJob): string {
  return timeZone ?? inlineZone.exec(schedule)?.[1] ?? 'UTC';
}

/**
 * The last moment that the schedule named and that is long enough ago: a schedule of every minute would otherwise
 * always be due just now. Without a zone the controller's own counts, which is UTC almost everywhere
 * (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones). Undefined for what is no schedule.
 */
function lastDue(cron: WatchedCronJob, now: Date): Date | undefined {
  const plain = cron.schedule.replace(inlineZone, '');
  const every = everyMs(plain);
  if (every !== undefined) return lastTurn(cron, every, now);
  const before = now.getTime() - lateMs + 1;
  const known = dues.get(cron);
  if (known && known.due.getTime() < before && before <= known.next.getTime()) return known.due;
  try {
    const how = { currentDate: new Date(before), tz: zoneOf(cron) };
    const due = CronExpressionParser.parse(plain, how).prev().toDate();
    const following = CronExpressionParser.parse(plain, { ...how, currentDate: due });
    dues.set(cron, { due, next: following.next().toDate() });
    return due;
  } catch {
    return undefined;
  }
}

/** Counting back takes cron-parser tens of milliseconds for a daily schedule: it is done once a run, not at each look. */
const dues = new WeakMap<WatchedCronJob, { readonly due: Date; readonly next: Date }>();

const units: Readonly<Record<string, number>> = { h: hour, m: minute, s: 1_000 };

/** `@every 1h30m`, which the controller knows (https://pkg.go.dev/github.com/robfig/cron/v3#hdr-Intervals). */
function everyMs(schedule: string): number | undefined {
  const [, text = ''] = /^@every\s+((?:\d+(?:\.\d+)?[hms])+)$/.exec(schedule) ?? [];
  const parts = [...text.matchAll(/([\d.]+)([hms])/g)];
  const ms = parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (units[unit] ?? 0), 0);
  return ms > 0 ? ms : undefined;
}

/** The turn that followed the last run, once it is long enough ago. */
function lastTurn(
  { lastScheduledAt, createdAt }: WatchedCronJob,
  every: number,
  now: Date,
): Date | undefined {
  const from = lastScheduledAt ?? createdAt;
  const due = from && new Date(from.getTime() + every);
  return due && now.getTime() - due.getTime() >= lateMs ? due : undefined;
}

/** Whether clocks of a zone are put forward or back within two hours: runs of that night may be left out or come twice. */
function isClockChange(at: Date, timeZone: string): boolean {
  const offset = (ms: number) =>
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(at.getTime() + ms)
      .find(({ type }) => type === 'timeZoneName')?.value;
  return offset(-2 * hour) !== offset(2 * hour);
}
