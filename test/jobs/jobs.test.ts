import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openControlDatabase } from '../../src/database/control/database.ts';
import type { ControlDatabase } from '../../src/database/control/database.ts';
import { parseDatabaseUrl } from '../../src/database/server.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import type { Jobs, TenantWork } from '../../src/jobs/jobs.ts';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** Two processes share the jobs of all tenants. */
let nox: TestNox;
let control: ControlDatabase;
const running: Jobs[] = [];
const soon = { timeout: 20_000, interval: 20 };
let time = Date.now();
let worked: { readonly by: string; readonly tenantId: number }[] = [];
let swept: string[] = [];
let logged: unknown[] = [];
let answer: (by: string, tenantId: number) => ReturnType<TenantWork>;
let sweep: (by: string) => Promise<void>;
const tenants = [1, 2, 3, 4, 5, 6];

async function process(by: string): Promise<Jobs> {
  const jobs = createJobs({
    control,
    clock: { now: () => new Date(time) },
    pace: { pollSeconds: 0.5, retrySeconds: 1, heartbeatSeconds: 10, superviseSeconds: 1 },
    tenantWork: {
      rounds: async (tenantId) => {
        worked.push({ by, tenantId });
        return answer(by, tenantId);
      },
    },
    operatorWork: {
      sweeps: {
        cron: '0 0 1 1 *',
        async work() {
          swept.push(by);
          await sweep(by);
        },
      },
    },
    log: { warn() {}, error: (fields) => logged.push(fields) },
  });
  running.push(jobs);
  await jobs.prepare();
  return jobs;
}
const hour = () => new Date(time + 3_600_000);
const waiting = async (tenantId: number) => {
  const [row] = await control.sql`
    select count(*)::int as count from pgboss.job
    where name = 'rounds' and singleton_key = ${String(tenantId)} and state in ('created', 'retry')`;
  return Number(row?.['count']);
};
/** Nothing is under way, and each tenant has its next job. */
const settled = () =>
  vi.waitFor(async () => {
    const [row] = await control.sql`
      select count(*) filter (where state = 'active')::int as active,
        count(*) filter (where state in ('created', 'retry') and name = 'rounds')::int as waiting
      from pgboss.job where name in ('rounds', 'sweeps')`;
    expect(row).toEqual({ active: 0, waiting: tenants.length });
  }, soon);

beforeAll(async () => {
  nox = await startNox();
  control = openControlDatabase(parseDatabaseUrl(nox.databaseUrl));
  for (const { length } of tenants.map((id) => 'x'.repeat(id)))
    await call(nox, 'POST', '/api/enterprise/onboard', {
      name: `t${length}`,
      email: `t${length}@example.com`,
      password: 'correct horse battery',
    });
});
beforeEach(() => {
  [worked, swept, logged] = [[], [], []];
  answer = async () => hour();
  sweep = async () => {};
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
  await control.sql`delete from pgboss.job where name not like '\\_\\_%'`;
});
afterAll(async () => {
  await control?.close();
  await nox?.close();
});

test('each tenant has its round once, whoever takes it; then when it said, and when it is woken', async () => {
  const first = await process('first');
  await first.start();
  await vi.waitFor(() => expect(worked).toHaveLength(6), soon);
  await settled();
  expect(worked.map(({ tenantId }) => tenantId).sort()).toEqual(tenants);
  // One that joins finds a job for each, and adds none.
  const second = await process('second');
  await second.start();
  for (const tenantId of tenants) await second.wake('rounds', tenantId);
  await vi.waitFor(() => expect(worked).toHaveLength(12), soon);
  await settled();
  expect(
    worked
      .slice(6)
      .map(({ tenantId }) => tenantId)
      .sort(),
  ).toEqual(tenants);
  // The clock is put ahead: what is due by it does not wait for the database's seconds.
  time += 3_600_000;
  await vi.waitFor(() => expect(worked.length).toBeGreaterThanOrEqual(18), soon);
  await settled();
  expect(new Set(worked.slice(12).map(({ tenantId }) => tenantId)).size).toBe(6);
});

