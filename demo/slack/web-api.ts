import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerCall } from './answer.ts';
import { argumentsOf, readBody, sendJson } from './http.ts';
import { takeResponse } from './respond.ts';
import type { Store } from './store.ts';
import { Refusal } from './types.ts';
import type { Request } from './types.ts';

/** How a method is made to fail. `lost`: it is done, and the answer does not arrive. */
export type Failure = 'ratelimited' | 'internal_error' | 'http500' | 'lost';

/** Slack's HTTP side: the Web API, `response_url`s, the file host. */
export interface WebApi {
  readonly server: Server;
  readonly requests: readonly Request[];
  failNext(method: string, failure: Failure, times: number): void;
}

/** Makes the server; it does not listen yet. `url` and `openSocket` are asked for when it does. */
export function createWebApi(store: Store, url: () => string, openSocket: () => string): WebApi {
  const requests: Request[] = [];
  const failures: { method: string; failure: Failure }[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const status = error instanceof SyntaxError ? 400 : 500;
      if (!response.headersSent) sendJson(response, status, { ok: false, error: 'fatal_error' });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url());
    const raw = await readBody(request);
    const upload = /^\/upload\/v1\/(\w+)$/.exec(pathname)?.[1];
    if (upload) {
      if (!store.uploads.has(upload)) return void response.writeHead(404).end();
      store.uploads.set(upload, raw);
      return void response.end('OK');
    }
    const args = argumentsOf(raw.toString('utf8'), request.headers['content-type']);
    if (pathname.startsWith('/response/')) return respond(response, pathname.slice(10), args);
    if (!pathname.startsWith('/api/')) return void response.writeHead(404).end();
    const method = pathname.slice(5);
    const bearer =
      /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? (args.token as string | undefined);
    requests.push({ method, token: bearer, args });
    const at = failures.findIndex((each) => each.method === method);
    const failure = at < 0 ? undefined : failures.splice(at, 1)[0]?.failure;
    if (failure === 'http500') return void response.writeHead(500).end();
    if (failure === 'ratelimited')
      return sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': '1' });
    if (failure === 'lost') {
      answerCall(store, url(), method, bearer, args, openSocket);
      return void request.socket.destroy();
    }
    if (failure) return sendJson(response, 200, { ok: false, error: failure });
    sendJson(response, 200, answerCall(store, url(), method, bearer, args, openSocket));
  }

  function respond(response: ServerResponse, id: string, args: Readonly<Record<string, unknown>>): void {
    try {
      takeResponse(store, id, args);
      sendJson(response, 200, { ok: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const status = error.message.endsWith('_url') ? 404 : 400;
      sendJson(response, status, { ok: false, error: error.message });
    }
  }

  return {
    server,
    requests,
    failNext(method, failure, times) {
      for (let i = 0; i < times; i++) failures.push({ method, failure });
    },
  };
}
