import { asc, eq, lte, min } from 'drizzle-orm';
import type { TenantDatabase } from '../tenant-databases.ts';
import { putOut } from './monitoring/incidents.ts';
import type { Transaction } from './monitoring/incidents.ts';
import { reportRuns, reportSchedules } from './schema/reports-schema.ts';

export type ReportSchedule = Omit<typeof reportSchedules.$inferSelect, 'tenantId'>;
export type ReportRun = Omit<typeof reportRuns.$inferSelect, 'tenantId'>;
/** What is reported on, and where it is put. */
export type ReportContent = Pick<
  ReportSchedule,
  'cadence' | 'clusterIds' | 'notionId' | 'parentId' | 'parentIsTable' | 'parentTitle'
>;

export async function listReportSchedules(transaction: Transaction): Promise<ReportSchedule[]> {
  return transaction.select().from(reportSchedules).orderBy(asc(reportSchedules.id));
}

/** Adds a schedule; returns its number. */
export async function addReportSchedule(
  tenant: TenantDatabase,
  schedule: Omit<ReportSchedule, 'id'>,
): Promise<number> {
  const [row] = await tenant.db
    .insert(reportSchedules)
    .values({ ...schedule, tenantId: tenant.tenantId })
    .returning({ id: reportSchedules.id });
  return row?.id ?? 0;
}

/** Removes a schedule; returns it, or undefined. */
export async function removeReportSchedule(
  tenant: TenantDatabase,
  id: number,
): Promise<ReportSchedule | undefined> {
  const [row] = await tenant.db.delete(reportSchedules).where(eq(reportSchedules.id, id)).returning();
  return row;
}

/** Wants a report, and puts it into the outbox; undefined where that period of a schedule has its report already. */
export async function wantReport(
  transaction: Transaction,
  tenantId: number,
  run: ReportContent & Pick<ReportRun, 'scheduleId' | 'periodStart' | 'periodEnd' | 'askedBy' | 'createdAt'>,
): Promise<ReportRun | undefined> {
  const [row] = await transaction
    .insert(reportRuns)
    .values({ ...run, tenantId })
    .onConflictDoNothing()
    .returning();
  if (!row) return undefined;
  const key = `report:write:${row.id}`;
  await putOut(transaction, tenantId, [
    { key, kind: 'report_write', payload: { runId: row.id, to: 'notion' } },
  ]);
  return row;
}

export async function findReportRun(tenant: TenantDatabase, id: number): Promise<ReportRun | undefined> {
  const [row] = await tenant.db.select().from(reportRuns).where(eq(reportRuns.id, id));
  return row;
}

/** Notes how far a report came. */
export async function noteReport(
  transaction: Transaction,
  id: number,
  values: Partial<Pick<ReportRun, 'state' | 'pageUrl' | 'writtenAt' | 'toldAt' | 'error'>>,
): Promise<void> {
  await transaction.update(reportRuns).set(values).where(eq(reportRuns.id, id));
}

/**
 * Does what is due of the schedules: each gets one report at most, whatever was missed, and its next time.
 * @param plan the period that a schedule is due for at `now`, and when it is due next
 * @returns when the next schedule is due; undefined without any
 */
export async function runDueSchedules(
  tenant: TenantDatabase,
  now: Date,
  plan: (schedule: ReportSchedule) => { readonly start: Date; readonly end: Date; readonly nextAt: Date },
): Promise<Date | undefined> {
  return tenant.db.transaction(async (transaction) => {
    const due = await transaction
      .select()
      .from(reportSchedules)
      .where(lte(reportSchedules.nextAt, now))
      .orderBy(asc(reportSchedules.id))
      .for('update');
    for (const {
      id,
      nextAt: _nextAt,
      atTime: _atTime,
      createdBy,
      tenantId,
      createdAt: _at,
      ...rest
    } of due) {
      const schedule = due.find((each) => each.id === id);
      if (!schedule) continue;
      const { start, end, nextAt } = plan(schedule);
      const period = { scheduleId: id, periodStart: start, periodEnd: end };
      await wantReport(transaction, tenantId, { ...rest, ...period, askedBy: createdBy, createdAt: now });
      await transaction.update(reportSchedules).set({ nextAt }).where(eq(reportSchedules.id, id));
    }
    const [row] = await transaction.select({ at: min(reportSchedules.nextAt) }).from(reportSchedules);
    return row?.at ?? undefined;
  });
}
