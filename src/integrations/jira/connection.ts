import JiraApi from 'jira-client';
import type { z } from 'zod';
import type { Environment } from '../provider.ts';
import type { JiraConfiguration } from './configuration.ts';
import { jiraError, requestSeconds } from './errors.ts';
import type { About, Answered } from './errors.ts';

/** One Jira behind the egress guard: the library makes the requests, our fetch sends them. */
export interface JiraConnection {
  readonly isCloud: boolean;
  /** Where people read an issue. */
  pageOf(key: string): string;
  /**
   * Runs one of the library's own verbs, or `send` for what it lacks, and reads the answer by a schema.
   * Errors: NoxError `upstream_*`, naming what it is about.
   */
  read<T>(about: string | About, schema: z.ZodType<T>, work: (jira: JiraApi) => Promise<unknown>): Promise<T>;
  /** A request of the library's, for paths that it has no verb for. The path stands behind `/rest/api/<version>`. */
  send(method: 'GET' | 'POST' | 'PUT', path: string, more?: Asked): (jira: JiraApi) => Promise<unknown>;
  close(): Promise<void>;
}

export interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the library hands to whatever sends its requests (its `request` option). */
interface Outgoing {
  readonly uri: string;
  readonly method: string;
  readonly qs?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly auth?: { readonly user: string; readonly pass: string; readonly bearer?: string };
}

/** The library's own request method, which its type declarations call private. */
interface Requests {
  makeUri(options: { pathname: string }): string;
  makeRequestHeader(uri: string, options: object): object;
  doRequest(options: object): Promise<unknown>;
}

/** Opens one Jira. Every request goes to its origin alone, ends with `signal` and takes 10 s at most. */
export function connectJira(
  configuration: JiraConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): JiraConnection {
  const { baseUrl, siteUrl, deployment, email, token } = configuration;
  const url = new URL(baseUrl);
  const door = environment.egress.open(url.origin);
  const isCloud = deployment === 'cloud';

  async function request({ uri, method, qs, body, auth }: Outgoing): Promise<Answered> {
    // The library wraps what is thrown in a text of its own: failures are handed through it as values.
    try {
      const target = qs ? `${uri}?${new URLSearchParams(qs)}` : uri;
      const response = await door.fetch(target, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'nox',
          ...(auth ? { authorization: authorization(auth) } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.any([signal, AbortSignal.timeout(requestSeconds * 1_000)]),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const { status, headers } = response;
      return { kind: 'answer', status, headers, text: await response.text() };
    } catch (error) {
      return { kind: 'failure', error };
    }
  }

  const jira = new JiraApi({
    protocol: url.protocol.replace(':', ''),
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port ? { port: url.port } : {}),
    base: url.pathname.replace(/\/+$/, ''),
    apiVersion: isCloud ? '3' : '2',
    strictSSL: true,
    ...(email === undefined ? { bearer: token } : { username: email, password: token }),
    request,
  } as JiraApi.JiraApiOptions);

  return {
    isCloud,
    pageOf: (key) => `${siteUrl}/browse/${key}`,
    async read(about, schema, work) {
      const what = typeof about === 'string' ? { what: about } : about;
      let answered: Answered;
      try {
        answered = (await work(jira)) as Answered;
      } catch (error) {
        answered = { kind: 'failure', error };
      }
      if (answered.kind === 'failure' || answered.status >= 300) throw jiraError(answered, name, what);
      const parsed = schema.safeParse(json(answered.text));
      if (parsed.success) return parsed.data;
      throw jiraError({ kind: 'failure', error: parsed.error }, name, what);
    },
    send: (method, path, more) => (library) => {
      const requests = library as unknown as Requests;
      const { query: qs, body } = more ?? {};
      const options = { method, ...(qs ? { qs } : {}), ...(body === undefined ? {} : { body }) };
      return requests.doRequest(requests.makeRequestHeader(requests.makeUri({ pathname: path }), options));
    },
    close: () => door.close(),
  };
}

function authorization({ user, pass, bearer }: NonNullable<Outgoing['auth']>): string {
  return bearer ? `Bearer ${bearer}` : `Basic ${Buffer.from(`${user}:${pass}`).toString('base64')}`;
}

/** The JSON of an answer; `{}` where there is no body, undefined where it is something else. */
function json(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
