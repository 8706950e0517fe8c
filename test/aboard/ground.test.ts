import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { browse, install, slash } from './world.ts';
import type { AboardWorld } from './world.ts';
import { startGround } from './ground-world.ts';
import type { Ground } from './ground-world.ts';

const password = 'correct horse battery';
/** A sweep that a killed process had begun is another’s within a minute. */
const soon = { timeout: 90_000, interval: 50 };
let ground: Ground;
let nox: TestNox;
let world: AboardWorld;
let tenantId: number;
let token: string;

beforeAll(async () => {
  ground = await startGround();
  nox = await ground.startHere();
  world = { nox, slack: ground.slack, close: async () => {} };
  await install(world, 'type=enterprise', { userId: 'U0ADA', teamId: 'T0PLAT' });
  ground.slack.inviteApp('C0PLAT');
  [{ id: tenantId }] = await ground.admin()<[{ id: number }]>`select max(id) as id from tenants`;
  const own = await call(nox, 'POST', '/api/enterprise/onboard', { name: 'A', email: 'a@a.fr', password });
  token = String(own.body.token);
});
afterAll(async () => {
  await nox?.close();
  await ground?.close();
});

const ask = () => slash(world, 'U0ADA', 'C0PLAT', 'status');
const unavailable = /momentanément indisponible/;
const answers = (text: RegExp) =>
  ground.slack.visible('U0ADA', 'C0PLAT').filter((each) => text.test(JSON.stringify(each)));

test('PostgreSQL stops and starts: everybody gets a sentence, the operator a line, nothing is lost', async () => {
  expect(await ask()).toMatch(/Plateforme/);
  await ground.stopPostgres();
  nox.logged.length = 0;
  expect(await ask()).toMatch(unavailable);
  const api = await call(nox, 'GET', '/api/integrations', undefined, token);
  expect([api.status, api.body.code]).toEqual([503, 'unavailable']);
  const login = await call(nox, 'POST', '/api/auth/login', { email: 'a@a.fr', password });
  expect([login.status, login.body.code]).toEqual([503, 'unavailable']);
  expect((await browse(nox, '/slack/install?type=freelance')).status).toBe(503);
  expect((await fetch(`${nox.app.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${nox.app.url}/healthz`)).status).toBe(200);
  expect(nox.logged.join('')).toMatch(/ECONNREFUSED/);

  // Slack sends an event again that was not acknowledged; meanwhile PostgreSQL is back.
  const bot = ground.slack.botOf('T0PLAT');
  const sent = ground.slack.speak({ userId: 'U0ADA', channelId: 'C0PLAT' }, `<@${bot}> help`);
  await ground.startPostgres();
  expect((await sent)?.status).toBe(200);
  await nox.app.settled();
  expect(answers(/Voici ce que vous pouvez demander/)).toHaveLength(1);
  expect(await ask()).toMatch(/Plateforme/);
  expect((await call(nox, 'GET', '/api/integrations', undefined, token)).status).toBe(200);
  expect((await fetch(`${nox.app.url}/readyz`)).status).toBe(200);
});

