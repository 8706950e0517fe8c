import { failJob } from '../support/failed-job.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { browse } from '../../aboard/world.ts';
import { call } from '../../support/nox.ts';
import { quickTimes } from '../support/times.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** A token is taken back while NOX watches, and another is given on the integrations page. */
let world: WatchingWorld;
let aheadMs = 0;

beforeAll(async () => {
  const clock = {
    now: () => new Date(Date.now() + aheadMs),
    passedMs: () => performance.now() + aheadMs,
  };
  world = await startWatching(quickTimes, clock);
  await world.connect('prod', world.prod);
  await world.watched('prod');
});
afterAll(() => world?.close());

/** So many seconds pass, in steps that give the cluster time to be heard in between. */
async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 20) {
    aheadMs += 20_000;
    const before = world.prod.requests.filter(({ path }) => path === '/version').length;
    await vi.waitFor(
      () => expect(world.prod.requests.filter(({ path }) => path === '/version').length).not.toBe(before),
      soon,
    );
  }
}

const alerts = () => world.alertsIn(world.direct());
const unreachable = () => alerts().find(({ text, threadTs }) => !threadTs && /ne répond|refus/.test(text));

test('a token that is taken back is told in words; one that is given on the page ends it, and watching goes on', async () => {
  world.prod.renewToken();
  await pass(200);
  await vi.waitFor(() => expect(unreachable()).toBeDefined(), soon);
  const alert = unreachable();
  expect(JSON.stringify(alert?.blocks)).toMatch(/renouvelez le jeton/);
  // Nothing is called over, and nothing is new, while the cluster is not seen.
  failJob(world.prod, 'import');
  expect(await world.say('monitor status')).toMatch(/prod.*accès refusé/);

  const { body } = await call(world.nox, 'GET', '/api/integrations', undefined, world.token);
  const [{ id } = { id: 0 }] = (body['integrations'] as { id: number; type: string }[]).filter(
    ({ type }) => type === 'k8s',
  );
  const cookie = `__Host-nox=${world.token}`;
  const page = await browse(world.nox, `/integrations/${id}`, { cookie });
  expect(page.html).toMatch(/Changer l’accès/);
  const form = { kubeconfig: world.prod.kubeconfig() };
  const renewed = await browse(world.nox, `/integrations/${id}/rotate`, { cookie, form });
  expect(renewed.status).toBe(303);

  await vi.waitFor(async () => expect(await world.say('monitor status')).toMatch(/prod +surveillé/), soon);
  await vi.waitFor(
    () =>
      expect(
        alerts().filter(({ text, threadTs }) => !threadTs && /payments\/import sur prod/.test(text)),
      ).toHaveLength(1),
    soon,
  );
  await pass(160);
  await vi.waitFor(
    () => expect(alerts().find(({ ts }) => ts === alert?.ts)?.text).toMatch(/✅ Résolu/),
    soon,
  );
  await vi.waitFor(
    () =>
      expect(
        alerts()
          .filter(({ threadTs }) => threadTs === alert?.ts)
          .at(-1)?.text,
      ).toMatch(/résolu/i),
    soon,
  );
  expect(alerts().filter(({ text, threadTs }) => !threadTs && /ne répond|refus/.test(text))).toHaveLength(1);
}, 120_000);
