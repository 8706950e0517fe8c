import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openControlDatabase } from '../../src/database/control/database.ts';
import { parseDatabaseUrl } from '../../src/database/server.ts';
import { createTenantDatabases } from '../../src/database/tenant-databases.ts';
import { createMasterKey } from '../../src/tenancy/master-key.ts';
import { call, masterKey, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { inDatabase } from './support/databases.ts';
import { swapTenant } from './support/tokens.ts';

/** Sessions that were tampered with, what ends them, and a door that leads to another tenant's database. */
let nox: TestNox;
let mine: { tenantId: number; token: string };
let theirs: { tenantId: number; token: string };
const password = 'correct horse battery';

beforeAll(async () => {
  nox = await startNox({
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_SIGNING_SECRET: 'a-signing-secret',
  });
  const aboard = async (email: string) =>
    (await call(nox, 'POST', '/api/enterprise/onboard', { name: 'x', email, password })).body;
  mine = (await aboard('a@example.com')) as typeof mine;
  theirs = (await aboard('b@example.com')) as typeof theirs;
});
afterAll(() => nox?.close());

/** The status of a request; pages of the install flow are not JSON. */
async function status(token: string, method = 'GET', path = '/api/integrations', body?: object) {
  const response = await fetch(`${nox.app.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return response.status;
}

test('a session with another tenant, user or algorithm written into it is none', async () => {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const none = [{ alg: 'none', typ: 'JWT' }, decodeJwt(theirs.token)].map(encode);
  const tokens = [
    swapTenant(mine.token, theirs.tenantId),
    swapTenant(theirs.token, mine.tenantId),
    `${none.join('.')}.`,
    mine.token
      .split('.')
      .with(1, theirs.token.split('.')[1] ?? '')
      .join('.'),
  ];
  for (const token of tokens) expect(await status(token)).toBe(401);
  expect([await status(mine.token), await status(theirs.token)]).toEqual([200, 200]);
});

test('a session ends at once when its person is removed, and a role counts as it is now', async () => {
  const set = (change: string) =>
    inDatabase(nox, `nox_t_${theirs.tenantId}`, (sql) => sql.unsafe(`update tenant_users set ${change}`));
  const { token } = theirs;
  await set("role = 'viewer'");
  const slack = { workspaceUrl: 'x.slack.com', botToken: 'xoxb-1', userToken: 'xoxp-1' };
  expect(await status(token, 'POST', '/api/integrations/k8s', { name: 'x' })).toBe(403);
  expect(await status(token, 'POST', '/api/integrations/slack', slack)).toBe(403);
  expect(await status(token, 'DELETE', '/api/integrations/1')).toBe(403);
  expect(await status(token, 'GET', '/slack/install')).toBe(403);
  await set("role = 'admin', session_epoch = session_epoch + 1");
  expect(await status(token)).toBe(401);
  await set('session_epoch = session_epoch - 1, active = false');
  expect(await status(token)).toBe(401);
  const credentials = { email: 'b@example.com', password };
  expect((await call(nox, 'POST', '/api/auth/login', credentials)).status).toBe(401);
  await set('active = true');
  expect([await status(token), await status(mine.token)]).toEqual([200, 200]);
});

test('a door that leads to another tenant’s database stays shut', async () => {
  const control = openControlDatabase(parseDatabaseUrl(nox.databaseUrl));
  const master = createMasterKey(masterKey);
  const [door] = await control.sql`select * from tenants where id = ${theirs.tenantId}`;
  const password = await master.unwrap(String(door?.['role_secret']), `role/${theirs.tenantId}`);
  const secret = await master.wrap(password, `role/${mine.tenantId}`);
  const name = String(door?.['database_name']);
  // As a slip of an operator or of ours would leave it: everything fits but whose database it is.
  await control.sql`update tenants set database_name = 'moved', role_name = 'moved' where id = ${theirs.tenantId}`;
  await control.sql`
    update tenants set database_name = ${name}, role_name = ${name}, role_secret = ${secret} where id = ${mine.tenantId}`;
  const databases = createTenantDatabases(control, master.unwrap, 20);
  await expect(databases.open(mine.tenantId)).rejects.toThrow(/not its own/);
  await expect(databases.open(theirs.tenantId)).rejects.toThrow();
  expect(databases.openPools()).toBe(0);
  await databases.close();
  await control.close();
});
