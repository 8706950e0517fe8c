import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { browse } from '../../aboard/world.ts';
import { startLeanClusters } from '../../support/lean-cluster.ts';
import type { LeanClusters } from '../../support/lean-cluster.ts';
import { call } from '../../support/nox.ts';
import { any, node } from '../support/objects.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** A thousand incidents in one space: everything that lists them stays readable. */
let world: WatchingWorld;
let lean: LeanClusters;

beforeAll(async () => {
  world = await startWatching();
  lean = await startLeanClusters();
  lean.put(1, node('node-1') as never);
  await world.connect('lean', { kubeconfig: () => lean.kubeconfig(1) });
  await world.watched('lean');
});
afterAll(async () => {
  await world?.close();
  await lean?.close();
});

const since = () => new Date(Date.now() - 3_600_000).toISOString();
const failedJob = (name: string) =>
  any('Job', name, {
    status: {
      conditions: [{ type: 'Failed', status: 'True', reason: 'Backoff', lastTransitionTime: since() }],
    },
  }) as never;
const messages = () => world.alertsIn(world.direct()).filter(({ threadTs }) => !threadTs);
const patient = { ...soon, timeout: 90_000 };
/** The numbers in the first column of a list of incidents. */
const numbersIn = (said: string) =>
  [...said.matchAll(/(?:🟡|🟠|🔴|🔵|⚪) (\d+) /gu)].map(([, id]) => Number(id));

test('a thousand incidents: a handful of messages, pages to turn, a page in the browser', async () => {
  for (let i = 0; i < 999; i++) lean.put(1, failedJob(`job-${i}`));
  const down = [{ type: 'Ready', status: 'False', reason: 'KubeletNotReady', lastTransitionTime: since() }];
  lean.put(1, node('node-9', down) as never);
  await vi.waitFor(
    async () => expect(await world.say('incidents')).toMatch(/1.?000 incidents en cours/),
    patient,
  );

  expect(messages().length).toBeLessThanOrEqual(12);
  for (const { text, blocks } of messages()) {
    expect(text.length).toBeLessThan(200);
    expect((blocks ?? []).length).toBeLessThanOrEqual(50);
    for (const block of (blocks ?? []) as { text?: { text?: string } }[])
      expect(block.text?.text?.length ?? 0).toBeLessThanOrEqual(3_000);
  }
  await vi.waitFor(
    () => expect(messages().some(({ text }) => /1.?000|999|99\d/.test(text))).toBe(true),
    patient,
  );

  const first = await world.say('incidents');
  expect(first).toMatch(/node-9.*Page 1 sur 40.*incidents --page 2/);
  const seen = new Set<number>();
  for (const page of [1, 2, 40]) {
    const numbers = numbersIn(await world.say(`incidents --page ${page}`));
    expect(numbers).toHaveLength(25);
    for (const each of numbers) seen.add(each);
  }
  expect(seen.size).toBe(75);
  expect(await world.say('incidents lean --page 99')).toMatch(/Page 40 sur 40/);
  expect(await world.say('monitor status')).toMatch(/1000 \(#\d+, #\d+, #\d+/);

  const cookie = `__Host-nox=${world.token}`;
  const page = await browse(world.nox, '/dashboard', { cookie });
  expect(page.status).toBe(200);
  expect(page.html).toMatch(/node-9[\s\S]*et 950 de plus/);
  expect(page.html.length).toBeLessThan(100_000);
  const { tenantId } = JSON.parse(Buffer.from(world.token.split('.')[1] ?? '', 'base64url').toString()) as {
    tenantId: number;
  };
  const api = await call(world.nox, 'GET', `/api/tenant/${tenantId}/dashboard`, undefined, world.token);
  expect(api.body['clusters']).toMatchObject([{ name: 'lean', openIncidents: 1_000 }]);
}, 180_000);
