import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of the Web API, as it arrived. */
export interface Call {
  readonly method: string;
  readonly token: string;
  readonly args: Readonly<Record<string, unknown>>;
}

type Answer = (args: Readonly<Record<string, unknown>>, token: string) => Record<string, unknown> | undefined;

/** A stand-in for Slack's side: its Web API, its response_urls and its file host, each recorded. */
export interface StandIn {
  readonly url: string;
  readonly apiUrl: string;
  readonly calls: Call[];
  /** What was sent to response_urls. */
  readonly responses: Record<string, unknown>[];
  readonly uploads: string[];
  /** Answers a method differently; undefined falls back to what it answered before. */
  answers(method: string, answer: Answer): void;
  callsOf(method: string): Call[];
  /** Resolves as soon as `condition` holds; looked at whenever something arrives. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export const signingSecret = 'signing-secret-of-the-test';

/** Starts the stand-in on a free port of the loopback. */
export async function startStandIn(): Promise<StandIn> {
  const calls: Call[] = [];
  const responses: Record<string, unknown>[] = [];
  const uploads: string[] = [];
  const overrides = new Map<string, Answer>();
  const waiting = new Set<() => void>();
  let count = 0;
  const server: Server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://slack.test').pathname;
    const raw = await readAll(request);
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (path.startsWith('/response/')) {
      if (path.endsWith('/expired')) send(404, {});
      else responses.push(JSON.parse(raw) as Record<string, unknown>);
      if (!path.endsWith('/expired')) send(200, { ok: true });
    } else if (path === '/upload') {
      uploads.push(raw);
      send(200, { ok: true });
    } else {
      const method = path.replace('/api/', '');
      const args = Object.fromEntries(new URLSearchParams(raw));
      const token = String(request.headers.authorization ?? '').replace('Bearer ', '');
      calls.push({ method, token, args });
      const given = overrides.get(method)?.(args, token);
      send(
        200,
        given ?? {
          ok: true,
          ts: `1700000000.${String(++count).padStart(6, '0')}`,
          channel: args.channel,
          ...usual(method),
        },
      );
    }
    for (const look of waiting) look();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function usual(method: string): Record<string, unknown> {
    if (method === 'conversations.info') return { channel: { id: 'C1', is_ext_shared: false } };
    if (method === 'files.getUploadURLExternal') return { upload_url: `${url}/upload`, file_id: 'F1' };
    if (method === 'users.info') return { user: { id: 'U1', team_id: 'T1', name: 'u', locale: 'fr-FR' } };
    return {};
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    calls,
    responses,
    uploads,
    answers: (method, answer) => void overrides.set(method, answer),
    callsOf: (method) => calls.filter((call) => call.method === method),
    until: (condition) =>
      new Promise((done) => {
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** Signs a body as Slack does. */
export function sign(body: string, timestamp: number, secret = signingSecret): Record<string, string> {
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${mac}`, 'x-slack-request-timestamp': String(timestamp) };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
