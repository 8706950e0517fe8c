import { afterAll, beforeAll, expect, test } from 'vitest';
import { openControlDatabase } from '../../src/database/control/database.ts';
import type { ControlDatabase } from '../../src/database/control/database.ts';
import { parseDatabaseUrl } from '../../src/database/server.ts';
import { appendAudit, firstBrokenAudit, latestAudit } from '../../src/database/tenant/audit/audit.ts';
import { createTenantDatabases } from '../../src/database/tenant-databases.ts';
import type { TenantDatabases } from '../../src/database/tenant-databases.ts';
import { createMasterKey } from '../../src/tenancy/master-key.ts';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

let nox: TestNox;
let control: ControlDatabase;
let databases: TenantDatabases;
let tenantId: number;

beforeAll(async () => {
  nox = await startNox();
  const space = { name: 'Acme', email: 'ada@acme.example', password: 'correct horse battery' };
  tenantId = (await call(nox, 'POST', '/api/enterprise/onboard', space)).body.tenantId as number;
  control = openControlDatabase(parseDatabaseUrl(nox.databaseUrl));
  const master = createMasterKey(Buffer.alloc(32, 7).toString('base64'));
  databases = createTenantDatabases(control, master.unwrap, 20);
});
afterAll(async () => {
  await databases?.close();
  await control?.close();
  await nox?.close();
});

function record(requestId: string, target = '') {
  return {
    actorId: 1,
    actorName: 'Ada',
    surface: 'api',
    command: 'status',
    target,
    outcome: 'ok',
    requestId,
  };
}

test('records that come at once go in together, in their order, into one whole chain', async () => {
  const tenant = await databases.open(tenantId);
  const [before] = await latestAudit(tenant, 1);
  const ids = Array.from({ length: 250 }, (_, i) => `r${i}`);
  const sequences = await Promise.all(ids.map((id) => appendAudit(tenant, record(id))));
  const first = (before?.sequence ?? 0) + 1;
  expect(sequences).toEqual(ids.map((_, i) => first + i));
  const written = (await latestAudit(tenant, ids.length)).toReversed();
  expect(written.map((each) => each.requestId)).toEqual(ids);
  expect(await firstBrokenAudit(tenant)).toBeUndefined();
});

test('a record that PostgreSQL cannot hold takes no other along', async () => {
  const tenant = await databases.open(tenantId);
  const all = [record('a'), record('b'), record('c', 'a\0b'), record('d')];
  const settled = await Promise.allSettled(all.map((each) => appendAudit(tenant, each)));
  expect(settled.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  const written = (await latestAudit(tenant, 3)).toReversed();
  expect(written.map((each) => each.requestId)).toEqual(['a', 'b', 'd']);
  expect(await firstBrokenAudit(tenant)).toBeUndefined();
});
