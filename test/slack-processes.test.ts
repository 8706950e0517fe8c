import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { startNox } from './support/nox.ts';
import type { TestNox } from './support/nox.ts';
import { send, startSlack } from './support/slack.ts';
import type { SmallSlack } from './support/slack.ts';

const secret = 'a-signing-secret';
const form = 'application/x-www-form-urlencoded';
let nox: TestNox;
let other: App;
let slack: SmallSlack;

beforeAll(async () => {
  slack = await startSlack([
    { teamId: 'TCORP', name: 'techcorp', token: 'xoxb-corp', people: { UADA: 'Ada', UDEV: 'Dev' } },
  ]);
  const env = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
  };
  nox = await startNox(env);
  const masterKey = Buffer.alloc(32, 7).toString('base64');
  const config = readConfig({ PORT: '0', ...env });
  other = await startApp({ ...config, databaseUrl: nox.databaseUrl, masterKey }, createLogger('silent'));
});
afterAll(async () => {
  await other?.close();
  await nox?.close();
  await slack?.close();
});

async function install(type: string): Promise<number> {
  const begun = await fetch(`${nox.app.url}/slack/install?type=${type}`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const back = `${nox.app.url}/slack/oauth_redirect?code=TCORP&state=${state}`;
  return (await fetch(back, { headers: { cookie } })).status;
}

async function say(app: App, userId: string, text: string): Promise<string> {
  const fields = { command: '/nox', team_id: 'TCORP', user_id: userId, channel_id: 'C1', text };
  return (await send(app.url, secret, new URLSearchParams(fields).toString(), form)).text;
}

async function uninstall(app: App): Promise<void> {
  const event_time = Math.floor(Date.now() / 1000) + 120;
  const body = {
    type: 'event_callback',
    event_id: `Ev${event_time}`,
    event_time,
    team_id: 'TCORP',
    event: { type: 'app_uninstalled' },
  };
  await send(app.url, secret, JSON.stringify(body), 'application/json');
  await app.settled();
}

test('what one process changes counts at once in another that has served the same people', async () => {
  expect(await install('enterprise')).toBe(200);
  for (const app of [nox.app, other]) {
    expect(await say(app, 'UADA', 'status')).toMatch(/techcorp.*admin/s);
    expect(await say(app, 'UDEV', 'status')).toMatch(/techcorp.*developer/s);
  }
  await say(nox.app, 'UADA', 'role <@UDEV> viewer');
  expect(await say(other, 'UDEV', 'status')).toMatch(/techcorp.*viewer/s);
});

test('an uninstall in one process ends service in the other, and the next installer is another tenant there', async () => {
  await uninstall(nox.app);
  expect(await say(other, 'UADA', 'status')).toContain('/slack/install');
  expect(await install('freelance')).toBe(200);
  const answer = await say(other, 'UADA', 'status');
  expect(answer).toContain('freelance');
  expect(answer).not.toContain('techcorp');
});
