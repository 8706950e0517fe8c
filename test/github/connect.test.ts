import { createEmulator } from 'emulate';
import type { Emulator } from 'emulate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { send, startSlack } from '../support/slack.ts';
import type { SmallSlack } from '../support/slack.ts';

const secret = 'a-signing-secret';
let nox: TestNox;
let slack: SmallSlack;
let github: Emulator;

beforeAll(async () => {
  github = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: { ghp_ada1234567890: { login: 'ada', scopes: ['repo'] } },
      github: {
        users: [{ login: 'ada', name: 'Ada', email: 'ada@techcorp.fr' }],
        repos: [
          { owner: 'ada', name: 'payments-api', description: 'Paiements' },
          { owner: 'ada', name: 'web', description: 'Site' },
        ],
      },
    },
  });
  slack = await startSlack([
    { teamId: 'TCORP', name: 'techcorp', token: 'xoxb-corp', people: { UADA: 'Ada', UOTHER: 'Otto' } },
  ]);
  const env = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
  };
  nox = await startNox({ ...env, NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1,localhost' });
});
afterAll(async () => {
  await nox?.close();
  await slack?.close();
  await github?.close();
});

async function say(text: string): Promise<string> {
  const body = new URLSearchParams({
    command: '/nox',
    team_id: 'TCORP',
    user_id: 'UADA',
    channel_id: 'C1',
    text,
    is_enterprise_install: 'false',
    response_url: slack.apiUrl.replace('/api/', '/respond/1'),
  });
  return (await send(nox.app.url, secret, body.toString(), 'application/x-www-form-urlencoded')).text;
}

/** Clicks a button, and waits until something said at the response_url or in the channel fits `expected`. */
async function click(userId: string, value: string, expected: RegExp): Promise<void> {
  const answers = () =>
    slack.calls
      .filter((each) => each.method.startsWith('/respond') || each.method === 'chat.postMessage')
      .map((each) => decodeURIComponent(each.body));
  const before = answers().length;
  const payload = JSON.stringify({
    type: 'block_actions',
    team: { id: 'TCORP' },
    user: { id: userId, team_id: 'TCORP' },
    is_enterprise_install: false,
    channel: { id: 'C1' },
    container: { type: 'message' },
    response_url: slack.apiUrl.replace('/api/', '/respond/2'),
    actions: [{ type: 'button', action_id: 'nox:act:0', block_id: 'b', value }],
  });
  const body = new URLSearchParams({ payload }).toString();
  expect((await send(nox.app.url, secret, body, 'application/x-www-form-urlencoded')).status).toBe(200);
  await vi.waitFor(() => expect(answers().slice(before).join('\n')).toMatch(expected), { timeout: 10_000 });
}

test('an admin connects GitHub once, and the members of the workspace work with it', async () => {
  const space = { name: 'TechCorp', email: 'ada@techcorp.fr', password: 'correct horse battery' };
  const token = String((await call(nox, 'POST', '/api/enterprise/onboard', space)).body.token);
  const begun = await fetch(`${nox.app.url}/slack/install`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}` },
  });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect(
    (await fetch(`${nox.app.url}/slack/oauth_redirect?code=TCORP&state=${state}`, { headers: { cookie } }))
      .status,
  ).toBe(200);

  const connected = await call(
    nox,
    'POST',
    '/api/integrations/github',
    { token: 'ghp_ada1234567890', baseUrl: github.url },
    token,
  );
  expect([connected.status, connected.body.name]).toEqual([201, 'ada']);
  expect(connected.text).not.toContain('ghp_ada');
  const second = await call(
    nox,
    'POST',
    '/api/integrations/github',
    { name: 'two', token: 'ghp_ada1234567890', baseUrl: github.url },
    token,
  );
  expect(second.status).toBe(409);

  expect(await say('github repos')).toMatch(/payments-api/);
  const asked = await say('issues');
  const value = /"action_id":"nox:act:0","value":"([^"]+)"/.exec(asked)?.[1] ?? '';
  await click('UOTHER', value, /déjà servi|already used/);
  await click('UADA', value, /ada\/(payments-api|web)/);
  await click('UADA', value, /already used|déjà servi/);
  expect(await say('issues payments-api')).toMatch(/ada\/payments-api/);
  expect(await say('issues payment-api')).toMatch(/payments-api/);
  expect(await say('status')).toMatch(/GitHub.*ada/s);

  const elsewhere = String(
    (await call(nox, 'POST', '/api/freelance/onboard', { ...space, email: 'm@m.fr' })).body.token,
  );
  const foreign = await call(nox, 'DELETE', `/api/integrations/${connected.body.id}`, undefined, elsewhere);
  expect(foreign.status).toBe(404);
  expect((await call(nox, 'DELETE', `/api/integrations/${connected.body.id}`, undefined, token)).status).toBe(
    204,
  );
  expect(await say('github repos')).toMatch(/not connected|pas encore connecté/);
  expect(nox.logged.join('')).not.toContain('ghp_ada');
});