test('a tenant whose connections or disk are spent is told so; others are not touched; it recovers', async () => {
  const admin = ground.admin();
  const role = `nox_t_${tenantId}`;
  await admin.unsafe(`alter role ${role} connection limit 0`);
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`;
  expect(await ask()).toMatch(unavailable);
  expect((await call(nox, 'GET', '/api/integrations', undefined, token)).status).toBe(200);
  await admin.unsafe(`alter role ${role} connection limit -1`);
  expect(await ask()).toMatch(/Plateforme/);

  const own = ground.admin(role);
  await own.unsafe(`create function full_disk() returns trigger language plpgsql as
    $$ begin raise exception using errcode = '53100', message = 'could not extend file'; end $$`);
  await own.unsafe('create trigger full_disk before insert on audit_log execute function full_disk()');
  expect(await ask()).toMatch(unavailable);
  expect(nox.logged.join('')).toMatch(/53100/);
  // What was done is not to be asked for again, though it could not be written down.
  const done = await slash(world, 'U0ADA', 'C0PLAT', 'invite <@U0DEV>');
  expect(done).toMatch(/C’est fait, mais NOX n’a pas pu l’inscrire au journal/);
  await own.unsafe('drop trigger full_disk on audit_log');
  expect(await ask()).toMatch(/Plateforme/);
});

test('a database that is slow ends in a sentence, not in waiting', async () => {
  const own = ground.admin(`nox_t_${tenantId}`);
  let release = () => {};
  const locked = new Promise<void>((held) => {
    void own.begin(async (transaction) => {
      await transaction`lock table audit_head in access exclusive mode`;
      held();
      await new Promise<void>((done) => (release = done));
    });
  });
  await locked;
  expect(await ask()).toMatch(unavailable);
  expect(nox.logged.join('')).toMatch(/55P03/);
  release();
  expect(await ask()).toMatch(/Plateforme/);
});

test('a migration that fails for one tenant is reported, and the others go on and are served', async () => {
  const control = ground.admin();
  const broken = Number((await control`select min(id) as id from tenants`)[0]?.id);
  const own = ground.admin(`nox_t_${broken}`);
  await own.unsafe('alter table drizzle.__drizzle_migrations rename column hash to was_hash');
  const second = await ground.startHere();
  expect(second.logged.join('')).toMatch(new RegExp(`"tenantId":${broken}.*a tenant was not migrated`));
  expect((await call(second, 'POST', '/api/auth/login', { email: 'a@a.fr', password })).status).toBe(200);
  const failed = await ground.runMain('migrate');
  expect([failed.status, failed.said]).toEqual([1, expect.stringContaining('"failed":1')]);
  await own.unsafe('alter table drizzle.__drizzle_migrations rename column was_hash to hash');
  const resumed = await ground.runMain('migrate');
  expect([resumed.status, resumed.said]).toEqual([0, expect.stringContaining('"failed":0')]);
  await second.close();
  const third = await ground.startHere();
  expect(third.logged.join('')).not.toMatch(/was not migrated/);
  await third.close();
  ground.slack.connectApp(nox.app.url);
});

test('a wrong master key is told at start, and nothing is served', async () => {
  const wrong = { NOX_MASTER_KEY: Buffer.alloc(32, 8).toString('base64') };
  await expect(ground.startApart(wrong)).rejects.toThrow(/NOX_MASTER_KEY is not the key/);
});

test('an app token that Slack refuses is told at start', async () => {
  const started = ground.startHere({}, { SLACK_APP_TOKEN: 'xapp-1-made-up' });
  await expect(started).rejects.toThrow(/Slack refused SLACK_APP_TOKEN \(invalid_auth\)/);
  ground.slack.connectApp(nox.app.url);
});

test('killed in the middle of coming aboard: what was half-made is gone, what was answered is whole', async () => {
  const apart = await ground.startApart();
  const began = Array.from({ length: 12 }, (_, i) => {
    const email = `k${i}@k.fr`;
    return fetch(`${apart.url}/api/freelance/onboard`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'K', email, password }),
    }).then(
      (response) => (response.status === 201 ? email : undefined),
      () => undefined,
    );
  });
  await Promise.race(began);
  await apart.kill();
  const answered = (await Promise.all(began)).filter((email) => email !== undefined);
  const again = await ground.startHere();
  const control = ground.admin();
  const rows = await vi.waitFor(async () => {
    const all = await control`select database_name as name, state from tenants`;
    expect(all.filter(({ state }) => state !== 'ready')).toEqual([]);
    return all;
  }, soon);
  const made = await control`select datname as name from pg_database where datname ~ '^nox_t_\\d+$'`;
  expect(made.map(({ name }) => String(name)).sort()).toEqual(rows.map(({ name }) => String(name)).sort());
  for (const { name } of rows) {
    const [count] = await ground.admin(String(name))`select count(*)::int as users from tenant_users`;
    expect(count?.users).toBeGreaterThan(0);
  }
  for (const email of answered) {
    expect((await call(again, 'POST', '/api/auth/login', { email, password })).status).toBe(200);
  }
  await again.close();
  ground.slack.connectApp(nox.app.url);
}, 150_000);

test('killed in the middle of an answer: the event is taken up by the next start, once', async () => {
  const apart = await ground.startApart();
  ground.slack.connectApp(apart.url);
  const own = ground.admin(`nox_t_${tenantId}`);
  let release = () => {};
  await new Promise<void>((held) => {
    void own.begin(async (transaction) => {
      await transaction`lock table tenant_users in access exclusive mode`;
      held();
      await new Promise<void>((done) => (release = done));
    });
  });
  const bot = ground.slack.botOf('T0PLAT');
  const sent = await ground.slack.speak({ userId: 'U0ADA', channelId: 'C0PLAT' }, `<@${bot}> audit 3`);
  expect(sent?.status).toBe(200);
  await apart.kill();
  release();
  const control = ground.admin();
  expect(await control`select 1 from unfinished_events`).toHaveLength(1);
  await control`update unfinished_events set received_at = now() - interval '1 minute'`;
  const again = await ground.startHere();
  await vi.waitFor(() => expect(answers(/dernières actions/)).toHaveLength(1), { timeout: 10_000 });
  await again.app.settled();
  expect(await control`select 1 from unfinished_events`).toHaveLength(0);
  await again.close();
});
