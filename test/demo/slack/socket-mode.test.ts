import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNox } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';
import { credentials, startWorld } from './world.ts';
import type { SlackWorld } from './world.ts';

/** NOX over Socket Mode: nothing is sent to its address, everything comes through its connection. */
const appToken = 'xapp-1-A1-123-abc';
let world: SlackWorld;
let nox: TestNox;

beforeAll(async () => {
  world = await startWorld({ appToken });
  nox = await startNox({
    SLACK_CLIENT_ID: credentials.clientId,
    SLACK_CLIENT_SECRET: credentials.clientSecret,
    SLACK_SIGNING_SECRET: credentials.signingSecret,
    SLACK_API_URL: world.slack.apiUrl,
    SLACK_APP_TOKEN: appToken,
  });
  const begun = await fetch(`${nox.app.url}/slack/install?type=enterprise`, { redirect: 'manual' });
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const back = new URL(
    world.slack.approve(begun.headers.get('location') ?? '', { userId: 'UADA', teamId: 'T1' }),
  );
  const done = await fetch(`${nox.app.url}${back.pathname}${back.search}`, { headers: { cookie } });
  expect(done.status).toBe(200);
});
afterAll(async () => {
  await nox?.close();
  await world?.close();
});

test('commands, mentions and reconnections go through the socket', async () => {
  const { slack } = world;
  const place = { userId: 'UADA', channelId: 'C1' };
  expect(slack.socket.count()).toBe(1);
  await slack.slash(place, 'status');
  expect(slack.visible('UADA', 'C1').at(-1)?.text).toMatch(/Un/);

  slack.inviteApp('C1');
  await slack.speak(place, `<@${slack.botOf('T1')}> status`);
  await slack.until(() => slack.visible('UADA', 'C1').find((each) => each.threadTs));

  slack.socket.refresh();
  await expect
    .poll(() => slack.requests.filter((each) => each.method === 'apps.connections.open').length, {
      timeout: 20_000,
    })
    .toBe(2);
  await expect.poll(async () => (await slack.slash(place, 'status')).status, { timeout: 20_000 }).toBe(200);
});
