import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { watchedResources } from '../../src/integrations/kubernetes/watch/resources.ts';

/** How a cluster misbehaves: in what it answers, or in that a watch says nothing or ends at once. */
export type Mood =
  | 'well'
  | 'html'
  | 'truncated'
  | 'other-kinds'
  | 'endless-line'
  | 'refusing'
  | 'silent'
  | 'ending';

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

interface Stream {
  readonly path: string;
  readonly response: ServerResponse;
}

interface Cluster {
  version: number;
  oldest: number;
  mood: Mood;
  readonly objects: Map<string, Map<string, unknown>>;
  readonly changes: { readonly version: number; readonly path: string; readonly line: string }[];
  readonly streams: Set<Stream>;
  /** The most watches that one resource had at a time, and how many were begun. */
  mostAtOnce: number;
  begun: number;
  pulses: number;
}

/** API servers that list and watch and nothing else, many behind one port: for what a whole simulated cluster is too slow or too good for. */
export interface LeanClusters {
  /** The server of the cluster of this number, as a kubeconfig names it. */
  url(cluster: number): string;
  kubeconfig(cluster: number): string;
  put(cluster: number, object: KubernetesObject): void;
  remove(cluster: number, object: KubernetesObject): void;
  setMood(cluster: number, mood: Mood, options?: { readonly cut: boolean }): void;
  /** Forgets what changed so far: watches from before answer 410. */
  forget(cluster: number): void;
  /** Ends every watch of a cluster. */
  cut(cluster: number): void;
  /** How often it was asked whether it is there. */
  pulses(cluster: number): number;
  watches(cluster: number): { readonly now: number; readonly mostAtOnce: number; readonly begun: number };
  close(): Promise<void>;
}

const kept = 20_000;
const paths = new Map(watchedResources.map(({ kind, path }) => [kind as string, path]));
const kinds = new Map(watchedResources.map(({ kind, path }) => [path, kind as string]));

