import { CronExpressionParser } from 'cron-parser';
import type { Cadence, Period } from '../core/report.ts';

/** The days on which a report is written, as cron says them: every day, on Mondays, on the first of the month. */
const days: Readonly<Record<Cadence, string>> = { daily: '* * *', weekly: '* * 1', monthly: '1 * *' };
const longestDays: Readonly<Record<Cadence, number>> = { daily: 2, weekly: 8, monthly: 32 };
const spanDays: Readonly<Record<Cadence, number>> = { daily: 1, weekly: 7, monthly: 30 };

/**
 * When a report is due next after `now`: at a time of day in the tenant's zone, also across changes of its clocks (a time
 * that does not exist that day comes when the clocks have moved on; one that comes twice counts once).
 * @param atTime `08:00`
 */
export function nextReportAt(cadence: Cadence, atTime: string, timeZone: string, now: Date): Date {
  return CronExpressionParser.parse(cronOf(cadence, atTime), { currentDate: now, tz: timeZone })
    .next()
    .toDate();
}

/**
 * The whole period before the last time that a report was due at `now` (the day, the week from Monday, the month), in the
 * tenant's zone. Several that were missed make one report, of the latest period.
 */
export function periodDue(cadence: Cadence, atTime: string, timeZone: string, now: Date): Period {
  const due = timesUpTo(cadence, atTime, timeZone, now).at(-1) ?? now;
  const [start = due, end = due] = timesUpTo(cadence, '00:00', timeZone, due).slice(-2);
  return { start, end };
}

/**
 * The last times up to and with `until`, two at least. Counted forward: backward, cron-parser leaves out a time that the
 * clocks skip, which forward it has come when they have moved on.
 */
function timesUpTo(cadence: Cadence, atTime: string, timeZone: string, until: Date): Date[] {
  const times: Date[] = [];
  const lookBackMs = 3 * longestDays[cadence] * 86_400_000;
  let next = nextReportAt(cadence, atTime, timeZone, new Date(until.getTime() - lookBackMs));
  for (; next <= until; next = nextReportAt(cadence, atTime, timeZone, next)) times.push(next);
  return times;
}

/** The day, seven days or thirty days up to now. */
export function periodUpTo(cadence: Cadence, now: Date): Period {
  return { start: new Date(now.getTime() - spanDays[cadence] * 86_400_000), end: now };
}

/** How long the steps of a chart are. */
export type Step = 'hour' | 'quarter' | 'day';
const stepCrons: Readonly<Record<Step, string>> = {
  hour: '0 * * * *',
  quarter: '0 0,6,12,18 * * *',
  day: '0 0 * * *',
};

/**
 * When the steps of a period begin: the first with the period, from its whole hour on (workloads are counted by the
 * hour), the others at whole hours, quarters or days of the tenant's zone.
 */
export function stepsOf({ start, end }: Period, step: Step, timeZone: string): Date[] {
  const first = new Date(Math.floor(start.getTime() / 3_600_000) * 3_600_000);
  const ticks = CronExpressionParser.parse(stepCrons[step], { currentDate: start, tz: timeZone });
  const starts = [first];
  for (let at = ticks.next().toDate(); at < end; at = ticks.next().toDate()) starts.push(at);
  return starts;
}

function cronOf(cadence: Cadence, atTime: string): string {
  const [hour = '8', minute = '0'] = atTime.split(':');
  return `${Number(minute)} ${Number(hour)} ${days[cadence]}`;
}
