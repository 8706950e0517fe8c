import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openControlDatabase } from '../../src/database/control/database.ts';
import type { ControlDatabase } from '../../src/database/control/database.ts';
import { parseDatabaseUrl } from '../../src/database/server.ts';
import { createRounds } from '../../src/jobs/rounds.ts';
import type { Rounds } from '../../src/jobs/rounds.ts';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** Two processes share the rounds of all tenants. */
let nox: TestNox;
let control: ControlDatabase;
const both: Rounds[] = [];
const soon = { timeout: 10_000, interval: 20 };
let time = Date.now();
const worked: { readonly by: string; readonly tenantId: number }[] = [];
let answer: (by: string, tenantId: number) => Promise<Date | undefined>;

function process(by: string): Rounds {
  const work = async (tenantId: number) => {
    worked.push({ by, tenantId });
    return answer(by, tenantId);
  };
  const clock = { now: () => new Date(time) };
  const rounds = createRounds({ control, clock, everyMs: 20, work, log: { error() {} } });
  both.push(rounds);
  return rounds;
}

beforeAll(async () => {
  nox = await startNox();
  control = openControlDatabase(parseDatabaseUrl(nox.databaseUrl));
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
    await call(nox, 'POST', '/api/enterprise/onboard', {
      name,
      email: `${name}@example.com`,
      password: 'correct horse battery',
    });
});
afterAll(async () => {
  await Promise.all(both.map((each) => each.stop()));
  await control?.close();
  await nox?.close();
});

test('each tenant has its round once, whoever takes it; then when it said, and when it is woken', async () => {
  answer = async () => new Date(time + 3_600_000);
  const first = process('first');
  process('second').start();
  first.start();
  await vi.waitFor(() => expect(worked).toHaveLength(6), soon);
  expect(new Set(worked.map(({ tenantId }) => tenantId)).size).toBe(6);
  await first.wake(1);
  await vi.waitFor(() => expect(worked).toHaveLength(7), soon);
  expect(worked.at(-1)?.tenantId).toBe(1);
  time += 3_600_000;
  await vi.waitFor(() => expect(worked).toHaveLength(13), soon);
});

test('a round that fails or whose process dies is taken up again; who is woken in a round gets another', async () => {
  worked.length = 0;
  answer = async (_by, tenantId) => {
    if (tenantId === 1 && worked.length === 1) throw new Error('no database');
    return tenantId === 2 ? undefined : new Date(time + 3_600_000);
  };
  await both[0]?.wake(1);
  await vi.waitFor(() => expect(worked).toHaveLength(1), soon);
  await vi.waitFor(async () => {
    const [row] = await control.sql`select next_at as at from tenant_rounds where tenant_id = 1`;
    expect(new Date(String(row?.['at'])).getTime()).toBeGreaterThan(time);
  }, soon);
  expect(worked).toHaveLength(1);
  time += 61_000;
  await vi.waitFor(() => expect(worked).toHaveLength(2), soon);
  worked.length = 0;
  let wake = true;
  answer = async () => {
    if (wake) await both[0]?.wake(2);
    wake = false;
    return undefined;
  };
  await both[0]?.wake(2);
  await vi.waitFor(() => expect(worked).toHaveLength(2), soon);
  await vi.waitFor(async () => {
    const [row] = await control.sql`select count(*)::int as left from tenant_rounds where tenant_id = 2`;
    expect(row?.['left']).toBe(0);
  }, soon);
});
