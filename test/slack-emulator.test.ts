import { randomUUID } from 'node:crypto';
import { createEmulator } from 'emulate';
import type { Emulator } from 'emulate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startNox } from './support/nox.ts';
import type { TestNox } from './support/nox.ts';
import { send } from './support/signed.ts';

/** NOX against an independent emulator of Slack: from the install page to an answer in a channel. */
const secret = 'a-signing-secret';
const readerScopes = [
  'team:read',
  'channels:read',
  'channels:history',
  'im:history',
  'im:write',
  'users:read',
  'chat:write',
];
let nox: TestNox;
let slack: Emulator;

beforeAll(async () => {
  slack = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        signing_secret: secret,
        strict_scopes: true,
        team: { name: 'TechCorp', domain: 'techcorp' },
        users: [{ name: 'ada', real_name: 'Ada', email: 'ada@techcorp.fr', is_admin: true }],
        channels: [{ name: 'ops' }],
        tokens: [{ token: 'xoxp-reader', user: 'ada', scopes: [...readerScopes] }],
      },
    },
  });
  nox = await startNox({
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: `${slack.url}/api/`,
  });
});
afterAll(async () => {
  await nox?.close();
  await slack?.close();
});

/** What a person's own token sees. */
async function read(method: string, body: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${slack.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxp-reader' },
    body: new URLSearchParams(body),
  });
  return (await response.json()) as Readonly<Record<string, unknown>>;
}

/** An event of Slack, signed. */
async function said(teamId: string, event: Readonly<Record<string, string>>): Promise<void> {
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: teamId,
    event_id: `Ev${randomUUID()}`,
    event_time: 1,
    authorizations: [{ team_id: teamId, enterprise_id: null, is_enterprise_install: false }],
    event: { team: teamId, ...event },
  });
  expect((await send(nox.app.url, secret, body, 'application/json')).status).toBe(200);
}

test('installs by the pages of Slack, and answers a command, a mention and a direct message', async () => {
  const begun = await fetch(`${nox.app.url}/slack/install?type=enterprise`, { redirect: 'manual' });
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const authorize = new URL(begun.headers.get('location') ?? '');
  const page = await (await fetch(authorize)).text();
  const installer = /name="user_id" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const fields = ['redirect_uri', 'scope', 'state', 'client_id'].map((name): [string, string] => [
    name,
    authorize.searchParams.get(name) ?? '',
  ]);
  const approved = await fetch(new URL('/oauth/v2/authorize/callback', authorize), {
    method: 'POST',
    body: new URLSearchParams([['user_id', installer], ...fields]),
    redirect: 'manual',
  });
  const back = new URL(approved.headers.get('location') ?? '');
  const done = await fetch(new URL(`${back.pathname}${back.search}`, nox.app.url), { headers: { cookie } });
  expect([done.status, await done.text()]).toEqual([200, expect.stringMatching(/NOX est installé/)]);

  const team = ((await read('team.info')).team as { id: string }).id;
  const channels = (await read('conversations.list')).channels as { id: string; name: string }[];
  const ops = channels.find(({ name }) => name === 'ops')?.id ?? '';
  const people = (await read('users.list')).members as { id: string; name: string }[];
  const ada = people.find(({ name }) => name === 'ada')?.id ?? '';

  const slash = async (userId: string) => {
    const form = { command: '/nox', team_id: team, user_id: userId, channel_id: ops, text: 'status' };
    const body = new URLSearchParams({ ...form, is_enterprise_install: 'false' }).toString();
    return (await send(nox.app.url, secret, body, 'application/x-www-form-urlencoded')).text;
  };
  expect(await slash(installer)).toMatch(/TechCorp/);
  expect(await slash(ada)).toMatch(/ada.*(developer|développ)/is);
  expect(await slash('U0NOBODY')).not.toMatch(/TechCorp/);

  const answered = async () =>
    JSON.stringify(await read('conversations.replies', { channel: ops, ts: asked }));
  const posted = await read('chat.postMessage', { channel: ops, text: '<@UBOT> help' });
  const asked = String(posted.ts);
  await said(team, { type: 'app_mention', user: ada, text: '<@UBOT> help', channel: ops, ts: asked });
  await vi.waitFor(async () => expect(await answered()).toMatch(/Voici ce que vous pouvez demander/), {
    timeout: 10_000,
  });

  const everyone = (await read('users.list')).members as { id: string; is_bot: boolean }[];
  const bot = everyone.find((one) => one.is_bot)?.id ?? '';
  const direct = ((await read('conversations.open', { users: bot })).channel as { id: string }).id;
  await said(team, {
    type: 'message',
    channel_type: 'im',
    user: ada,
    text: 'statut',
    channel: direct,
    ts: '7.7',
  });
  const history = async () => JSON.stringify(await read('conversations.history', { channel: direct }));
  await vi.waitFor(async () => expect(await history()).toMatch(/TechCorp/), { timeout: 10_000 });
});
