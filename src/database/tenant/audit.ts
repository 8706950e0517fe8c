import { desc } from 'drizzle-orm';
import type { TenantDatabase } from '../tenant-databases.ts';
import { auditLog } from './schema.ts';

/** What is written of an act. No secret, no message body. */
export interface AuditRecord {
  readonly actorId: number | null;
  readonly actorName: string;
  readonly surface: string;
  readonly command: string;
  readonly target: string;
  readonly outcome: string;
  readonly requestId: string;
}

/** Appends to the chain; returns the sequence number. */
export async function appendAudit(tenant: TenantDatabase, record: AuditRecord): Promise<number> {
  const { actorId, actorName, surface, command, target, outcome, requestId } = record;
  const [row] = await tenant.sql<{ sequence: number }[]>`
    select audit_append(${actorId}, ${actorName}, ${surface}, ${command}, ${target}, ${outcome}, ${requestId})::int as sequence`;
  return row?.sequence ?? 0;
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
