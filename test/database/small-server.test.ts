import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openControlDatabase } from '../../src/database/control/database.ts';
import type { ControlDatabase } from '../../src/database/control/database.ts';
import { readConnectionShare } from '../../src/database/connection-share.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import type { Embedded } from '../../src/database/embedded.ts';
import { migrateAll } from '../../src/database/migrate-all.ts';
import { createProvisioner } from '../../src/database/provision.ts';
import { parseDatabaseUrl } from '../../src/database/server.ts';
import { alone } from '../../src/database/tenant/outbox.ts';
import { createTenantDatabases } from '../../src/database/tenant-databases.ts';
import type { TenantDatabases } from '../../src/database/tenant-databases.ts';
import { createMasterKey } from '../../src/tenancy/master-key.ts';
import { masterKey } from '../support/nox.ts';

/** A PostgreSQL that takes few connections, and more tenants at once than it would have for each. */
const most = 6;
let folder: string;
let embedded: Embedded;
let control: ControlDatabase;
let databases: TenantDatabases;
let admin: postgres.Sql;
const tenants: number[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nox-small-'));
  await chmod(folder, 0o755);
  embedded = await startEmbedded(folder, { fast: true, connections: 40 });
  const { superuser } = JSON.parse(await readFile(join(folder, 'postgres.json'), 'utf8')) as {
    superuser: string;
  };
  const url = Object.assign(new URL(embedded.databaseUrl), { username: 'postgres', password: superuser });
  admin = postgres(url.href, { max: 1 });
  control = openControlDatabase(parseDatabaseUrl(embedded.databaseUrl));
  const master = createMasterKey(masterKey);
  await migrateAll(control);
  const provisioner = createProvisioner(control, master);
  await provisioner.prepare();
  for (let i = 0; i < 16; i++)
    tenants.push(
      await provisioner.create({ type: 'freelance', name: `t${i}`, locale: 'fr', timeZone: 'Europe/Paris' }),
    );
  await provisioner.close();
  databases = createTenantDatabases(control, master.unwrap, most);
});
afterAll(async () => {
  await databases?.close();
  await control?.close();
  await admin?.end();
  await embedded?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The most connections that tenants' roles had at any look while `work` went on. */
async function watching(work: Promise<unknown>): Promise<number> {
  let highest = 0;
  let isOver = false;
  void work.finally(() => (isOver = true)).catch(() => {});
  while (!isOver) {
    const [row] = await admin<{ open: number }[]>`
      select count(*)::int as open from pg_stat_activity where usename like 'nox\\_t\\_%'`;
    highest = Math.max(highest, row?.open ?? 0);
  }
  await work;
  return highest;
}

test('a process takes half of what the server gives, less what it needs for itself', async () => {
  expect(await readConnectionShare(control)).toBe(4);
  const [row] = await control.sql`select current_setting('max_connections') as most`;
  expect(row?.['most']).toBe('40');
});

test('many tenants at once have few connections, each its own answers, and nobody is refused', async () => {
  const highest = await watching(
    Promise.all(
      tenants.map(async (tenantId) => {
        const tenant = await databases.open(tenantId);
        const seen = await Promise.all(
          Array.from({ length: 25 }, async (_, i) => {
            if (i % 5 === 0)
              return tenant.db.transaction(async (transaction) => {
                const rows = await transaction.execute<{ id: number }>(
                  'select tenant_id as id from tenant_identity, pg_sleep(0.002)',
                );
                return rows[0]?.id;
              });
            const [row] = await tenant.sql<{ id: number }[]>`
              select tenant_id as id from ${tenant.sql('tenant_identity')} where tenant_id = ${tenantId}`;
            return row?.id;
          }),
        );
        expect(new Set(seen)).toEqual(new Set([tenantId]));
      }),
    ),
  );
  expect(highest).toBeGreaterThan(1);
  expect(highest).toBeLessThanOrEqual(most);
  expect(databases.connections()).toBeLessThanOrEqual(most);
});

test('what is held while something else is done in the same database does not lock everybody up', async () => {
  const done: number[] = [];
  const highest = await watching(
    Promise.all(
      tenants.map(async (tenantId) => {
        const tenant = await databases.open(tenantId);
        await alone(tenant, async () => {
          const [row] = await tenant.sql<{ id: number }[]>`select tenant_id as id from tenant_identity`;
          done.push(row?.id ?? 0);
        });
      }),
    ),
  );
  expect(done.sort((a, b) => a - b)).toEqual(tenants);
  expect(highest).toBeLessThanOrEqual(most);
});

test('a handle that was kept while its pool rested works on; one that was forgotten does not', async () => {
  const [first = 0, ...others] = tenants;
  const tenant = await databases.open(first);
  for (const tenantId of others) await (await databases.open(tenantId)).sql`select 1`;
  const at = new Date('2026-03-29T01:30:00Z');
  const [row] = await tenant.db.execute<{ id: number; at: unknown }>(
    `select tenant_id as id, '${at.toISOString()}'::timestamptz as at from tenant_identity`,
  );
  // As drizzle reads times, also on connections that were made anew.
  expect([row?.id, typeof row?.at]).toEqual([first, 'string']);
  await databases.forget(first);
  await expect(tenant.sql`select 1`).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
  expect((await (await databases.open(first)).sql`select 1 as one`)[0]).toEqual({ one: 1 });
});
