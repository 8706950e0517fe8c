import { desc } from 'drizzle-orm';
import type postgres from 'postgres';
import { joinCalls } from '../join-calls.ts';
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

/**
 * Appends to the chain; returns the sequence number once the record is durable. The chain has one end, and its lock lets
 * one append in at a time: what a tenant appends while another append is under way goes in together, in one commit.
 */
export function appendAudit(tenant: TenantDatabase, record: AuditRecord): Promise<number> {
  return tenant.audit(record);
}

/** How one tenant's records reach its audit log. */
export function createAuditWriter(sql: postgres.Sql): (record: AuditRecord) => Promise<number> {
  return joinCalls(
    async (records) => {
      const rows = await sql<{ sequence: number }[]>`
        select audit_append("actorId", "actorName", surface, command, target, outcome, "requestId")::int as sequence
        from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as record (
          "actorId" integer, "actorName" text, surface text, command text, target text, outcome text, "requestId" text)`;
      return rows.map((row) => row.sequence);
    },
    // What PostgreSQL itself refused (class 22: data that it cannot hold) was not written.
    (error) => String((error as { code?: unknown }).code).startsWith('22'),
  );
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
