import { Writable } from 'node:stream';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { call, startNox } from './support/nox.ts';
import type { TestNox } from './support/nox.ts';

let nox: TestNox;
const password = 'correct horse battery';
beforeAll(async () => {
  nox = await startNox();
});
afterAll(() => nox?.close());

async function onboard(type: 'enterprise' | 'freelance', email: string) {
  const { status, body } = await call(nox, 'POST', `/api/${type}/onboard`, {
    name: `Space of ${email}`,
    email,
    password,
  });
  expect(status).toBe(201);
  return body as { tenantId: number; userId: number; token: string };
}

test('both kinds come aboard and sign in; the token says who, where and what is allowed', async () => {
  const { tenantId, userId } = await onboard('enterprise', 'ada@techcorp.fr');
  const signedIn = await call(nox, 'POST', '/api/auth/login', { email: ' ADA@techcorp.fr', password });
  expect(signedIn.status).toBe(200);
  expect(signedIn.body).toMatchObject({
    tenantId,
    userId,
    userRole: 'admin',
    permissions: { 'tenant:manage': true },
  });
  const wrong = await call(nox, 'POST', '/api/auth/login', { email: 'ada@techcorp.fr', password: 'wrong' });
  const unknown = await call(nox, 'POST', '/api/auth/login', {
    email: 'nobody@techcorp.fr',
    password: 'wrong',
  });
  expect([wrong.status, wrong.body.error]).toEqual([401, unknown.body.error]);
});

test('an address of several spaces gets the choice, after its password was checked', async () => {
  const one = await onboard('freelance', 'marie@freelance.com');
  const two = await onboard('enterprise', 'marie@freelance.com');
  const asked = await call(nox, 'POST', '/api/auth/login', { email: 'marie@freelance.com', password });
  expect(asked.status).toBe(409);
  expect((asked.body.choices as { tenantId: number }[]).map((each) => each.tenantId)).toEqual([
    one.tenantId,
    two.tenantId,
  ]);
  const wrong = await call(nox, 'POST', '/api/auth/login', {
    email: 'marie@freelance.com',
    password: 'wrong',
  });
  expect([wrong.status, wrong.body.choices]).toEqual([401, undefined]);
  const chosen = await call(nox, 'POST', '/api/auth/login', {
    email: 'marie@freelance.com',
    password,
    tenantId: two.tenantId,
  });
  expect(chosen.body).toMatchObject({ tenantId: two.tenantId, userRole: 'admin' });
});

test("another tenant's id is refused in the mission's words, and nothing is told without a session", async () => {
  const one = await onboard('freelance', 'a@a.fr');
  const two = await onboard('freelance', 'b@b.fr');
  const foreign = await call(
    nox,
    'POST',
    '/api/integrations/github',
    { tenantId: two.tenantId, token: 'ghp_x1234' },
    one.token,
  );
  expect([foreign.status, foreign.body.error]).toEqual([403, 'Accès refusé']);
  const none = await call(nox, 'GET', '/api/integrations');
  const forged = await call(nox, 'GET', '/api/integrations', undefined, `${one.token.slice(0, -4)}AAAA`);
  expect([none.status, forged.status]).toEqual([401, 401]);
  expect((await call(nox, 'GET', '/api/integrations', undefined, one.token)).body).toEqual({
    integrations: [],
    slack: [],
  });
});

test('bad input gets a sentence: broken JSON, huge bodies, missing fields, private addresses', async () => {
  const { token } = await onboard('freelance', 'c@c.fr');
  const cases: [string, unknown, number][] = [
    ['/api/freelance/onboard', '{', 400],
    ['/api/freelance/onboard', { name: 'x', email: 'no', password: 'short' }, 400],
    ['/api/integrations/github', { token: 'x'.repeat(400_000) }, 413],
    ['/api/integrations/github', {}, 400],
    ['/api/integrations/github', { token: 'ghp_1234', baseUrl: 'https://169.254.169.254' }, 422],
    ['/api/integrations/github', { token: 'ghp_1234', baseUrl: 'https://[::ffff:10.0.0.1]/' }, 422],
    ['/api/integrations/github', { token: 'ghp_1234', baseUrl: 'http://example.com' }, 422],
    ['/api/nowhere', {}, 404],
  ];
  for (const [path, body, status] of cases) {
    const answer = await call(nox, 'POST', path, body, token);
    expect([path, answer.status]).toEqual([path, status]);
    expect(String(answer.body.error).length).toBeGreaterThan(10);
    expect(answer.text).not.toMatch(/ghp_1234|at \w+ \(|node_modules/);
  }
});

test("a tenant's role enters its own database and no other, and cannot touch identity or audit", async () => {
  const one = await onboard('freelance', 'd@d.fr');
  const two = await onboard('freelance', 'e@e.fr');
  const provisioner = postgres(nox.databaseUrl, { max: 1, onnotice: () => {} });
  const role = `nox_t_${one.tenantId}`;
  await provisioner.unsafe(`alter role ${role} password 'known'`);
  const names = (await provisioner`select datname from pg_database`).map((row) => String(row.datname));
  await provisioner.end();
  expect(names).toContain(`nox_t_${two.tenantId}`);
  for (const name of names) {
    const url = new URL(nox.databaseUrl);
    [url.username, url.password, url.pathname] = [role, 'known', `/${name}`];
    const sql = postgres(url.href, { max: 1, onnotice: () => {} });
    const inside = await sql`select 1`.then(
      () => true,
      () => false,
    );
    expect([name, inside]).toEqual([name, name === role]);
    if (inside) {
      await expect(sql`update tenant_identity set tenant_id = 1`).rejects.toThrow(/permission denied/);
      await expect(sql`delete from audit_log`).rejects.toThrow(/permission denied/);
      await expect(sql`create table mine (id int)`).rejects.toThrow(/permission denied/);
      await expect(sql`alter table tenant_users add column x int`).rejects.toThrow(/must be owner/);
      const loose = await sql`select t.tablename from pg_tables t where schemaname = 'public' and not exists (
        select 1 from information_schema.columns c where c.table_name = t.tablename and c.column_name = 'tenant_id')`;
      expect([...loose]).toEqual([]);
    }
    await sql.end();
  }
});

test('on a server of the operator, NOX closes its own database and names those that stay open', async () => {
  const owner = postgres(nox.databaseUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe('create database own_control');
  await owner.unsafe('create database of_somebody_else');
  const logged: string[] = [];
  const sink = new Writable({ write: (chunk, _encoding, done) => done(void logged.push(String(chunk))) });
  const url = new URL(nox.databaseUrl);
  url.pathname = '/own_control';
  const config = {
    ...readConfig({ PORT: '0' }),
    databaseUrl: url.href,
    masterKey: Buffer.alloc(32, 9).toString('base64'),
  };
  const app = await startApp(config, createLogger('info', sink));
  await app.close();
  expect(logged.join('')).toMatch(/of_somebody_else/);
  expect(logged.join('')).not.toMatch(/"own_control"/);
  const [left] = await owner`select datacl::text from pg_database where datname = 'own_control'`;
  expect(left?.datacl).not.toMatch(/(^\{|,)=\w*c/);
  for (const name of ['own_control', 'of_somebody_else'])
    await owner.unsafe(`drop database ${name} with (force)`);
  await owner.end();
});
