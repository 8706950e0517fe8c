import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './api/routes.ts';
import { isObject } from './document.ts';
import { JiraRefusal } from './refusal.ts';
import type { Site } from './site.ts';
import type { Json, Person } from './types.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Something that goes wrong on demand, for the next requests. */
export interface Trouble {
  /** What happens: too many requests, a fault of Jira's, no answer at all, a login page, a CAPTCHA that must be solved; or
   * the next change is made and its answer lost on the way. */
  readonly how: 'rate-limit' | 'fault' | 'hang' | 'login-page' | 'captcha' | 'lost-answer';
  /** How many requests; default: one. */
  readonly times?: number;
  /** For `rate-limit`. */
  readonly retryAfterSeconds?: number;
}

const keptRequests = 1_000;
const longestBody = 1024 * 1024;

/** The http server in front of a site: sign-in, the log of requests, trouble on demand. */
export class JiraServer {
  readonly requests: LoggedRequest[] = [];
  readonly trouble: { how: Trouble['how']; left: number; retryAfterSeconds: number }[] = [];
  readonly #server: Server;
  readonly #site: Site;
  readonly #isCloud: boolean;
  readonly #now: () => Date;
  #url = '';

  constructor(site: Site, isCloud: boolean, now: () => Date) {
    this.#site = site;
    this.#isCloud = isCloud;
    this.#now = now;
    this.#server = createServer((request, response) => void this.serve(request, response));
  }

  /** Listens on 127.0.0.1; gives the site's address. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((done, failed) => {
      this.#server.once('error', failed);
      this.#server.listen(port, '127.0.0.1', done);
    });
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.#url;
  }

  close(): Promise<void> {
    return new Promise((done) => this.#server.close(() => done()).closeAllConnections());
  }

  /** Answers a request; one that came through Atlassian's own address stands for `visitor`, and has another path there. */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    visitor?: { readonly me: Person; readonly path: string },
  ): Promise<void> {
    try {
      const body = await bodyOf(request);
      const { method = 'GET', headers } = request;
      const url = visitor?.path ?? request.url ?? '/';
      this.requests.push({ method, path: url, authorization: headers.authorization, body });
      if (this.requests.length > keptRequests) this.requests.shift();
      const [trouble] = this.trouble;
      const losesAnswer = trouble?.how === 'lost-answer' && method === 'POST' && !url.includes('/search');
      if (losesAnswer) this.trouble.shift();
      if (trouble && trouble.how !== 'lost-answer') {
        if (--trouble.left <= 0) this.trouble.shift();
        return this.#fail(trouble, response);
      }
      const { status, body: answered } = this.#answer(
        method,
        new URL(url, this.#url),
        headers,
        body,
        visitor?.me,
      );
      if (losesAnswer) response.destroy();
      else if (status === 204) response.writeHead(status).end();
      else json(response, status, answered ?? {});
    } catch (error) {
      if (!(error instanceof JiraRefusal))
        return json(response, 500, collection(500, ['Internal server error'], {}));
      if (error.status === 401) response.setHeader('x-seraph-loginreason', 'AUTHENTICATED_FAILED');
      json(response, error.status, collection(error.status, error.messages, error.errors));
    }
  }

  #answer(
    method: string,
    url: URL,
    headers: IncomingMessage['headers'],
    text: string,
    visitor: Person | undefined,
  ) {
    const [, version, path = ''] = /^\/rest\/api\/(2|3|latest)(\/.*)$/.exec(url.pathname) ?? [];
    if (!version) throw new JiraRefusal(404, 'null for uri: ' + url.href);
    const me = visitor ?? this.#whoIs(headers.authorization);
    const isOpen = path === '/serverInfo';
    if (!me && !(isOpen && !headers.authorization))
      throw new JiraRefusal(401, 'Client must be authenticated to access this resource.');
    if (!this.#isCloud && version === '3') throw new JiraRefusal(404, 'null for uri: ' + url.href);
    return answer(method, path, {
      site: this.#site,
      url: this.#url,
      version: version === '3' ? '3' : '2',
      me: me ?? nobody,
      isCloud: this.#isCloud,
      query: url.searchParams,
      body: method === 'GET' ? {} : parsed(text, headers['content-type']),
      now: this.#now(),
    });
  }

  /** Cloud takes an address and its API token; Data Center also a personal access token. */
  #whoIs(authorization: string | undefined): Person | undefined {
    const [, scheme = '', value = ''] = /^(\w+) (\S+)$/.exec(authorization ?? '') ?? [];
    const people = this.#site.people.filter((each) => each.active && each.apiToken);
    if (/^bearer$/i.test(scheme) && !this.#isCloud) return people.find((each) => each.apiToken === value);
    if (!/^basic$/i.test(scheme)) return undefined;
    const [email = '', ...token] = Buffer.from(value, 'base64').toString().split(':');
    return people.find(
      (each) => each.email.toLowerCase() === email.toLowerCase() && each.apiToken === token.join(':'),
    );
  }

  #fail(trouble: { how: Trouble['how']; retryAfterSeconds: number }, response: ServerResponse): void {
    switch (trouble.how) {
      case 'hang':
      case 'lost-answer':
        return;
      case 'fault':
        return json(response, 503, { message: 'upstream connect error, internal-host-canary.local:8443' });
      case 'rate-limit':
        response.setHeader('retry-after', String(trouble.retryAfterSeconds));
        response.setHeader('ratelimit-reason', 'jira-burst-based');
        return json(response, 429, collection(429, ['Rate limit exceeded.'], {}));
      case 'login-page':
        return void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><title>Log in</title>');
      case 'captcha':
        response.setHeader('x-seraph-loginreason', 'AUTHENTICATION_DENIED');
        response.setHeader('x-authentication-denied-reason', 'CAPTCHA_CHALLENGE; login-url=/login.jsp');
        return json(response, 403, {
          message: 'Basic Authentication Failure - Reason : AUTHENTICATION_DENIED',
        });
    }
  }
}

const nobody: Person = {
  accountId: '',
  name: '',
  email: '',
  hidesEmail: true,
  active: false,
  access: 'none',
  apiToken: undefined,
  isApp: false,
};

function collection(
  status: number,
  errorMessages: readonly string[],
  errors: Readonly<Record<string, string>>,
) {
  return { errorMessages, errors, ...(status === 400 ? {} : { status }) };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' }).end(JSON.stringify(body));
}

function parsed(text: string, contentType: string | undefined): Json {
  if (!contentType?.startsWith('application/json')) throw new JiraRefusal(415, 'Unsupported Media Type');
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch {
    // Falls through to the refusal.
  }
  throw new JiraRefusal(400, 'There was an error parsing JSON. Check that your request body is valid.');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestBody) throw new JiraRefusal(413, 'Request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
