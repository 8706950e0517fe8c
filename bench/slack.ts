import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One workspace of the small Slack below. */
export interface Workspace {
  readonly teamId: string;
  readonly name: string;
  readonly token: string;
  /** Slack user id → name. */
  readonly people: Readonly<Record<string, string>>;
}

export interface SmallSlack {
  readonly apiUrl: string;
  /** Every call of the Web API and every answer at a response_url, in order. */
  readonly calls: { readonly method: string; readonly token: string; readonly body: string }[];
  close(): Promise<void>;
}

/**
 * As much of Slack's Web API as measuring needs: OAuth by code (the code is the team's id), `auth.test`, `users.info`,
 * and everything else answered `ok` and kept. The simulated Slack of the demo refuses what Slack refuses and keeps what
 * people see; here it would be measured with NOX.
 */
export async function startSlack(workspaces: readonly Workspace[]): Promise<SmallSlack> {
  const calls: { method: string; token: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const method = (request.url ?? '').split('?')[0]?.replace('/api/', '') ?? '';
    const form = new URLSearchParams(body);
    const token = (request.headers.authorization ?? '').replace('Bearer ', '') || (form.get('token') ?? '');
    calls.push({ method, token, body });
    const workspace = workspaces.find((each) => each.token === token);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(method, form, workspace)));
  });

  function answer(method: string, form: URLSearchParams, workspace: Workspace | undefined): unknown {
    if (method === 'oauth.v2.access') {
      const of = workspaces.find((each) => each.teamId === form.get('code'));
      if (!of) return { ok: false, error: 'invalid_code' };
      const installer = Object.keys(of.people)[0];
      return {
        ok: true,
        access_token: of.token,
        scope: 'commands',
        bot_user_id: 'UBOT',
        app_id: 'A1',
        team: { id: of.teamId, name: of.name },
        is_enterprise_install: false,
        authed_user: { id: installer },
      };
    }
    if (method.startsWith('/respond')) return { ok: true };
    if (!workspace) return { ok: false, error: 'invalid_auth' };
    if (method === 'auth.test')
      return {
        ok: true,
        team_id: workspace.teamId,
        team: workspace.name,
        user_id: 'UBOT',
        url: `https://${workspace.name}.slack.com/`,
      };
    if (method === 'users.info') {
      const id = form.get('user') ?? '';
      const name = workspace.people[id];
      if (!name) return { ok: false, error: 'user_not_found' };
      return {
        ok: true,
        user: {
          id,
          team_id: workspace.teamId,
          name,
          real_name: name,
          is_stranger: false,
          locale: 'en-GB',
          tz: 'Europe/London',
        },
      };
    }
    return { ok: true, ts: '1.1', channel: { id: form.get('channel') } };
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}
