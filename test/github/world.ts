import { createEmulator } from 'emulate';
import type { Emulator } from 'emulate';
import { expect } from 'vitest';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { startWorkspaces } from '../support/workspaces.ts';

export interface GithubWorld {
  readonly nox: TestNox;
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
  const workspaces = await startWorkspaces([{ teamId: 'TCORP', name: 'techcorp', people }]);
  const nox = await startNox({ ...workspaces.env, NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1,localhost' });
  const space = { name: 'TechCorp', email: 'ada@techcorp.fr', password: 'correct horse battery' };
  const session = String((await call(nox, 'POST', `/api/${type}/onboard`, space)).body.token);
  expect((await workspaces.install(nox, 'TCORP', { token: session })).status).toBe(200);

  const say = async (userId: string, text: string) => readable(await workspaces.say(nox, userId, text));

  async function press(userId: string, answer: string, label: RegExp): Promise<string> {
    const buttons = [...answer.matchAll(/"text":"([^"]*)"[^{}]*\}[^{}]*?"value":"([^"]+)"/g)];
    const button = buttons.find((each) => label.test(each[1] ?? ''));
    if (!button) throw new Error(`no button ${label} in ${answer}`);
    return readable(await workspaces.click(nox, userId, button[2] ?? ''));
  }

  return {
    nox,
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
      await workspaces.close();
      await github.close();
    },
  };
}

/** JSON's own escapes made readable. */
function readable(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('&amp;', '&');
}
