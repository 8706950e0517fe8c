import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LogLevel, WebClient } from '@slack/web-api';
import type { Logger } from '@slack/web-api';
import { startSlack } from '../../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../../demo/slack/platform.ts';
import type { AppCredentials } from '../../../demo/slack/store.ts';

export const credentials: AppCredentials = {
  appId: 'A1',
  clientId: '1.2',
  clientSecret: 'secret',
  signingSecret: 'a-signing-secret',
};

const redirectUri = 'http://127.0.0.1/slack/oauth_redirect';
const allScopes =
  'app_mentions:read,assistant:write,channels:read,chat:write,commands,files:write,groups:read,im:history,im:write,users:read';

/** An app that only listens: what it was sent, and how it answers. */
export interface ListeningApp {
  readonly received: { readonly headers: Record<string, unknown>; readonly body: string }[];
  answers: (body: string, count: number) => { status: number; body: string };
}

export interface SlackWorld {
  readonly slack: SlackPlatform;
  readonly app: ListeningApp;
  /** Milliseconds; tests move it. */
  readonly time: { now: number };
  /** Installs as a person does; the answer of `oauth.v2.access`. */
  install(
    approval: { userId: string; teamId?: string; enterpriseId?: string },
    scope?: string,
  ): Promise<Granted>;
  client(token?: string): WebClient;
  close(): Promise<void>;
}

export interface Granted {
  readonly access_token: string;
  readonly bot_user_id: string;
  readonly refresh_token?: string;
  readonly is_enterprise_install: boolean;
}

/** An organisation of two workspaces, a workspace on its own, a channel that both share, and an app that listens. */
export async function startWorld(given: Partial<AppCredentials> = {}): Promise<SlackWorld> {
  const time = { now: Date.now() };
  const slack = await startSlack({ app: { ...credentials, ...given }, retryMs: 5, now: () => time.now });
  slack.addEnterprise({ id: 'E1', name: 'Corp', domain: 'corp' });
  slack.addWorkspace({ id: 'T1', name: 'Un', domain: 'un', enterpriseId: 'E1' });
  slack.addWorkspace({ id: 'T2', name: 'Deux', domain: 'deux', enterpriseId: 'E1' });
  slack.addWorkspace({ id: 'T9', name: 'Ailleurs', domain: 'ailleurs' });
  const person = (id: string, teamId: string, more = {}) =>
    slack.addPerson({
      id,
      teamId,
      name: id.toLowerCase(),
      realName: id,
      locale: 'fr-FR',
      tz: 'Europe/Paris',
      email: `${id}@example.test`,
      ...more,
    });
  person('UADA', 'T1', { alsoIn: ['T2'], isAdmin: true });
  person('UBOB', 'T2');
  person('UGUEST', 'T1', { isRestricted: true });
  person('UOUT', 'T9');
  slack.addChannel({ id: 'C1', teamId: 'T1', name: 'general', members: ['UADA', 'UGUEST'] });
  slack.addChannel({ id: 'C2', teamId: 'T2', name: 'deux', members: ['UADA', 'UBOB'] });
  slack.addChannel({ id: 'C3', teamId: 'T1', name: 'secret', members: ['UADA'], isPrivate: true });
  slack.addChannel({ id: 'CX', teamId: 'T1', name: 'shared', members: ['UADA', 'UOUT'], sharedWith: ['T9'] });

  const app: ListeningApp = { received: [], answers: () => ({ status: 200, body: '' }) };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    app.received.push({ headers: request.headers, body });
    const answer = app.answers(body, app.received.length);
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  slack.connectApp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  const logger: Logger = {
    debug() {},
    info() {},
    warn() {},
    error() {},
    setLevel() {},
    setName() {},
    getLevel: () => LogLevel.ERROR,
  };
  const client = (token?: string) =>
    new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger });
  return {
    slack,
    app,
    time,
    client,
    async install(approval, scope = allScopes) {
      const url = new URL('https://slack.test/oauth/v2/authorize');
      url.search = new URLSearchParams({
        client_id: '1.2',
        scope,
        redirect_uri: redirectUri,
        state: 's',
      }).toString();
      const back = new URL(slack.approve(url.href, approval)).searchParams;
      const code = back.get('code') ?? '';
      const exchange = { client_id: '1.2', client_secret: 'secret', code, redirect_uri: redirectUri };
      return (await client().oauth.v2.access(exchange)) as unknown as Granted;
    },
    async close() {
      await slack.close();
      await new Promise((done) => server.close(done).closeAllConnections());
    },
  };
}

/** The error code that a call of the Web API was refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'nothing was refused',
    (error: { data?: { error?: string }; code?: string }) => error.data?.error ?? String(error.code),
  );
}
