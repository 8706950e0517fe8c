import {
  ApiException,
  AppsV1Api,
  AuthorizationV1Api,
  CoreV1Api,
  createConfiguration,
  ResponseContext,
  ServerConfiguration,
  VersionApi,
  wrapHttpLibrary,
} from '@kubernetes/client-node';
import type { RequestContext } from '@kubernetes/client-node';
import type { Environment } from '../provider.ts';
import type { KubernetesConfiguration } from './configuration.ts';
import { kubernetesError, requestSeconds } from './errors.ts';

/** The generated API of one cluster, behind the egress guard; nothing is read from the process or its disk. */
export interface ClusterConnection {
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly authorization: AuthorizationV1Api;
  readonly version: VersionApi;
  /** The JSON at a path as the cluster sent it: the generated types drop fields that they do not know. */
  json(path: string): Promise<unknown>;
  /** The text at a path: logs. */
  text(path: string): Promise<string>;
  /**
   * The lines at a path as they arrive: a watch. Ends when the cluster ends it or `until` is aborted; there is no time
   * limit once the answer has begun, which `begun` is told.
   */
  lines(path: string, until: AbortSignal, begun: () => void): AsyncIterable<string>;
  /** Runs a call; what it throws becomes a NoxError that names `what`. */
  call<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** How far the cluster's clock is ahead of ours by its last answer, to the second; undefined where it told no time. */
  aheadMs(): number | undefined;
  close(): Promise<void>;
}

/** Opens the API of one cluster. Every request goes to its server alone, ends with `signal` and takes 10 s at most. */
export function connect(
  configuration: KubernetesConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): ClusterConnection {
  const { server, ca, cert, key, token } = configuration;
  const tls = { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) };
  const door = environment.egress.open(new URL(server).origin, tls);
  const root = server.replace(/\/+$/, '');

  let aheadMs: number | undefined;

  const own = { 'user-agent': 'nox', ...(token ? { authorization: `Bearer ${token}` } : {}) };

  async function send(request: Outgoing): Promise<ResponseContext> {
    const askedAt = Date.now();
    const response = await door.fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, ...own },
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestSeconds * 1_000)]),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const toldAt = Date.parse(response.headers.get('date') ?? '');
    // The header tells whole seconds, cut off: half a second is added.
    if (!Number.isNaN(toldAt)) aheadMs = toldAt + 500 - (askedAt + Date.now()) / 2;
    const bytes = Buffer.from(await response.arrayBuffer());
    return new ResponseContext(response.status, Object.fromEntries(response.headers), {
      text: async () => bytes.toString('utf8'),
      binary: async () => bytes,
      stream: () => null,
    });
  }

  async function get(path: string, accept: string): Promise<string> {
    const response = await send({ url: root + path, method: 'GET', headers: { accept } });
    const text = await response.body.text();
    if (response.httpStatusCode === 200) return text;
    throw new ApiException(response.httpStatusCode, 'refused', text, response.headers);
  }

  async function* lines(path: string, until: AbortSignal, begun: () => void): AsyncIterable<string> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), requestSeconds * 1_000);
    const response = await door
      .fetch(root + path, {
        headers: { accept: 'application/json', ...own },
        signal: AbortSignal.any([signal, until, late.signal]),
      })
      .finally(() => clearTimeout(timer));
    if (response.status !== 200 || !response.body) {
      const text = (await response.text()).slice(0, 2_000);
      throw new ApiException(response.status, 'refused', text, Object.fromEntries(response.headers));
    }
    if (!/\bjson\b/.test(response.headers.get('content-type') ?? 'json'))
      throw new SyntaxError('an answer that is no JSON');
    begun();
    yield* splitLines(response.body);
  }

  const generated = createConfiguration({
    baseServer: new ServerConfiguration(root, {}),
    httpApi: wrapHttpLibrary({ send: (request) => send(outgoing(request)) }),
  });
  return {
    core: new CoreV1Api(generated),
    apps: new AppsV1Api(generated),
    authorization: new AuthorizationV1Api(generated),
    version: new VersionApi(generated),
    json: async (path) => JSON.parse(await get(path, 'application/json')) as unknown,
    text: (path) => get(path, 'text/plain, application/json'),
    lines,
    aheadMs: () => aheadMs,
    async call(what, work) {
      try {
        return await work();
      } catch (error) {
        throw kubernetesError(error, name, what);
      }
    },
    close: () => door.close(),
  };
}

/** A line longer than this is no object of Kubernetes, whose own limit is a few megabytes. */
const longestLine = 8 * 1024 * 1024;

async function* splitLines(body: ReadableStream<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  let length = 0;
  for await (const piece of body) {
    const [first = '', ...others] = decoder.decode(piece, { stream: true }).split('\n');
    begun.push(first);
    length += first.length;
    if (length > longestLine) throw new Error('a line of a watch is too long');
    for (const other of others) {
      const line = begun.join('');
      if (line !== '') yield line;
      begun = [other];
      length = other.length;
    }
  }
}

interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A generated request in fetch's terms. A list is a JSON patch, an object a strategic merge, as kubectl sends them. */
function outgoing(request: RequestContext): Outgoing {
  const method = request.getHttpMethod();
  const body = request.getBody();
  const text = typeof body === 'string' ? body : undefined;
  const patch = text?.startsWith('[') ? 'json-patch' : 'strategic-merge-patch';
  return {
    url: request.getUrl(),
    method,
    headers: {
      ...request.getHeaders(),
      ...(method === 'PATCH' ? { 'Content-Type': `application/${patch}+json` } : {}),
    },
    ...(text === undefined ? {} : { body: text }),
  };
}
