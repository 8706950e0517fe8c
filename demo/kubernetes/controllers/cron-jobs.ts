import { CronExpressionParser } from 'cron-parser';
import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import { timestamp } from '../store.ts';
import type { KubeObject } from '../types.ts';

interface CronJob extends KubeObject {
  spec: { schedule: string; timeZone?: string; suspend?: boolean };
}

/**
 * One step of the CronJob controller: each run is begun when it is due, and has ended well before anybody looks, so that
 * nothing is left of it but its times.
 */
export function runCronJobs({ store, clock, cronRuns }: Simulation): void {
  const of = resourceNamed('cronjobs');
  const now = clock.now();
  for (const cron of store.all(of) as CronJob[]) {
    const { uid = '', creationTimestamp = '' } = cron.metadata;
    const { schedule, timeZone = 'UTC', suspend } = cron.spec;
    const key = [uid, timeZone, schedule].join(' ');
    const next = cronRuns.get(key);
    if (suspend || (next && next > now)) continue;
    const due = turnOf(schedule, timeZone, now, 'prev');
    cronRuns.set(key, turnOf(schedule, timeZone, now, 'next') ?? new Date(now.getTime() + 60_000));
    if (!due || due <= new Date(creationTimestamp)) continue;
    const status = { lastScheduleTime: timestamp(due), lastSuccessfulTime: timestamp(due) };
    store.write(of, { ...cron, status });
  }
}

/** The turn of a schedule before or after a moment; undefined for what is no schedule. */
function turnOf(schedule: string, tz: string, currentDate: Date, which: 'prev' | 'next'): Date | undefined {
  try {
    return CronExpressionParser.parse(schedule, { currentDate, tz })[which]().toDate();
  } catch {
    return undefined;
  }
}