export async function startLeanClusters(): Promise<LeanClusters> {
  const clusters = new Map<number, Cluster>();
  const of = (number: number): Cluster => {
    let cluster = clusters.get(number);
    if (!cluster) {
      cluster = {
        version: 1,
        oldest: 1,
        mood: 'well',
        objects: new Map(),
        changes: [],
        streams: new Set(),
        mostAtOnce: 0,
        begun: 0,
        pulses: 0,
      };
      clusters.set(number, cluster);
    }
    return cluster;
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://lean');
    const [, number, path = ''] = /^\/c\/(\d+)(\/.*)$/.exec(url.pathname) ?? [];
    answer(of(Number(number)), path, url.searchParams, request, response);
  });

  function answer(
    cluster: Cluster,
    path: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const isWatch = query.get('watch') === 'true';
    if (cluster.mood === 'refusing') return void response.writeHead(401).end('{"kind":"Status","code":401}');
    if (cluster.mood === 'html')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>');
    response.setHeader('content-type', 'application/json');
    if (request.method === 'POST')
      return void response
        .writeHead(201)
        .end(
          '{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{},"status":{"allowed":true}}',
        );
    if (path === '/version') cluster.pulses += 1;
    if (path === '/version')
      return void response.end(
        '{"major":"1","minor":"33","gitVersion":"v1.33.4","gitCommit":"","gitTreeState":"","buildDate":"","goVersion":"","compiler":"","platform":""}',
      );
    const kind = kinds.get(path);
    if (!kind) return void response.writeHead(404).end('{"kind":"Status","code":404}');
    if (isWatch) return watch(cluster, path, Number(query.get('resourceVersion')), response);
    const items = [...(cluster.objects.get(path)?.values() ?? [])];
    const listKind = cluster.mood === 'other-kinds' ? 'SecretList' : `${kind}List`;
    const metadata = { resourceVersion: String(cluster.version) };
    const text = JSON.stringify({
      kind: listKind,
      apiVersion: 'v1',
      metadata,
      items: cluster.mood === 'other-kinds' ? [] : items,
    });
    response.end(cluster.mood === 'truncated' ? text.slice(0, text.length - 7) : text);
  }

  function watch(cluster: Cluster, path: string, from: number, response: ServerResponse): void {
    cluster.begun += 1;
    response.writeHead(200);
    if (cluster.mood === 'ending') return void response.end();
    if (cluster.mood === 'truncated') return void response.end('{"type":"ADDED","object":{"kind":"Po\n');
    if (cluster.mood === 'other-kinds')
      return void response.end('{"type":"DELETED","object":{"kind":"Secret","metadata":{"name":"x"}}}\n');
    if (cluster.mood === 'endless-line') return pour(response);
    if (from < cluster.oldest)
      return void response.end('{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}\n');
    response.flushHeaders();
    for (const change of cluster.changes)
      if (change.version > from && change.path === path) response.write(change.line);
    const stream = { path, response };
    cluster.streams.add(stream);
    const same = [...cluster.streams].filter((each) => each.path === path).length;
    cluster.mostAtOnce = Math.max(cluster.mostAtOnce, same);
    response.on('close', () => cluster.streams.delete(stream));
  }

  function change(cluster: Cluster, type: string, given: KubernetesObject): void {
    const path = paths.get(given.kind) ?? '';
    const { name, namespace = '' } = given.metadata;
    const key = `${namespace}/${name}`;
    const resourceVersion = String(++cluster.version);
    const object = {
      ...given,
      metadata: { uid: `uid-${given.kind}-${key}`, ...given.metadata, resourceVersion },
    };
    let objects = cluster.objects.get(path);
    if (!objects) cluster.objects.set(path, (objects = new Map()));
    const known = objects.has(key);
    if (type === 'DELETED') objects.delete(key);
    else objects.set(key, object);
    const line = `${JSON.stringify({ type: type === 'DELETED' ? type : known ? 'MODIFIED' : 'ADDED', object })}\n`;
    cluster.changes.push({ version: cluster.version, path, line });
    if (cluster.changes.length > kept) cluster.oldest = cluster.changes.shift()?.version ?? 0;
    if (cluster.mood === 'silent') return;
    for (const stream of cluster.streams) if (stream.path === path) stream.response.write(line);
  }

  const bookmarks = setInterval(() => {
    for (const { streams, version, mood } of clusters.values()) {
      if (mood === 'silent') continue;
      for (const { path, response } of streams)
        response.write(
          `{"type":"BOOKMARK","object":{"kind":"${kinds.get(path)}","metadata":{"resourceVersion":"${version}"}}}\n`,
        );
    }
  }, 20_000);

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const url = (number: number) => `http://127.0.0.1:${port}/c/${number}`;
  const cut = (number: number) => {
    for (const { response } of of(number).streams) response.destroy();
  };
  return {
    url,
    kubeconfig: (number) => `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: "${url(number)}" } }]
users: [{ name: u, user: { token: lean } }]
contexts: [{ name: c, context: { cluster: c, user: u } }]
current-context: c
`,
    put: (number, object) => change(of(number), 'PUT', object),
    remove: (number, object) => change(of(number), 'DELETED', object),
    setMood(number, mood, options = { cut: true }) {
      of(number).mood = mood;
      if (options.cut) cut(number);
    },
    forget(number) {
      const cluster = of(number);
      cluster.changes.length = 0;
      cluster.oldest = ++cluster.version;
    },
    cut,
    pulses: (number) => of(number).pulses,
    watches(number) {
      const { streams, mostAtOnce, begun } = of(number);
      return { now: streams.size, mostAtOnce, begun };
    },
    close() {
      clearInterval(bookmarks);
      return new Promise((done) => server.close(() => done()).closeAllConnections());
    },
  };
}

/** A line that does not end, as fast as it is read. */
function pour(response: ServerResponse): void {
  const piece = 'x'.repeat(256 * 1024);
  const more = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more);
  more();
}
