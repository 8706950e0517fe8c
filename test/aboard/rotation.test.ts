import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestNox } from '../support/nox.ts';
import { startGround } from './ground-world.ts';
import type { Ground } from './ground-world.ts';
import { install, slash } from './world.ts';
import type { AboardWorld } from './world.ts';

/** Token rotation with two NOX on one database: one refresh at a time, over processes too. */
const hour = 3_600_000;
let ground: Ground;
let one: TestNox;
let two: TestNox;
let world: AboardWorld;
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };

beforeAll(async () => {
  ground = await startGround({ rotation: true });
  two = await ground.startHere({ clock });
  one = await ground.startHere({ clock });
  world = { nox: one, slack: ground.slack, close: async () => {} };
  await install(world, 'type=enterprise', { userId: 'U0ADA', teamId: 'T0PLAT' });
  ground.slack.inviteApp('C0PLAT');
  await slash(world, 'U0ADA', 'C0PLAT', 'status');
});
afterAll(async () => {
  await one?.close();
  await two?.close();
  await ground?.close();
});

const refreshes = () =>
  ground.slack.requests.filter(({ method, args }) => method === 'oauth.v2.access' && args.grant_type).length;

async function mentionAtBoth(): Promise<void> {
  const bot = ground.slack.botOf('T0PLAT');
  const sent = [];
  for (const nox of [one, two, one, two, one, two]) {
    ground.slack.connectApp(nox.app.url);
    sent.push(ground.slack.speak({ userId: 'U0ADA', channelId: 'C0PLAT' }, `<@${bot}> status`));
  }
  await Promise.all(sent);
  await Promise.all([one.app.settled(), two.app.settled()]);
  ground.slack.connectApp(one.app.url);
}

const answers = () =>
  ground.slack.visible('U0ADA', 'C0PLAT').filter((each) => /vous y êtes/.test(each.text)).length;

test('a token that has two hours left is refreshed once, for all events and both processes', async () => {
  await mentionAtBoth();
  expect(refreshes()).toBe(0);
  const before = answers();
  ahead = 11 * hour;
  await mentionAtBoth();
  expect([refreshes(), answers() - before]).toEqual([1, 6]);
  await mentionAtBoth();
  expect(refreshes()).toBe(1);
});

test('a refresh that fails leaves the token in use, is told to the operator, and is tried again', async () => {
  ahead = 22 * hour;
  ground.slack.failNext('oauth.v2.access', 'internal_error', 1);
  const before = answers();
  const bot = ground.slack.botOf('T0PLAT');
  await ground.slack.speak({ userId: 'U0ADA', channelId: 'C0PLAT' }, `<@${bot}> status`);
  await one.app.settled();
  expect(one.logged.join('')).toMatch(/a Slack token could not be refreshed/);
  expect([answers() - before, refreshes()]).toEqual([1, 2]);
  await mentionAtBoth();
  expect([answers() - before, refreshes()]).toEqual([7, 3]);
  expect([...one.logged, ...two.logged].join('')).not.toMatch(/xox[a-z]/);
});
