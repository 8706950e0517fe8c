import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import type { AuditRecord } from './audit-writer.ts';
import { auditLog } from '../schema/schema.ts';

/** Appends to the chain; returns the sequence number once the record is durable. */
export function appendAudit(tenant: TenantDatabase, record: AuditRecord): Promise<number> {
  return tenant.audit(record);
}

/** The latest entries, newest first. */
export async function latestAudit(tenant: TenantDatabase, limit: number) {
  return tenant.db.select().from(auditLog).orderBy(desc(auditLog.sequence)).limit(limit);
}

/** What was done to a target since `since`, with success, the latest first. */
export async function recentAudit(tenant: TenantDatabase, target: string, since: Date) {
  return tenant.db
    .select({ actorName: auditLog.actorName, command: auditLog.command })
    .from(auditLog)
    .where(and(eq(auditLog.target, target), eq(auditLog.outcome, 'ok'), gte(auditLog.at, since)))
    .orderBy(desc(auditLog.sequence))
    .limit(20);
}

/** What was done with these commands in a time, the latest first. */
export async function auditBetween(
  tenant: TenantDatabase,
  start: Date,
  end: Date,
  commands: readonly string[],
): Promise<{ readonly at: Date; readonly who: string; readonly what: string; readonly target: string }[]> {
  return tenant.db
    .select({ at: auditLog.at, who: auditLog.actorName, what: auditLog.command, target: auditLog.target })
    .from(auditLog)
    .where(
      and(
        gte(auditLog.at, start),
        lt(auditLog.at, end),
        eq(auditLog.outcome, 'ok'),
        inArray(auditLog.command, [...commands]),
      ),
    )
    .orderBy(desc(auditLog.sequence))
    .limit(200);
}

/** The first sequence number at which the chain is broken; undefined when it is whole. */
export async function firstBrokenAudit(tenant: TenantDatabase): Promise<number | undefined> {
  const [row] = await tenant.sql<{ broken: number | null }[]>`select audit_first_broken()::int as broken`;
  return row?.broken ?? undefined;
}

/** Whether anybody has asked NOX for anything in Slack yet. */
export async function hasSpokenInSlack(tenant: TenantDatabase): Promise<boolean> {
  const [row] = await tenant.db
    .select({ sequence: auditLog.sequence })
    .from(auditLog)
    .where(eq(auditLog.surface, 'slack'))
    .limit(1);
  return row !== undefined;
}
