import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { connect, identifier } from './server.ts';
import type { ServerAddress } from './server.ts';

const folders = {
  control: fileURLToPath(new URL('../../drizzle/control', import.meta.url)),
  tenant: fileURLToPath(new URL('../../drizzle/tenant', import.meta.url)),
};

/** Brings one database to the current schema of its kind. Running it again does nothing. */
export async function migrateDatabase(address: ServerAddress, kind: 'control' | 'tenant'): Promise<void> {
  const sql = connect(address, { max: 1, idleSeconds: 5, patient: true });
  try {
    await sql`select pg_advisory_lock(hashtext('nox migrate'))`;
    await migrate(drizzle(sql), { migrationsFolder: folders[kind] });
    if (kind === 'tenant') await grantToTenants(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** A short name for the current tenant schema, so that a template is made once for each. */
export async function tenantSchemaVersion(): Promise<string> {
  const journal = await readFile(`${folders.tenant}/meta/_journal.json`, 'utf8');
  const entries = (JSON.parse(journal) as { entries: { tag: string }[] }).entries;
  const hash = createHash('sha256').update(grants.join());
  for (const entry of entries) hash.update(await readFile(`${folders.tenant}/${entry.tag}.sql`, 'utf8'));
  return hash.digest('hex').slice(0, 8);
}

/** The group of all tenants' roles: it carries the rights, so that a database copied from a template has them. */
export const tenantGroup = 'nox_tenant';

const readOnly = ['tenant_identity', 'audit_log', 'audit_head'];

const grants = [
  `grant usage on schema public to ${tenantGroup}`,
  `grant select, insert, update, delete on all tables in schema public to ${tenantGroup}`,
  `grant usage on all sequences in schema public to ${tenantGroup}`,
  ...readOnly.map((table) => `revoke insert, update, delete on ${identifier(table)} from ${tenantGroup}`),
  `grant execute on function audit_append(jsonb), audit_first_broken() to ${tenantGroup}`,
];

/** What a tenant's role may do in its database: data, not structure; the identity and the audit log read-only. */
async function grantToTenants(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    for (const grant of grants) await transaction.unsafe(grant);
  });
}
