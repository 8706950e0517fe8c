import type { TenantDatabase } from '../tenant-databases.ts';

/** What is left out of a copy: secrets, sealed or hashed, and what is under way for some minutes alone. */
const secretColumns = new Set(['password_hash', 'configuration', 'bot', 'token', 'code_hash', 'body']);
const passingTables = new Set([
  'password_resets',
  'pending_actions',
  'pending_consents',
  'slack_links',
  'slack_user_tokens',
  'slack_events',
  'outbox',
]);

/** Every row that is the tenant's, by table, without its secrets. */
export async function readEverything(
  tenant: TenantDatabase,
): Promise<ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>> {
  const tables = await tenant.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by table_name`;
  const all = new Map<string, readonly Readonly<Record<string, unknown>>[]>();
  for (const { name } of tables) {
    if (passingTables.has(name)) continue;
    const rows = await tenant.sql<Record<string, unknown>[]>`select * from ${tenant.sql(name)}`;
    all.set(
      name,
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([column]) => !secretColumns.has(column))),
      ),
    );
  }
  return all;
}
