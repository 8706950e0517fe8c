import type postgres from 'postgres';
import { joinCalls } from '../../join-calls.ts';

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
 * How one tenant's records reach its audit log; each resolves to its sequence number once it is durable. The chain has
 * one end, and its lock lets one append in at a time: what comes while another append is under way goes in together, in
 * one commit.
 */
export function createAuditWriter(sql: postgres.Sql): (record: AuditRecord) => Promise<number> {
  return joinCalls(
    async (records) => {
      const rows = await sql<{ sequence: number }[]>`
        select sequence::int from audit_append(${JSON.stringify(records)}::text::jsonb) as sequence`;
      return rows.map((row) => row.sequence);
    },
    // What PostgreSQL itself refused (class 22: data that it cannot hold) was not written.
    (error) => String((error as { code?: unknown }).code).startsWith('22'),
  );
}
