import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call, startNox } from './support/nox.ts';
import type { TestNox } from './support/nox.ts';
import { send, startSlack } from './support/slack.ts';
import type { SmallSlack } from './support/slack.ts';

const secret = 'a-signing-secret';
const form = 'application/x-www-form-urlencoded';
let nox: TestNox;
let slack: SmallSlack;

beforeAll(async () => {
  slack = await startSlack([
    {
      teamId: 'TCORP',
      name: 'techcorp',
      token: 'xoxb-corp',
      people: { UADA: 'Ada', UDEV: 'Dev', UOUT: '~Outsider' },
    },
    { teamId: 'TMARIE', name: 'marie', token: 'xoxb-marie', people: { UMARIE: 'Marie', UCLIENT: 'Client' } },
  ]);
  const env = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
  };
  nox = await startNox(env);
});
afterAll(async () => {
  await nox?.close();
  await slack?.close();
});

async function install(type: string, code: string, token?: string) {
  const begun = await fetch(`${nox.app.url}/slack/install?type=${type}`, {
    redirect: 'manual',
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const finish = (withCookie: string) =>
    fetch(`${nox.app.url}/slack/oauth_redirect?code=${code}&state=${state}`, {
      headers: { cookie: withCookie },
    });
  return { finish, cookie };
}

function slash(teamId: string, userId: string, text: string, change = {}) {
  const fields = {
    command: '/nox',
    team_id: teamId,
    user_id: userId,
    channel_id: 'C1',
    text,
    is_enterprise_install: 'false',
    response_url: slack.apiUrl.replace('/api/', '/respond/1'),
  };
  return send(nox.app.url, secret, new URLSearchParams(fields).toString(), form, change);
}

test('installing brings a newcomer aboard; the state works once and in the browser that began it', async () => {
  const elsewhere = await install('enterprise', 'TCORP');
  expect((await elsewhere.finish('nox_install=another')).status).toBe(400);
  const { finish, cookie } = await install('enterprise', 'TCORP');
  expect((await finish(cookie)).status).toBe(200);
  expect((await finish(cookie)).status).toBe(400);
  const marie = await install('freelance', 'TMARIE');
  expect((await marie.finish(marie.cookie)).status).toBe(200);
});

test('each person is served in their own tenant, with their own role', async () => {
  expect((await slash('TCORP', 'UADA', 'status')).text).toMatch(/techcorp.*admin/s);
  expect((await slash('TCORP', 'UDEV', 'status')).text).toMatch(/techcorp.*developer/s);
  const marie = (await slash('TMARIE', 'UMARIE', 'status')).text;
  expect(marie).toMatch(/Marie.*freelance/s);
  expect(marie).not.toContain('techcorp');
});

test('strangers, uninvited people and unknown teams get a private sentence and nothing else', async () => {
  for (const [team, user, words] of [
    ['TCORP', 'UOUT', /organisation that installed/],
    ['TMARIE', 'UCLIENT', /Ask Marie|Demandez à Marie/],
    ['TNOBODY', 'UADA', /pas \(ou plus\) installé/],
  ] as const) {
    const { status, text } = await slash(team, user, 'status');
    expect(status).toBe(200);
    expect(text).toMatch(words);
    expect(JSON.parse(text)).toMatchObject({ response_type: 'ephemeral' });
  }
});

test('permission, typos and bad words are answered in a sentence', async () => {
  expect((await slash('TCORP', 'UDEV', 'users')).text).toMatch(/needs the role admin/);
  expect((await slash('TCORP', 'UADA', 'statis')).text).toMatch(/Did you mean “status”/);
  expect((await slash('TCORP', 'UADA', 'role')).text).toMatch(/is missing\. Usage: role/);
  expect((await slash('TCORP', 'UADA', 'github repos')).text).toMatch(/not connected/);
  expect((await slash('TCORP', 'UADA', 'role <@UADA> viewer')).text).toMatch(/last administrator/);
  expect((await slash('TCORP', 'UADA', 'audit 5')).text).toMatch(/chain of the log is whole/);
});

test('an invited client is served as viewer', async () => {
  expect((await slash('TMARIE', 'UMARIE', 'invite <@UCLIENT>')).text).toMatch(/viewer|lecteur/);
  expect((await slash('TMARIE', 'UCLIENT', 'status')).status).toBe(200);
  expect((await slash('TMARIE', 'UCLIENT', 'users')).text).toMatch(/freelance/);
});

test('a wrong signature and an old timestamp are refused', async () => {
  expect((await slash('TCORP', 'UADA', 'status', { signature: 'v0=00' })).status).toBe(401);
  expect((await slash('TCORP', 'UADA', 'status', { at: Math.floor(Date.now() / 1000) - 600 })).status).toBe(
    401,
  );
});

test('a mention is answered once in its thread, however often Slack repeats it', async () => {
  const event = {
    type: 'app_mention',
    user: 'UADA',
    team: 'TCORP',
    text: '<@UBOT> status',
    channel: 'C1',
    ts: '5.5',
  };
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: 'TCORP',
    event_id: `Ev${randomUUID()}`,
    event_time: 1,
    authorizations: [{ team_id: 'TCORP', enterprise_id: null, is_enterprise_install: false }],
    event,
  });
  for (let i = 0; i < 3; i++)
    expect((await send(nox.app.url, secret, body, 'application/json')).status).toBe(200);
  const answers = () =>
    slack.calls.filter((each) => each.method.startsWith('chat.post') && each.body.includes('thread_ts'));
  await vi.waitFor(() => expect(answers().length).toBe(1), { timeout: 10_000 });
  expect(answers()[0]?.body).toContain('thread_ts=5.5');
  expect(answers()[0]?.token).toBe('xoxb-corp');
});

test('a team that belongs to another tenant is refused, the first never notices, and nothing secret was logged', async () => {
  const space = { name: 'Rival', email: 'rival@rival.fr', password: 'correct horse battery' };
  const { body } = await call(nox, 'POST', '/api/freelance/onboard', space);
  const claim = await install('freelance', 'TCORP', String(body.token));
  const refused = await claim.finish(claim.cookie);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toMatch(/another NOX space|autre espace NOX/);
  expect((await slash('TCORP', 'UADA', 'status')).text).toMatch(/techcorp/);
  expect(nox.logged.join('')).not.toMatch(/xoxb-|a-signing-secret/);
});
