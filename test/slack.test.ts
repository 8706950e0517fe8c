import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call, startNox } from './support/nox.ts';
import type { TestNox } from './support/nox.ts';
import { send } from './support/signed.ts';
import { startWorkspaces } from './support/workspaces.ts';
import type { Workspaces } from './support/workspaces.ts';

const secret = 'a-signing-secret';
const form = 'application/x-www-form-urlencoded';
let nox: TestNox;
let workspaces: Workspaces;

beforeAll(async () => {
  workspaces = await startWorkspaces([
    { teamId: 'TCORP', name: 'techcorp', people: { UADA: 'Ada', UDEV: 'Dev' } },
    { teamId: 'TMARIE', name: 'marie', people: { UMARIE: 'Marie', UCLIENT: 'Client' } },
    { teamId: 'TOTHER', name: 'elsewhere', people: { UOUT: 'Outsider' } },
  ]);
  const shared = { teamId: 'TCORP', sharedWith: ['TOTHER'], members: ['UADA', 'UOUT'] };
  workspaces.slack.addChannel({ id: 'CSHARED', name: 'shared', ...shared });
  nox = await startNox(workspaces.env);
});
afterAll(async () => {
  await nox?.close();
  await workspaces?.close();
});

/** Begins an install as the person's browser does, and has them allow it; the page they are sent back to, by any browser. */
async function install(query: string, userId: string, teamId: string, token?: string) {
  const begun = await fetch(`${nox.app.url}/slack/install${query}`, {
    redirect: 'manual',
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const back = new URL(workspaces.slack.approve(begun.headers.get('location') ?? '', { userId, teamId }));
  const finish = (withCookie: string) =>
    fetch(`${nox.app.url}${back.pathname}${back.search}`, { headers: { cookie: withCookie } });
  return { finish, cookie };
}

function slash(teamId: string, userId: string, text: string, change = {}) {
  const fields = {
    command: '/nox',
    team_id: teamId,
    user_id: userId,
    channel_id: 'CCORP',
    text,
    is_enterprise_install: 'false',
    response_url: `${workspaces.slack.url}/response/unknown`,
  };
  return send(nox.app.url, secret, new URLSearchParams(fields).toString(), form, change);
}

test('installing brings a newcomer aboard; the state works once and in the browser that began it', async () => {
  const elsewhere = await install('?type=enterprise', 'UADA', 'TCORP');
  expect((await elsewhere.finish('nox_install=another')).status).toBe(400);
  const { finish, cookie } = await install('?type=enterprise', 'UADA', 'TCORP');
  expect((await finish(cookie)).status).toBe(200);
  expect((await finish(cookie)).status).toBe(400);
  const marie = await install('?type=freelance', 'UMARIE', 'TMARIE');
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
  expect((await slash('TMARIE', 'UCLIENT', 'users')).text).toMatch(
    /the person who runs this space|la personne qui tient cet espace/,
  );
});

test('a wrong signature and an old timestamp are refused', async () => {
  expect((await slash('TCORP', 'UADA', 'status', { signature: 'v0=00' })).status).toBe(401);
  expect((await slash('TCORP', 'UADA', 'status', { at: Math.floor(Date.now() / 1000) - 600 })).status).toBe(
    401,
  );
});

test('a mention is answered once in its thread, however often Slack repeats it', async () => {
  const { slack } = workspaces;
  slack.inviteApp('CCORP');
  const text = `<@${slack.botOf('TCORP')}> status`;
  await slack.speak({ userId: 'UADA', channelId: 'CCORP' }, 'status');
  const ts = slack.visible('UADA', 'CCORP').at(-1)?.ts;
  const event = { type: 'app_mention', user: 'UADA', team: 'TCORP', text, channel: 'CCORP', ts };
  const payload = {
    type: 'event_callback',
    team_id: 'TCORP',
    event_id: `Ev${randomUUID()}`,
    event_time: 1,
    authorizations: [{ team_id: 'TCORP', enterprise_id: null, is_enterprise_install: false }],
    event,
  };
  for (let i = 0; i < 3; i++)
    expect((await send(nox.app.url, secret, JSON.stringify(payload), 'application/json')).status).toBe(200);
  const answers = () => slack.visible('UADA', 'CCORP').filter(({ threadTs }) => threadTs === ts);
  await vi.waitFor(() => expect(answers().length).toBe(1), { timeout: 10_000 });
  await nox.app.settled();
  expect(answers().map(({ userId }) => userId)).toEqual([slack.botOf('TCORP')]);
});

test('a team that belongs to another tenant is refused, the first never notices, and nothing secret was logged', async () => {
  const space = { name: 'Rival', email: 'rival@rival.fr', password: 'correct horse battery' };
  const { body } = await call(nox, 'POST', '/api/freelance/onboard', space);
  const claim = await install('', 'UADA', 'TCORP', String(body.token));
  const refused = await claim.finish(claim.cookie);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toMatch(/another NOX space|autre espace NOX/);
  expect((await slash('TCORP', 'UADA', 'status')).text).toMatch(/techcorp/);
  expect(nox.logged.join('')).not.toMatch(/xoxb-|a-signing-secret/);
});
