import type { ServerResponse } from 'node:http';
import type { Simulation } from '../simulation.ts';
import type { Change } from '../store.ts';
import { storageOf } from '../resources.ts';
import { badRequest, StatusError, statusObject } from '../status.ts';
import type { KubeObject } from '../types.ts';
import { matcherOf } from './list.ts';
import { representOne, shapeOf } from './represent.ts';
import type { ApiRequest } from './request.ts';
import { flag, numberParameter } from './request.ts';

const defaultTimeoutSeconds = 30 * 60;
const initialEventsEnd = 'k8s.io/initial-events-end';

/**
 * Streams the changes of a resource as lines of JSON until `timeoutSeconds` have passed or the reader is gone.
 * A resourceVersion that is too old is told as Kubernetes tells it: an ERROR event with a 410 Status.
 */
export function watch(
  simulation: Simulation,
  request: ApiRequest,
  response: ServerResponse,
  bookmarkEveryMs: number,
): void {
  const { resource, query } = request;
  const { store } = simulation;
  const shape = shapeOf(request.accept);
  const matches = matcherOf(request);
  const asked = query.get('resourceVersion') ?? '';
  if (asked !== '' && !/^\d+$/.test(asked)) throw badRequest(`invalid resource version "${asked}"`);
  const timeoutSeconds = numberParameter(query, 'timeoutSeconds') ?? defaultTimeoutSeconds;
  const withBookmarks = flag(query, 'allowWatchBookmarks');
  const fromState = asked === '' || asked === '0' || flag(query, 'sendInitialEvents');
  let columns = true;
  let told = fromState ? store.version : Number(asked);

  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
  response.flushHeaders();
  const send = (type: string, object: KubeObject): void => {
    const options = { columns, now: simulation.clock.now() };
    columns = false;
    response.write(
      `${JSON.stringify({ type, object: representOne(resource, object, shape, query, options) })}\n`,
    );
  };
  const bookmark = (annotations?: Record<string, string>): void => {
    const metadata = {
      name: '',
      resourceVersion: String(told),
      creationTimestamp: null,
      ...(annotations ? { annotations } : {}),
    };
    const apiVersion = resource.group ? `${resource.group}/${resource.version}` : resource.version;
    const plain = { kind: resource.kind, apiVersion, metadata };
    const object =
      shape === 'table'
        ? { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata, columnDefinitions: null, rows: [] }
        : plain;
    response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  };
  const pass = (change: Change): void => {
    told = change.version;
    const was = change.previous !== undefined && matches(change.previous);
    const is = change.type !== 'DELETED' && matches(change.object);
    if (is) send(was ? 'MODIFIED' : 'ADDED', change.object);
    else if (was) {
      const version = change.object.metadata.resourceVersion ?? '';
      const last = structuredClone(change.previous as KubeObject);
      last.metadata.resourceVersion = version;
      send('DELETED', last);
    }
  };

  try {
    if (fromState) {
      for (const object of store.all(resource, request.namespace).filter(matches)) send('ADDED', object);
      if (flag(query, 'sendInitialEvents') && withBookmarks) bookmark({ [initialEventsEnd]: 'true' });
    } else for (const change of store.changesSince(resource, told)) pass(change);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    response.end(`${JSON.stringify({ type: 'ERROR', object: statusObject(error) })}\n`);
    return;
  }
  const stop = store.listen((change) => {
    if (change.storage === storageOf(resource)) pass(change);
  });
  let marked = told;
  const bookmarks = setInterval(() => {
    told = store.version;
    if (!withBookmarks || told === marked) return;
    marked = told;
    bookmark();
  }, bookmarkEveryMs);
  const timeout = setTimeout(() => {
    told = store.version;
    if (withBookmarks) bookmark();
    leave();
    response.end();
  }, timeoutSeconds * 1_000);
  const leave = (): void => {
    stop();
    clearInterval(bookmarks);
    clearTimeout(timeout);
  };
  response.on('close', leave);
}
