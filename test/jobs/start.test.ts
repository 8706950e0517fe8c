import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startGround } from '../aboard/ground-world.ts';
import type { Ground } from '../aboard/ground-world.ts';

/** Starting on a database that holds nothing yet, or what an earlier NOX left there. */
let ground: Ground;
const soon = { timeout: 60_000, interval: 50 };

beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground?.close());

test('two processes that start at once on an empty database both come up, and /metrics tells of the queues', async () => {
  const both = await Promise.all([ground.startApart(), ground.startApart()]);
  for (const { url } of both) {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    for (const queue of ['reports', 'spaces', 'billing', 'tenants'])
      for (const state of ['due', 'later', 'running', 'dead'])
        expect(metrics).toMatch(new RegExp(`nox_jobs\\{queue="${queue}",state="${state}"\\} \\d`));
    expect(metrics).toMatch(/nox_job_failures_total\{queue="reports"\} 0/);
    expect(metrics).not.toMatch(/tenant_?id/i);
  }
  for (const each of both) await each.kill();
});

test('schedules of an earlier NOX go on: a tenant without a job gets one when NOX starts', async () => {
  const nox = await ground.startHere();
  const made = await fetch(`${nox.app.url}/api/freelance/onboard`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'A', email: 'a@a.fr', password: 'correct horse battery' }),
  });
  expect(made.status).toBe(201);
  await nox.close();
  const control = ground.admin();
  const [tenant] = await control`select id, database_name as name from tenants`;
  const own = ground.admin(String(tenant?.['name']));
  await control`delete from pgboss.job where name = 'reports'`;
  await own`
    insert into report_schedules (tenant_id, cadence, at_time, cluster_ids, next_at, created_by, created_at)
    select ${Number(tenant?.['id'])}, 'daily', '08:00', '{}', now() - interval '3 days', min(id), now() from tenant_users`;
  const again = await ground.startHere();
  await vi.waitFor(async () => {
    const [runs] = await own`select count(*)::int as made from report_runs`;
    const waiting = await control`
      select data, start_after > now() as "isLater" from pgboss.job where name = 'reports' and state = 'created'`;
    expect([runs?.['made'], ...waiting]).toEqual([1, { data: { tenantId: tenant?.['id'] }, isLater: true }]);
  }, soon);
  await again.close();
}, 120_000);
