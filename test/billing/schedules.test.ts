import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { usualJobPace } from '../../src/jobs/job-options.ts';
import { startBilling } from './world.ts';
import type { BillingWorld } from './world.ts';

/** What is scheduled stops for who has long not paid, and goes on when they pay. */
let world: BillingWorld;
let control: postgres.Sql;
let own: postgres.Sql;
const soon = { timeout: 20_000, interval: 50 };

beforeAll(async () => {
  world = await startBilling('freelance', { app: { jobPace: { ...usualJobPace, pollSeconds: 0.5 } } });
  const { superuserUrl } = world.space.nox;
  const database = (name: string) =>
    postgres(Object.assign(new URL(superuserUrl), { pathname: `/${name}` }).href, { max: 1 });
  control = database('nox');
  own = database('nox_t_1');
});
afterAll(async () => {
  await Promise.all([control?.end(), own?.end()]);
  await world?.close();
});

const written = async () => Number((await own`select count(*) as made from report_runs`)[0]?.['made']);
/** How many of the tenant's jobs were done. */
const done = async () =>
  Number(
    (
      await control`select count(*) as done from pgboss.job where name = 'reports' and state = 'completed'`
    )[0]?.['done'],
  );
/** Lets days go by, and waits until the tenant was looked after. */
async function pass(days: number): Promise<void> {
  const before = await done();
  world.pass(days);
  await vi.waitFor(async () => expect(await done()).toBeGreaterThan(before), soon);
}

test('reports stop when a space is paused, and one is made up when it pays, however many were missed', async () => {
  await own`
    insert into report_schedules (tenant_id, cadence, at_time, cluster_ids, next_at, created_by, created_at)
    select 1, 'daily', '08:00', '{}', now(), min(id), now() from tenant_users`;
  await pass(1);
  expect(await written()).toBe(1);
  await pass(1);
  expect(await written()).toBe(2);
  // The trial of 14 days, then three weeks without payment.
  await pass(40);
  expect(await written()).toBe(2);
  await pass(10);
  expect(await written()).toBe(2);
  await world.pay('solo');
  await vi.waitFor(async () => expect(await written()).toBe(3), soon);
  await pass(1);
  expect(await written()).toBe(4);
});