test('the operator’s work is done in one process, however many begin', async () => {
  const all = await Promise.all(['first', 'second', 'third'].map(process));
  let release = () => {};
  sweep = () => new Promise((done) => (release = done));
  await Promise.all(all.map((each) => each.start()));
  await vi.waitFor(() => expect(swept).toHaveLength(1), soon);
  await vi.waitFor(
    () => expect(new Set(worked.map(({ tenantId }) => tenantId)).size).toBe(tenants.length),
    soon,
  );
  expect(swept).toHaveLength(1);
  release();
  await settled();
  expect(swept).toHaveLength(1);
});

test('who is woken in a round gets another one, and never two at once; who has nothing to come has no job', async () => {
  const jobs = await process('first');
  await jobs.start();
  await vi.waitFor(() => expect(worked).toHaveLength(6), soon);
  await settled();
  let [inside, most, left] = [0, 0, 3];
  answer = async () => {
    most = Math.max(most, ++inside);
    if (left-- > 0) await jobs.wake('rounds', 2);
    inside--;
    return undefined;
  };
  worked = [];
  await jobs.wake('rounds', 2);
  await vi.waitFor(async () => expect([worked.length, await waiting(2)]).toEqual([4, 0]), soon);
  expect(most).toBe(1);
});

test('a round that fails is tried again, and says nothing of a tenant where the job is kept', async () => {
  const jobs = await process('first');
  let isDown = true;
  answer = async (_by, tenantId) => {
    if (tenantId === 3 && isDown) throw Object.assign(new Error('ada@example.com'), { detail: 'secret' });
    return hour();
  };
  await jobs.start();
  await vi.waitFor(() => expect(worked.filter(({ tenantId }) => tenantId === 3)).toHaveLength(2), soon);
  const kept = await control.sql`select * from pgboss.job where name like 'rounds%'`;
  expect(kept.filter(({ output }) => output).length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).not.toMatch(/ada@|secret/);
  expect(new Set(kept.map(({ data }) => Object.keys(data).join()))).toEqual(new Set(['tenantId']));
  expect(logged).toEqual(expect.arrayContaining([expect.objectContaining({ tenantId: 3, queue: 'rounds' })]));
  isDown = false;
  await jobs.wake('rounds', 3);
  await settled();
});

test('what failed for good is counted for the operator, and begun anew when all is made good', async () => {
  const jobs = await process('first');
  answer = async (_by, tenantId) => {
    if (tenantId !== 4) return hour();
    await control.sql`update pgboss.job set retry_limit = 0 where singleton_key = '4' and state = 'active'`;
    throw new Error('no database');
  };
  await jobs.start();
  await vi.waitFor(async () => {
    const depths = await jobs.depths();
    expect(depths).toMatchObject([
      { queue: 'rounds', later: 5, dead: 1, failures: 1 },
      { queue: 'sweeps', dead: 0, failures: 0 },
    ]);
  }, soon);
  answer = async () => hour();
  await jobs.makeGood();
  await settled();
});

test('one slow tenant holds up nobody: all others of five hundred get their turn meanwhile', async () => {
  await control.sql`
    insert into tenants (id, tenant_type, database_name, role_name, role_secret, state)
    select id, 'freelance', 'made_up_' || id, 'made_up_' || id, '', 'ready' from generate_series(1001, 1494) id`;
  try {
    let release = () => {};
    answer = async (_by, tenantId) => {
      if (tenantId === 1) await new Promise<void>((done) => (release = done));
      return hour();
    };
    const jobs = await process('first');
    await jobs.start();
    await vi.waitFor(() => expect(worked).toHaveLength(500), { ...soon, timeout: 60_000 });
    expect(new Set(worked.map(({ tenantId }) => tenantId)).size).toBe(500);
    release();
  } finally {
    await control.sql`delete from tenants where id > 1000`;
  }
}, 90_000);
