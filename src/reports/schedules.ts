import { runDueSchedules } from '../database/tenant/reports.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { forgetLooks } from '../database/tenant/workloads.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';
import { nextReportAt, periodDue } from './periods.ts';
import type { ReportDependencies } from './types.ts';

/** Wants the reports of a tenant that are due. Returns when the next one is; undefined without a schedule. */
export async function wantDueReports(
  { clock, collect }: Pick<ReportDependencies, 'clock' | 'collect'>,
  tenant: TenantDatabase,
): Promise<Date | undefined> {
  const now = clock.now();
  const { timeZone } = await readTenant(tenant);
  const next = await runDueSchedules(tenant, now, ({ cadence, atTime }) => ({
    ...periodDue(cadence, atTime, timeZone, now),
    nextAt: nextReportAt(cadence, atTime, timeZone, now),
  }));
  await forgetLooks(tenant, now);
  collect(tenant.tenantId);
  return next;
}
