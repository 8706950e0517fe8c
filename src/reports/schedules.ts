import { runDueSchedules } from '../database/tenant/reports.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { forgetLooks } from '../database/tenant/monitoring/workloads.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { nextReportAt, periodDue } from './periods.ts';
import type { ReportDependencies } from './types.ts';

/** What running schedules works with. */
export interface ScheduleDependencies extends Pick<ReportDependencies, 'clock' | 'collect'> {
  readonly databases: TenantDatabases;
  /** Which of these tenants nothing is done for until they pay. */
  readonly paused: (tenantIds: readonly number[]) => Promise<ReadonlySet<number>>;
}

/** A payment wakes the tenant; what is lost of that on the way is found by looking again. */
const lookAgainMs = 6 * 3600_000;

/**
 * Wants the reports of a tenant that are due; where it has long not paid nothing moves, so that the schedules go on from
 * there when it does. Returns when the next report is due; undefined without a schedule.
 */
export async function runSchedules(
  { clock, collect, databases, paused }: ScheduleDependencies,
  tenantId: number,
): Promise<Date | undefined> {
  const now = clock.now();
  if ((await paused([tenantId])).has(tenantId)) return new Date(now.getTime() + lookAgainMs);
  const tenant = await databases.open(tenantId);
  const { timeZone } = await readTenant(tenant);
  const next = await runDueSchedules(tenant, now, ({ cadence, atTime }) => ({
    ...periodDue(cadence, atTime, timeZone, now),
    nextAt: nextReportAt(cadence, atTime, timeZone, now),
  }));
  await forgetLooks(tenant, now);
  collect(tenantId);
  return next;
}
