import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { route } from './api/route.ts';
import type { Caller } from './api/route.ts';
import { NotionError, rateLimited } from './errors.ts';
import type { NotionStore } from './store.ts';
import { fileView, pageView } from './view.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly version: string | undefined;
  /** Of form data its size alone. */
  readonly body: string;
}

/**
 * How the next requests fail: an answer of Notion's, an answer that is none, silence, a cut line; or one passes. `at`: the
 * next request whose path begins so, and until then none.
 */
export type Failure = Trouble & { readonly at?: string };
type Trouble =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly code: string;
      readonly retryAfterSeconds?: number;
    }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'pass' }
  | { readonly kind: 'cut' }
  /** The next write is done, and its answer lost on the way; or it is never answered. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'mute' };

const versions = ['2022-06-28', '2025-09-03', '2026-03-11'];
const spoken = '2025-09-03';
const keptRequests = 1_000;
const longestBody = 500 * 1_024;
/** A single part of a file. */
const longestForm = 20 * 1_024 * 1_024;

/** The http server in front of the workspace: tokens, versions, sizes, the log of requests, trouble on demand. */
export class NotionServer {
  readonly requests: LoggedRequest[] = [];
  readonly failures: Failure[] = [];
  readonly #server: Server;
  readonly #store: NotionStore;
  readonly #callers: Map<string, Caller>;
  readonly #now: () => Date;

  constructor(store: NotionStore, callers: Map<string, Caller>, now: () => Date) {
    this.#store = store;
    this.#callers = callers;
    this.#now = now;
    this.#server = createServer((request, response) => void this.answer(request, response));
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Answers a request, from whichever address it was sent to. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!request.url?.startsWith('/v1/')) return this.#show(request, response);
      const body = await bodyOf(request);
      this.#note(request, body);
      const failure = this.#failureFor(request);
      if (failure?.kind === 'hang') return;
      if (failure?.kind === 'cut') return void request.socket.destroy();
      if (failure?.kind === 'html') {
        response.writeHead(failure.status, { 'content-type': 'text/html' });
        return void response.end('<html><body>Gateway trouble: please retry</body></html>');
      }
      if (failure?.kind === 'answer') throw failureOf(failure);
      const served = await this.#serve(request, body);
      if (failure?.kind === 'lost') return void request.socket.destroy();
      if (failure?.kind === 'mute') return;
      send(response, 200, served);
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      const known =
        error instanceof NotionError
          ? error
          : new NotionError(500, 'internal_server_error', `Unexpected error: ${String(error)}`);
      const { status, code, message, headers, additional } = known;
      const more = additional ? { additional_data: additional } : {};
      const told = { object: 'error', status, code, message, ...more, request_id: randomUUID() };
      send(response, status, told, headers);
    }
  }

  #failureFor({ method, url = '' }: IncomingMessage): Failure | undefined {
    const [next] = this.failures;
    if (!next || (next.at && !url.startsWith(next.at))) return undefined;
    return (next.kind === 'lost' || next.kind === 'mute') && method !== 'POST'
      ? undefined
      : this.failures.shift();
  }

  /** What a person's browser is shown. */
  #show(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = fileView(this.#store, pathname);
    if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.bytes);
    const page = pageView(this.#store, pathname);
    const type = { 'content-type': 'text/html; charset=utf-8' };
    response.writeHead(page ? 200 : 404, type).end(page ?? 'Nothing here.');
  }

  #note(request: IncomingMessage, body: Buffer): void {
    const version = request.headers['notion-version'];
    this.requests.push({
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      authorization: request.headers.authorization,
      version: typeof version === 'string' ? version : undefined,
      body: isForm(request) ? `(form data, ${body.length} bytes)` : body.toString('utf8'),
    });
    if (this.requests.length > keptRequests) this.requests.shift();
  }

  #serve(request: IncomingMessage, body: Buffer): unknown {
    const { authorization, 'notion-version': version } = request.headers;
    const caller = this.#callers.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
    if (!caller) throw new NotionError(401, 'unauthorized', 'API token is invalid.');
    if (typeof version !== 'string')
      throw new NotionError(
        400,
        'missing_version',
        'Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.',
      );
    if (version !== spoken)
      throw new NotionError(
        400,
        'validation_error',
        versions.includes(version)
          ? `This simulation speaks ${spoken} alone, instead was \`"${version}"\`.`
          : `Notion-Version header failed validation: Notion-Version header should be \`"${versions.join('"`, `"')}"\`, instead was \`"${version}"\`.`,
      );
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const call = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      body: isForm(request) ? undefined : jsonOf(body.toString('utf8')),
      form: isForm(request) ? () => formOf(request, body) : undefined,
      host: request.headers.host ?? '',
      now: this.#now(),
    };
    return route(caller.picked ? this.#store.seenWith(caller.picked) : this.#store, call, caller);
  }
}

function failureOf({ status, code, retryAfterSeconds }: Extract<Failure, { kind: 'answer' }>): NotionError {
  if (code === 'rate_limited') return rateLimited(retryAfterSeconds ?? 1);
  return new NotionError(status, code, 'This failure was asked for.');
}

function jsonOf(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new NotionError(400, 'invalid_json', 'Error parsing JSON body.');
  }
}

function isForm(request: IncomingMessage): boolean {
  return request.headers['content-type']?.startsWith('multipart/form-data') ?? false;
}

function formOf(request: IncomingMessage, body: Buffer): Promise<FormData> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  return new Response(new Uint8Array(body), { headers }).formData().catch(() => {
    throw new NotionError(400, 'validation_error', 'The form data could not be read.');
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const longest = isForm(request) ? longestForm : longestBody;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longest)
      throw new NotionError(
        413,
        'validation_error',
        `Request body exceeded the limit of ${longest / 1_024}KB.`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-notion-request-id': randomUUID(),
    ...headers,
  });
  response.end(JSON.stringify(body));
}
