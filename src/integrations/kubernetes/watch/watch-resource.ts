import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterConnection } from '../connection.ts';
import { at, listOf, text } from './read.ts';
import { project } from './resources.ts';
import type { WatchedResource } from './resources.ts';
import type { WatchedKind, WatchedObject } from './watched.ts';

/** Where what is seen goes. Nothing here may throw or wait: the watch goes on meanwhile. */
export interface WatchSink {
  /** Everything of a kind, as a list gave it: what is not among it is gone. */
  replaced(kind: WatchedKind, objects: readonly WatchedObject[]): void;
  put(object: WatchedObject): void;
  gone(kind: WatchedKind, namespace: string, name: string): void;
  /** A watch of this kind was taken by the cluster; it need not say anything for a while. */
  begun(kind: WatchedKind): void;
  /** The cluster said something about this kind, if only that nothing changed. */
  heard(kind: WatchedKind): void;
  /** This kind may not be read, or the cluster does not know it; it is tried again later. */
  refused(kind: WatchedKind, status: 403 | 404): void;
  /** A list or watch failed and will be tried again. */
  failed(kind: WatchedKind, error: unknown): void;
}

/** How patient a watch is, milliseconds. */
export interface WatchPace {
  /** The cluster is asked to end each watch after about this long: a watch that died unseen is renewed. */
  readonly watchForMs: number;
  /** Without a word for this long, bookmarks among them, a watch counts as dead. */
  readonly silentMs: number;
  readonly firstBackOffMs: number;
  readonly longestBackOffMs: number;
  /** When what is refused is asked for again. */
  readonly refusedMs: number;
}

export const usualWatchPace: WatchPace = {
  watchForMs: 240_000,
  silentMs: 90_000,
  firstBackOffMs: 500,
  longestBackOffMs: 30_000,
  refusedMs: 600_000,
};

const pageSize = 500;
/** After so many failures in a row everything is listed again. */
const patience = 4;

/** The version that a watch knew is forgotten by the cluster: everything is listed again. */
class Gone extends Error {
  override readonly name = 'Gone';
}

/**
 * Lists a resource and watches it from there, for as long as `signal` allows: bookmarks move the version on, 410 lists
 * again, a broken or silent watch is renewed from the last version with a growing, uneven pause between failures
 * (https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes). Resolves when `signal` is aborted.
 */
export async function watchResource(
  connection: ClusterConnection,
  resource: WatchedResource,
  sink: WatchSink,
  pace: WatchPace,
  signal: AbortSignal,
): Promise<void> {
  let version: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    const begunAt = performance.now();
    try {
      version ??= await list(connection, resource, sink);
      version = await watch(connection, resource, sink, pace, version, signal);
      // A cluster, or what stands before it, that ends every watch at once must not be asked without a pause.
      if (performance.now() - begunAt >= pace.firstBackOffMs) failures = 0;
      else await pause(backOff(pace, failures++), undefined, { signal }).catch(() => {});
    } catch (error) {
      if (signal.aborted) return;
      const status = statusOf(error);
      // Also where the version that is known is of no use any more, such as after a restore of the cluster.
      if (error instanceof Gone || status === 410 || failures >= patience) version = undefined;
      if (status === 403 || status === 404) sink.refused(resource.kind, status);
      else if (!(error instanceof Gone)) sink.failed(resource.kind, error);
      const ms = status === 403 || status === 404 ? pace.refusedMs : backOff(pace, failures++);
      await pause(ms, undefined, { signal }).catch(() => {});
    }
  }
}

function backOff(pace: WatchPace, failures: number): number {
  const ms = Math.min(pace.longestBackOffMs, pace.firstBackOffMs * 2 ** Math.min(failures, 10));
  return ms * (0.5 + Math.random());
}

/** Reads all pages, keeping of each object only what is wanted. Returns the version to watch from. */
async function list(
  connection: ClusterConnection,
  resource: WatchedResource,
  sink: WatchSink,
): Promise<string> {
  const objects: WatchedObject[] = [];
  let next = '';
  for (;;) {
    const query = queryOf(resource, { limit: String(pageSize), ...(next ? { continue: next } : {}) });
    const page = await connection.json(`${resource.path}?${query}`);
    if (text(at(page, 'kind')) !== listKindOf(resource)) throw new Error('a list of another kind');
    for (const raw of listOf(at(page, 'items'))) {
      const object = project(resource, raw);
      if (object) objects.push(object);
    }
    next = text(at(page, 'metadata', 'continue'));
    if (next) continue;
    const version = text(at(page, 'metadata', 'resourceVersion'));
    if (!version) throw new Error('a list without a resourceVersion');
    sink.replaced(resource.kind, objects);
    sink.heard(resource.kind);
    return version;
  }
}

async function watch(
  connection: ClusterConnection,
  resource: WatchedResource,
  sink: WatchSink,
  pace: WatchPace,
  from: string,
  signal: AbortSignal,
): Promise<string> {
  let version = from;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), pace.silentMs);
  const seconds = Math.max(1, Math.round((pace.watchForMs * (0.75 + Math.random() / 2)) / 1_000));
  const query = queryOf(resource, {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: from,
    timeoutSeconds: String(seconds),
  });
  try {
    for await (const line of connection.lines(
      `${resource.path}?${query}`,
      AbortSignal.any([signal, silence.signal]),
      () => sink.begun(resource.kind),
    )) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), pace.silentMs);
      const event: unknown = JSON.parse(line);
      version = take(resource, sink, event) ?? version;
      sink.heard(resource.kind);
    }
    return version;
  } catch (error) {
    // A silent watch is not a fault, nor one of which enough was read: it is begun again where it stood.
    if ((silence.signal.aborted || isFull(error)) && !signal.aborted) return version;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Takes one event of a watch; returns the version that it brought. Errors: Gone. */
function take(resource: WatchedResource, sink: WatchSink, event: unknown): string | undefined {
  const type = text(at(event, 'type'));
  const raw = at(event, 'object');
  if (type === 'ERROR') {
    if (at(raw, 'code') === 410) throw new Gone();
    throw new Error('the cluster ended a watch with an error');
  }
  if (`${text(at(raw, 'kind'))}List` !== listKindOf(resource)) throw new Error('an object of another kind');
  const version = text(at(raw, 'metadata', 'resourceVersion')) || undefined;
  if (type === 'BOOKMARK') return version;
  if (type === 'DELETED') {
    sink.gone(resource.kind, ...nameOf(raw));
    return version;
  }
  const object = type === 'ADDED' || type === 'MODIFIED' ? project(resource, raw) : undefined;
  if (object) sink.put(object);
  // What makes no sense any more is not what it was before.
  else if (type === 'MODIFIED') sink.gone(resource.kind, ...nameOf(raw));
  return version;
}

function nameOf(raw: unknown): [namespace: string, name: string] {
  return [text(at(raw, 'metadata', 'namespace')), text(at(raw, 'metadata', 'name'))];
}

function queryOf(resource: WatchedResource, params: Readonly<Record<string, string>>): string {
  const selector = resource.fieldSelector ? { fieldSelector: resource.fieldSelector } : {};
  return new URLSearchParams({ ...params, ...selector }).toString();
}

/** The kind of a list of this resource, as the cluster names it. */
function listKindOf({ kind }: WatchedResource): string {
  return `${kind === 'Certificate' ? 'Secret' : kind}List`;
}

/** The egress guard ends every answer after some tens of megabytes, watches too. */
function isFull(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause)
    if ((each as { code?: unknown }).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return true;
  return false;
}

function statusOf(error: unknown): number | undefined {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'number' ? code : undefined;
}
