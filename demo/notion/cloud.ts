import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConsentDoor } from '../oauth/door.ts';
import type { RegisteredApp } from '../oauth/door.ts';
import { bodyOf, parsed, sendHtml, sendJson } from '../oauth/http.ts';
import { consentPage, unknownAppPage } from '../oauth/page.ts';
import type { NotionWorkspace, SimulatedNotion } from './notion.ts';

/** What a person allowed: a workspace, and what they picked in it. */
interface Grant {
  readonly workspace: NotionWorkspace;
  readonly picked: ReadonlySet<string>;
}

/** The one address of Notion, with the consent page, in front of several workspaces. */
export interface SimulatedNotionCloud {
  readonly url: string;
  /** Where the app may have people sent back to. */
  register(redirectUri: string): void;
  /** Tokens that the app ended, oldest first. */
  readonly revoked: readonly string[];
  close(): Promise<void>;
}

export interface NotionCloudOptions {
  readonly app: RegisteredApp;
  readonly workspaces: readonly SimulatedNotion[];
  readonly now?: () => Date;
}

/**
 * Starts it on 127.0.0.1 over http: https://developers.notion.com/guides/get-started/authorization,
 * https://developers.notion.com/reference/create-a-token and https://developers.notion.com/reference/revoke-token.
 */
export async function startNotionCloud(options: NotionCloudOptions): Promise<SimulatedNotionCloud> {
  const { app, workspaces, now = () => new Date() } = options;
  const door = new ConsentDoor<Grant>(app, now);
  const revoked: string[] = [];

  function consent(method: string, query: URLSearchParams, form: URLSearchParams, response: ServerResponse) {
    const asked = query.get('owner') === 'user' ? door.read(query) : undefined;
    if (!asked) return sendHtml(response, 400, unknownAppPage('Notion'));
    if (method === 'POST') {
      const picked = new Set(form.getAll('page'));
      const chosen = workspaces.find(({ workspace }) => workspace.top.some(({ id }) => picked.has(id)));
      const allowed = form.get('decision') === 'allow' && chosen;
      const to = allowed ? door.allow(asked, { workspace: chosen.workspace, picked }) : door.refuse(asked);
      return void response.writeHead(302, { location: to }).end();
    }
    const ticks = workspaces.map(({ workspace }) => ({
      heading: workspace.name,
      name: 'page',
      boxes: workspace.top.map(({ id, title }) => ({ value: id, label: title })),
    }));
    const asks = ['Voir les pages choisies', 'Insérer et modifier du contenu', 'Voir les personnes'];
    sendHtml(response, 200, consentPage('Notion', asks, ticks));
  }

  function token(request: IncomingMessage, body: Record<string, unknown>, response: ServerResponse): void {
    if (!isApp(request)) return sendJson(response, 401, { error: 'invalid_client' });
    if (body['grant_type'] !== 'authorization_code')
      return sendJson(response, 400, { error: 'unsupported_grant_type' });
    const grant = door.redeem(body['code'], body['redirect_uri']);
    if (!grant) return sendJson(response, 400, { error: 'invalid_grant' });
    const { workspace, picked } = grant;
    const accessToken = secret('ntn_');
    workspace.admit(accessToken, picked);
    const { id, name, email } = workspace.owner ?? { id: randomUUID(), name: '', email: '' };
    sendJson(response, 200, {
      access_token: accessToken,
      token_type: 'bearer',
      refresh_token: secret('nrt_'),
      bot_id: workspace.botId,
      workspace_icon: null,
      workspace_name: workspace.name,
      workspace_id: workspace.id,
      owner: {
        type: 'user',
        user: { object: 'user', id, name, avatar_url: null, type: 'person', person: { email } },
      },
      duplicated_template_id: null,
      request_id: randomUUID(),
    });
  }

  function revoke(request: IncomingMessage, body: Record<string, unknown>, response: ServerResponse): void {
    if (!isApp(request)) return sendJson(response, 401, { error: 'invalid_client' });
    const ended = String(body['token']);
    for (const each of workspaces) each.revoke(ended);
    revoked.push(ended);
    sendJson(response, 200, { request_id: randomUUID() });
  }

  function isApp(request: IncomingMessage): boolean {
    const [, basic = ''] = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const [clientId, ...clientSecret] = Buffer.from(basic, 'base64').toString().split(':');
    return door.isApp(clientId, clientSecret.join(':'));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://notion');
    if (!pathname.startsWith('/v1/oauth/')) {
      const [, bearer = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
      const owner = workspaces.find(({ workspace }) => workspace.knows(bearer)) ?? workspaces[0];
      return owner?.workspace.answer(request, response);
    }
    const text = method === 'POST' ? await bodyOf(request) : '';
    if (pathname === '/v1/oauth/authorize')
      return consent(method, searchParams, new URLSearchParams(text), response);
    const body = parsed(text);
    if (pathname === '/v1/oauth/token') return token(request, body, response);
    if (pathname === '/v1/oauth/revoke') return revoke(request, body, response);
    sendJson(response, 404, { error: 'not_found' });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    register: (redirectUri) => door.register(redirectUri),
    revoked,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}

function secret(prefix: string): string {
  return `${prefix}${randomBytes(24).toString('hex')}`;
}
