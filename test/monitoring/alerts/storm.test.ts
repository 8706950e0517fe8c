import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startGround } from '../../aboard/ground-world.ts';
import type { Ground } from '../../aboard/ground-world.ts';
import { startLeanClusters } from '../../support/lean-cluster.ts';
import type { LeanClusters } from '../../support/lean-cluster.ts';
import { call } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';
import { any, node } from '../support/objects.ts';
import { quickTimes } from '../support/times.ts';
import { bringTechcorpAboard, soon } from '../support/world.ts';
import { ask } from '../support/ask.ts';

/** PostgreSQL is down while much breaks: nothing is lost, and nothing is told twice. */
let ground: Ground;
let nox: TestNox;
let lean: LeanClusters;

beforeAll(async () => {
  ground = await startGround();
  nox = await ground.startHere({ monitoring: quickTimes }, { NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1' });
  lean = await startLeanClusters();
  lean.put(1, node('node-1') as never);
  const token = await bringTechcorpAboard(nox, ground.slack);
  const body = { name: 'lean', kubeconfig: lean.kubeconfig(1) };
  expect((await call(nox, 'POST', '/api/integrations/k8s', body, token)).status).toBe(201);
  await vi.waitFor(async () => expect(await say('monitor status')).toMatch(/lean +surveillé/), soon);
});
afterAll(async () => {
  await nox?.close();
  await lean?.close();
  await ground?.close();
});

const patient = { ...soon, timeout: 100_000 };

const say = (words: string) => ask({ nox, slack: ground.slack }, words);

const failedJob = (name: string) =>
  any('Job', name, {
    status: {
      conditions: [
        { type: 'Failed', status: 'True', reason: 'Backoff', lastTransitionTime: new Date().toISOString() },
      ],
    },
  }) as never;
const messages = () =>
  ground.slack
    .visible('U0ADA', ground.slack.direct('U0ADA', 'T0PLAT'))
    .filter(({ userId, threadTs, text }) => userId !== 'U0ADA' && !threadTs && !text.startsWith('Bonjour'));
/** In how many messages something is told. */
const timesTold = (name: string) =>
  messages().filter(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`.includes(`shop/${name} `))
    .length;

test('a storm while PostgreSQL is down is told when it is back, once', async () => {
  const storm = Array.from({ length: 40 }, (_, i) => `job-${i}-`);
  for (const name of storm.slice(0, 5)) lean.put(1, failedJob(name));
  await vi.waitFor(() => expect(messages().length).toBeGreaterThan(0), soon);
  await ground.stopPostgres();
  for (const name of storm.slice(5)) lean.put(1, failedJob(name));
  const faults = () => nox.logged.filter((line) => line.includes('a look at a cluster failed')).length;
  await vi.waitFor(() => expect(faults()).toBeGreaterThan(2), soon);
  await ground.startPostgres();

  await vi.waitFor(async () => expect(await say('incidents')).toMatch(/40 incidents/), {
    ...soon,
    timeout: 60_000,
  });
  await vi.waitFor(
    () => expect(JSON.stringify(messages().map(({ blocks }) => blocks))).toMatch(/40|35 incidents/),
    patient,
  );
  const control = ground.admin();
  const [tenant] = await control<{ name: string }[]>`select database_name as name from tenants`;
  const rows = ground.admin(tenant?.name ?? '');
  await vi.waitFor(async () => {
    const [row] = await rows`select count(distinct subject_name)::int as names, count(*)::int as incidents,
      count(told_in)::int as told from incidents`;
    expect(row).toEqual({ names: 40, incidents: 40, told: 40 });
    // What was being said when PostgreSQL went is taken up again after a minute.
    expect(await rows`select kind, key, state from outbox where state <> 'sent'`).toEqual([]);
  }, patient);
  expect(messages().length).toBeLessThanOrEqual(12);
  for (const name of storm) expect(timesTold(name)).toBeLessThanOrEqual(1);
}, 180_000);
