import { NoxError } from '../../core/errors.ts';
import type { TenantDatabase } from '../tenant-databases.ts';

/** What is left out of a copy beside secrets, sealed or hashed: what is under way for some minutes alone. */
const passingTables = new Set([
  'ended_sessions',
  'password_resets',
  'pending_actions',
  'slack_links',
  'slack_user_tokens',
  'slack_events',
  'outbox',
  'pending_consents',
]);
/** Rows that are read at once: what is in memory, whatever a table holds. */
const atOnce = 500;

/** PostgreSQL's own lock, in this tenant's database: copies would take all of its connections. */
const copying = 7_311;

/** A table of the tenant's, whose rows are read as they are taken. */
export interface TableCopy {
  readonly name: string;
  /** Each row as JSON. */
  rows(): AsyncIterable<string>;
}

/**
 * Hands out every table that is the tenant's, without its secrets, as it stood at one moment. The tables are to be read
 * one after another, while `use` is under way. Errors: `conflict` while another copy is being made; those of `use`.
 */
export async function copyEverything<T>(
  tenant: TenantDatabase,
  use: (tables: readonly TableCopy[]) => Promise<T>,
): Promise<T> {
  const copied = await tenant.sql.begin('isolation level repeatable read read only', async (sql) => {
    const [lock] = await sql<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${copying}) as mine`;
    if (!lock?.mine) throw new NoxError('conflict', {}, { sentence: 'settings.export_under_way' });
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'tenant_id' order by table_name`;
    await sql`set local time zone 'UTC'`;
    // Fetched step by step: a reader may be slow, a statement may not.
    async function* rowsOf(name: string) {
      // Written out by PostgreSQL: moments as ISO 8601, numbers as numbers.
      await sql`declare copied no scroll cursor for
        select (to_jsonb(each_row) - '{password_hash,configuration,bot,token,code_hash,body}'::text[])::text as row
        from ${sql(name)} as each_row`;
      while (true) {
        const rows = await sql<{ row: string }[]>`fetch ${sql.unsafe(String(atOnce))} from copied`;
        if (rows.length === 0) break;
        yield* rows.map(({ row }) => row);
      }
      await sql`close copied`;
    }
    const kept = tables.filter(({ name }) => !passingTables.has(name));
    return { answer: await use(kept.map(({ name }) => ({ name, rows: () => rowsOf(name) }))) };
  });
  return (copied as { answer: T }).answer;
}
