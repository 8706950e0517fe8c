import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { click, slash, speak, uninstall } from './acts.ts';
import type { Place } from './acts.ts';
import { answerCall } from './answer.ts';
import type { Delivered } from './deliver.ts';
import { approve } from './oauth.ts';
import type { Approval } from './oauth.ts';
import { takeResponse } from './respond.ts';
import { createStore, directChannel, installationFor } from './store.ts';
import type { AppCredentials, Store } from './store.ts';
import type { Channel, Enterprise, Message, Person, Request, Workspace } from './types.ts';
import { Refusal } from './types.ts';

export type { Enterprise, Message, Person, Workspace } from './types.ts';

/** How a method is made to fail. */
export type Failure = 'ratelimited' | 'internal_error' | 'http500';

/** A Slack of our own: workspaces, a Grid, shared channels; the Web API, and requests signed as Slack signs them. */
export interface SlackPlatform {
  readonly url: string;
  /** The Web API's address, as `SLACK_API_URL` takes it. */
  readonly apiUrl: string;
  /** Every call of the Web API so far. */
  readonly requests: readonly Request[];
  /** Tells where the app listens: requests go to `<url>/slack/events`. */
  connectApp(url: string): void;
  addEnterprise(enterprise: Enterprise): void;
  addWorkspace(workspace: Workspace): void;
  addPerson(person: Person): void;
  addChannel(channel: {
    id: string;
    teamId: string;
    name: string;
    members: string[];
    sharedWith?: string[];
  }): void;
  /** Lets the app's bot into a channel. */
  inviteApp(channelId: string): void;
  /** The app's user in a workspace. */
  botOf(teamId: string): string | undefined;
  /** Presses "Allow" on the page that the app sent a person to; gives the address they are sent back to. */
  approve(authorizeUrl: string, approval: Approval): string;
  /** The direct message between a person and the app. */
  direct(userId: string, teamId: string): string;
  slash(place: Place, text: string): Promise<Delivered>;
  speak(place: Place & { threadTs?: string | undefined }, text: string): Promise<Delivered | undefined>;
  click(place: Place & { ts: string }, button: { blockId: string; actionId: string }): Promise<Delivered>;
  uninstall(teamId: string): Promise<void>;
  /** What a person sees in a channel, in order. */
  visible(userId: string, channelId: string): readonly Message[];
  /** The next `times` calls of a method fail. */
  failNext(method: string, failure: Failure, times?: number): void;
  close(): Promise<void>;
}

/** Starts it on loopback. `retryMs`: the first pause before an event is sent again. */
export async function startSlack(options: {
  readonly app: AppCredentials;
  readonly port?: number;
  readonly retryMs?: number;
  readonly now?: () => number;
}): Promise<SlackPlatform> {
  const store = createStore(options.app, options.now ?? Date.now);
  const requests: Request[] = [];
  const failures: { method: string; failure: Failure }[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((ready) => server.listen(options.port ?? 0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ends = { app: '', url, retryMs: options.retryMs ?? 50 };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', url).pathname;
    const raw = await bodyOf(request);
    if (path.startsWith('/upload/v1/')) return void response.end('OK');
    const args = argumentsOf(raw, request.headers['content-type']);
    if (path.startsWith('/response/')) return respond(response, path.slice('/response/'.length), args);
    if (!path.startsWith('/api/')) return void response.writeHead(404).end();
    const method = path.slice('/api/'.length);
    const bearer =
      /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? (args.token as string | undefined);
    requests.push({ method, token: bearer, args });
    const at = failures.findIndex((each) => each.method === method);
    const failure = at < 0 ? undefined : failures.splice(at, 1)[0]?.failure;
    if (failure === 'http500') return void response.writeHead(500).end();
    if (failure === 'ratelimited')
      return send(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': '1' });
    if (failure) return send(response, 200, { ok: false, error: failure });
    send(response, 200, answerCall(store, url, method, bearer, args));
  }

  function respond(response: ServerResponse, id: string, args: Readonly<Record<string, unknown>>): void {
    try {
      send(response, takeResponse(store, id, args), { ok: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(response, 400, { ok: false, error: error.message });
    }
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    requests,
    connectApp: (app) => void (ends.app = app),
    addEnterprise: (enterprise) => void store.enterprises.set(enterprise.id, enterprise),
    addWorkspace: (workspace) => void store.workspaces.set(workspace.id, workspace),
    addPerson: (person) => void store.people.set(person.id, person),
    addChannel: ({ members, sharedWith = [], ...channel }) =>
      void store.channels.set(channel.id, {
        ...channel,
        members: new Set(members),
        sharedWith,
        kind: 'channel',
      }),
    inviteApp: (channelId) => inviteApp(store, channelId),
    botOf: (teamId) => installationFor(store, teamId)?.botUserId,
    approve: (authorizeUrl, approval) => approve(store, authorizeUrl, approval),
    direct(userId, teamId) {
      const installation = installationFor(store, teamId);
      if (!installation) throw new Error('the app is not installed there');
      return directChannel(store, teamId, userId, installation.botUserId).id;
    },
    slash: (place, text) => slash(store, ends, place, text),
    speak: (place, text) => speak(store, ends, place, text),
    click: (place, button) => click(store, ends, place, button),
    async uninstall(teamId) {
      const installation = installationFor(store, teamId);
      if (installation) await uninstall(store, ends, installation);
    },
    visible: (userId, channelId) =>
      store.messages.filter(
        (each) => each.channelId === channelId && (!each.onlyFor || each.onlyFor === userId),
      ),
    failNext(method, failure, times = 1) {
      for (let i = 0; i < times; i++) failures.push({ method, failure });
    },
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}

function inviteApp(store: Store, channelId: string): void {
  const channel: Channel | undefined = store.channels.get(channelId);
  for (const team of channel ? [channel.teamId, ...channel.sharedWith] : []) {
    const bot = installationFor(store, team)?.botUserId;
    if (bot) channel?.members.add(bot);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function argumentsOf(raw: string, type = ''): Readonly<Record<string, unknown>> {
  if (type.includes('json')) return JSON.parse(raw || '{}') as Readonly<Record<string, unknown>>;
  return Object.fromEntries(new URLSearchParams(raw));
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
