import { NotionError } from '../errors.ts';
import type { NotionStore } from '../store.ts';
import { append, deleteBlock, getBlock, listChildren } from './blocks.ts';
import { getDatabase, getDataSource, query } from './data-sources.ts';
import { createUpload, getUpload, sendUpload } from './file-uploads.ts';
import { createPage, getPage, updatePage } from './pages.ts';
import { search } from './search.ts';
import { me, user, users } from './users.ts';

/** What an integration may do (https://developers.notion.com/reference/capabilities). */
export interface Capabilities {
  readonly read: boolean;
  readonly insert: boolean;
  readonly update: boolean;
  readonly users: boolean;
}

/** Who calls: what they may do, and which pages and databases were picked for them; absent: what the world shares. */
export interface Caller extends Capabilities {
  readonly picked?: ReadonlySet<string>;
}

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Of a request with form data. */
  readonly form: (() => Promise<FormData>) | undefined;
  /** Under which this Notion was asked. */
  readonly host: string;
  readonly now: Date;
}

type Handler = (store: NotionStore, call: ApiCall, id: string) => unknown;

const routes: readonly [string, RegExp, keyof Capabilities | undefined, Handler][] = [
  ['GET', /^\/v1\/users\/me$/, undefined, (store) => me(store)],
  ['GET', /^\/v1\/users$/, 'users', (store, call) => users(store, call.query)],
  ['GET', /^\/v1\/users\/([\w-]+)$/, 'users', (store, _call, id) => user(store, id)],
  ['POST', /^\/v1\/search$/, 'read', (store, call) => search(store, call.body)],
  ['POST', /^\/v1\/pages$/, 'insert', (store, call) => createPage(store, call.body, call.now)],
  ['GET', /^\/v1\/pages\/([\w-]+)$/, 'read', (store, _call, id) => getPage(store, id)],
  [
    'PATCH',
    /^\/v1\/pages\/([\w-]+)$/,
    'update',
    (store, call, id) => updatePage(store, id, call.body, call.now),
  ],
  ['GET', /^\/v1\/blocks\/([\w-]+)$/, 'read', (store, _call, id) => getBlock(store, id)],
  ['DELETE', /^\/v1\/blocks\/([\w-]+)$/, 'update', (store, call, id) => deleteBlock(store, id, call.now)],
  [
    'GET',
    /^\/v1\/blocks\/([\w-]+)\/children$/,
    'read',
    (store, call, id) => listChildren(store, id, call.query),
  ],
  [
    'PATCH',
    /^\/v1\/blocks\/([\w-]+)\/children$/,
    'insert',
    (store, call, id) => append(store, id, call.body, call.now),
  ],
  ['GET', /^\/v1\/databases\/([\w-]+)$/, 'read', (store, _call, id) => getDatabase(store, id)],
  ['GET', /^\/v1\/data_sources\/([\w-]+)$/, 'read', (store, _call, id) => getDataSource(store, id)],
  [
    'POST',
    /^\/v1\/file_uploads$/,
    'insert',
    (store, { body, now, host }) => createUpload(store, body, now, host),
  ],
  [
    'GET',
    /^\/v1\/file_uploads\/([\w-]+)$/,
    'insert',
    (store, { now, host }, id) => getUpload(store, id, now, host),
  ],
  [
    'POST',
    /^\/v1\/file_uploads\/([\w-]+)\/send$/,
    'insert',
    (store, { form, now, host }, id) => sendUpload(store, id, form, now, host),
  ],
  ['POST', /^\/v1\/data_sources\/([\w-]+)\/query$/, 'read', (store, call, id) => query(store, id, call.body)],
];

/** Answers one call. Errors: NotionError in the API's terms. */
export function route(store: NotionStore, call: ApiCall, capabilities: Capabilities): unknown {
  for (const [method, pattern, needed, handler] of routes) {
    const found = method === call.method ? pattern.exec(call.path) : null;
    if (!found) continue;
    const id = found[1] ?? '';
    if (found[1] !== undefined && !/^[0-9a-f-]{32,36}$/i.test(id))
      throw new NotionError(
        400,
        'validation_error',
        `path failed validation: path.id should be a valid uuid, instead was \`"${id.slice(0, 60)}"\`.`,
      );
    if (needed && !capabilities[needed])
      throw new NotionError(403, 'restricted_resource', 'Insufficient permissions for this endpoint.');
    return handler(store, call, id);
  }
  throw new NotionError(400, 'invalid_request_url', 'Invalid request URL.');
}
