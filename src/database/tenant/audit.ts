import { desc, eq } from 'drizzle-orm';
import type { TenantDatabase } from '../tenant-databases.ts';
import type { AuditRecord } from './audit-writer.ts';
import { auditLog } from './schema.ts';

/** Appends to the chain; returns the sequence number once the record is durable. */
export function appendAudit(tenant: TenantDatabase, record: AuditRecord): Promise<number> {
  return tenant.audit(record);
}

/** The latest entries, newest first. */
export async function latestAudit(tenant: TenantDatabase, limit: number) {
  return tenant.db.select().from(auditLog).orderBy(desc(auditLog.sequence)).limit(limit);
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
