import { failJob } from '../support/failed-job.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call } from '../../support/nox.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** TechCorp and Marie, who works for it, watch the same cluster: each has what is its own of it, and nothing of the other. */
let world: WatchingWorld;
let marie: string;

beforeAll(async () => {
  world = await startWatching();
  const { nox, slack } = world;
  const space = { name: 'Marie', email: 'marie@example.com', password: 'correct horse battery' };
  marie = String((await call(nox, 'POST', '/api/freelance/onboard', space)).body['token']);
  const begun = await fetch(`${nox.app.url}/slack/install`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${marie}` },
  });
  const approval = { userId: 'U0MARIE', teamId: 'T0PERSO' };
  const { pathname, search } = new URL(slack.approve(begun.headers.get('location') ?? '', approval));
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  await fetch(nox.app.url + pathname + search, { headers: { cookie } });
});
afterAll(() => world?.close());

const breakJob = (name: string) => failJob(world.prod, name);

type Message = ReturnType<WatchingWorld['alertsIn']>[number];
const seenBy = (userId: 'U0ADA' | 'U0MARIE'): Message[] => {
  const teamId = userId === 'U0ADA' ? 'T0PLAT' : 'T0PERSO';
  return world.slack
    .visible(userId, world.slack.direct(userId, teamId))
    .filter((each) => each.userId !== userId && !each.text.startsWith('Bonjour'));
};
const toldTo = (userId: 'U0ADA' | 'U0MARIE', name: string) =>
  seenBy(userId).filter(({ text, threadTs }) => !threadTs && text.includes(`payments/${name} `));
const alertTo = (userId: 'U0ADA' | 'U0MARIE', name: string) =>
  vi.waitFor(() => {
    const told = toldTo(userId, name);
    expect(told).toHaveLength(1);
    return told[0] as Message;
  }, soon);
const numberIn = (message: Message): string =>
  /(?<=Incident nº )\d+/.exec(JSON.stringify(message.blocks))?.[0] ?? '';

async function marieSays(words: string): Promise<string> {
  const { slack, nox } = world;
  const before = new Set(slack.visible('U0MARIE', 'C0PERSO').map(({ ts }) => ts));
  await slack.slash({ userId: 'U0MARIE', channelId: 'C0PERSO' }, words);
  await nox.app.settled();
  return JSON.stringify(slack.visible('U0MARIE', 'C0PERSO').filter(({ ts }) => !before.has(ts)));
}

async function connectMarie(): Promise<void> {
  const body = { name: 'client-tech', kubeconfig: world.prod.kubeconfig() };
  expect((await call(world.nox, 'POST', '/api/integrations/k8s', body, marie)).status).toBe(201);
  await vi.waitFor(
    async () => expect(await marieSays('monitor status')).toMatch(/client-tech +surveillé/),
    soon,
  );
}

test('one cluster, two tenants: alerts, numbers, silences and an end of their own', async () => {
  await world.connect('prod', world.prod);
  await world.watched('prod');
  breakJob('before-marie');
  await alertTo('U0ADA', 'before-marie');
  await connectMarie();
  // What TechCorp was told as an alert was there before Marie came.
  await vi.waitFor(() => expect(JSON.stringify(seenBy('U0MARIE'))).toMatch(/before-marie/), soon);
  expect(toldTo('U0MARIE', 'before-marie')).toHaveLength(0);
  for (const name of ['between-1', 'between-2']) breakJob(name);
  await alertTo('U0ADA', 'between-2');
  await alertTo('U0MARIE', 'between-2');

  breakJob('import');
  const [ada, mar] = [await alertTo('U0ADA', 'import'), await alertTo('U0MARIE', 'import')];
  expect(ada.text).toMatch(/sur prod/);
  expect(mar.text).toMatch(/sur client-tech/);
  const [adas, maries] = [numberIn(ada), numberIn(mar)];
  expect(await world.say(`incident take ${adas}`)).toMatch(/s’occupe de l’incident/);
  expect(await world.say(`incident silence ${adas} 1h`)).toMatch(/se tait/);
  expect(await world.say('silences')).toMatch(/import/);
  expect(await marieSays('silences')).not.toMatch(/import/);
  expect(await marieSays(`incident ${maries}`)).not.toMatch(/ada/i);
  expect(await marieSays('incidents')).toMatch(/import.*client-tech|client-tech.*import/);
  expect(JSON.stringify(await alertTo('U0MARIE', 'import'))).not.toMatch(/Pris en charge/);

  expect(await marieSays(`incident resolve ${maries}`)).toMatch(/déclaré résolu/);
  await vi.waitFor(async () => expect((await alertTo('U0MARIE', 'import')).text).toMatch(/✅ Résolu/), soon);
  expect((await alertTo('U0ADA', 'import')).text).not.toMatch(/✅/);
});

test('one lets go of the cluster, and the other goes on being told', async () => {
  const { body } = await call(world.nox, 'GET', '/api/integrations', undefined, world.token);
  const [own] = (body['integrations'] as { id: number; type: string }[]).filter(({ type }) => type === 'k8s');
  expect(
    (await call(world.nox, 'DELETE', `/api/integrations/${own?.id}`, undefined, world.token)).status,
  ).toBeLessThan(300);
  expect(await world.say('monitor status')).not.toMatch(/surveillé/);
  breakJob('after-techcorp');
  await alertTo('U0MARIE', 'after-techcorp');
  expect(JSON.stringify(seenBy('U0ADA'))).not.toMatch(/after-techcorp/);
  expect(await marieSays('monitor status')).toMatch(/client-tech +surveillé/);
});
