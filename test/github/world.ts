import { createEmulator } from 'emulate';
import type { Emulator } from 'emulate';
import { expect, vi } from 'vitest';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { send, startSlack } from '../support/slack.ts';
import type { SmallSlack } from '../support/slack.ts';

const secret = 'a-signing-secret';
const form = 'application/x-www-form-urlencoded';

export interface GithubWorld {
  readonly nox: TestNox;
  readonly slack: SmallSlack;
  /** Stateful and independent: its repositories are ada/payments-api, ada/web and bob/web. */
  readonly github: Emulator;
  /** Asks the emulated GitHub itself, as `ada` or another. */
  api(method: string, path: string, body?: unknown, login?: string): Promise<Record<string, unknown>>;
  /** `/nox <text>`; gives everything that was answered. */
  say(userId: string, text: string): Promise<string>;
  /** Presses the button of that label in an answer; gives the answer to it. */
  press(userId: string, answer: string, label: RegExp): Promise<string>;
  /**
   * Lets roles do, in a place (`github:owner/name`, `k8s:id`, or everywhere: empty), what is named (`developer/github:read`)
   * and no more.
   */
  allowOnly(scope: string, may: readonly string[]): Promise<void>;
  /** Opens the web for a person by the link of `/nox signin`; what their session says that they may. */
  permissionsOf(userId: string): Promise<Record<string, boolean>>;
  /** Connects a cluster; its number. */
  connectCluster(name: string, kubeconfig: string): Promise<number>;
  /** Connects a GitHub to the tenant of the workspace. */
  connectGithub(connection: { name: string; token: string; baseUrl: string }): Promise<number>;
  close(): Promise<void>;
}

/** A NOX whose one Slack workspace belongs to a tenant of the given type; UADA installed it. */
export async function startWorld(type: 'enterprise' | 'freelance'): Promise<GithubWorld> {
  const github = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: {
        ghp_ada1234567890: { login: 'ada', scopes: ['repo'] },
        ghp_bob1234567890: { login: 'bob', scopes: ['repo'] },
      },
      github: {
        users: [{ login: 'ada', name: 'Ada' }, { login: 'bob' }],
        repos: [
          { owner: 'ada', name: 'payments-api', description: 'Paiements' },
          { owner: 'ada', name: 'web', description: 'Site' },
        ],
      },
    },
  });
  const people = { UADA: 'Ada', UDEV: 'Devi', UVIEW: 'Vic' };
  const slack = await startSlack([{ teamId: 'TCORP', name: 'techcorp', token: 'xoxb-corp', people }]);
  const nox = await startNox({
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
    NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1,localhost',
  });
  const space = { name: 'TechCorp', email: 'ada@techcorp.fr', password: 'correct horse battery' };
  const session = String((await call(nox, 'POST', `/api/${type}/onboard`, space)).body.token);
  const begun = await fetch(`${nox.app.url}/slack/install`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${session}` },
  });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const back = `${nox.app.url}/slack/oauth_redirect?code=TCORP&state=${state}`;
  expect((await fetch(back, { headers: { cookie } })).status).toBe(200);

  let asked = 0;
  const respondUrl = (path: string) => slack.apiUrl.replace('/api/', path);
  const answersTo = (path: string) =>
    slack.calls.filter((each) => each.method === path).map((each) => each.body);

  async function say(userId: string, text: string): Promise<string> {
    const path = `/respond/${++asked}`;
    const fields = { command: '/nox', team_id: 'TCORP', user_id: userId, channel_id: 'C1', text };
    const body = new URLSearchParams({
      ...fields,
      is_enterprise_install: 'false',
      response_url: respondUrl(path),
    });
    const answer = await send(nox.app.url, secret, body.toString(), form);
    expect(answer.status).toBe(200);
    if (!answer.text.includes('"blocks"'))
      await vi.waitFor(() => expect(answersTo(path).length).toBeGreaterThan(0), { timeout: 15_000 });
    return readable(answer.text + answersTo(path).join('\n'));
  }

  async function press(userId: string, answer: string, label: RegExp): Promise<string> {
    const buttons = [
      ...answer.matchAll(/"text":"([^"]*)"[^{}]*\}[^{}]*?"action_id":"([^"]+)","value":"([^"]+)"/g),
    ];
    const button = buttons.find((each) => label.test(each[1] ?? ''));
    if (!button) throw new Error(`no button ${label} in ${answer}`);
    const path = `/respond/${++asked}`;
    const before = slack.calls.length;
    const payload = JSON.stringify({
      type: 'block_actions',
      team: { id: 'TCORP' },
      user: { id: userId, team_id: 'TCORP' },
      is_enterprise_install: false,
      channel: { id: 'C1' },
      container: { type: 'message' },
      response_url: respondUrl(path),
      actions: [{ type: 'button', action_id: button[2], block_id: 'b', value: button[3] }],
    });
    const body = new URLSearchParams({ payload }).toString();
    expect((await send(nox.app.url, secret, body, form)).status).toBe(200);
    // The question is first replaced by a mere tick.
    const said = () =>
      slack.calls
        .slice(before)
        .filter(({ method }) => method === path || method === 'chat.postMessage')
        .filter((each) => !each.body.startsWith('{"text":"✓"'));
    await vi.waitFor(() => expect(said().length).toBeGreaterThan(0), { timeout: 15_000 });
    return readable(
      said()
        .map((each) =>
          each.body.startsWith('{') ? each.body : decodeURIComponent(each.body.replaceAll('+', ' ')),
        )
        .join('\n'),
    );
  }

  return {
    nox,
    slack,
    github,
    say,
    press,
    async api(method, path, body, login = 'ada') {
      const response = await fetch(`${github.url}${path}`, {
        method,
        headers: { authorization: `Bearer ghp_${login}1234567890`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return (text ? JSON.parse(text) : {}) as Record<string, unknown>;
    },
    async allowOnly(scope, may) {
      const answer = await fetch(`${nox.app.url}/people/permissions`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: `__Host-nox=${session}`, origin: 'http://localhost:0' },
        body: new URLSearchParams([['scope', scope], ...may.map((each): [string, string] => ['may', each])]),
      });
      expect(answer.status).toBe(303);
    },
    async permissionsOf(userId) {
      const [link = ''] = /http:[^\s"|\\<>]+\/slack\/signin\/[\w-]+/.exec(await say(userId, 'signin')) ?? [];
      const { pathname } = new URL(link);
      const opened = await fetch(nox.app.url + pathname, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: 'http://localhost:0' },
      });
      const [, payload = ''] =
        /__Host-nox=[^.;]+\.([^.;]+)\./.exec(opened.headers.get('set-cookie') ?? '') ?? [];
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
        permissions: Record<string, boolean>;
      };
      return claims.permissions;
    },
    async connectCluster(name, kubeconfig) {
      const { status, body } = await call(
        nox,
        'POST',
        '/api/integrations/k8s',
        { name, kubeconfig },
        session,
      );
      expect(status).toBe(201);
      return Number(body.id);
    },
    async connectGithub(connection) {
      const { status } = await call(nox, 'POST', '/api/integrations/github', connection, session);
      return status;
    },
    async close() {
      await nox.close();
      await slack.close();
      await github.close();
    },
  };
}

/** JSON's own escapes made readable. */
function readable(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('&amp;', '&');
}
