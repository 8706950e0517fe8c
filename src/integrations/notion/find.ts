import { isNoxError, NoxError } from '../../core/errors.ts';
import type { NotionConnection } from './connection.ts';
import { databaseOf, foundOf, pageOf, sourceOf } from './things.ts';
import type { Found, Page, Source, Target } from './types.ts';

const searched = 50;
const parentsLookedUp = 10;

/** Pages and data sources by their titles, latest edited first; all of them for no words. 50 at most. */
export async function search(
  { api, call }: NotionConnection,
  words: string,
): Promise<{ items: (Page | Source)[]; more: boolean }> {
  const answer = await call('search', 'read', () =>
    api.search({
      ...(words ? { query: words } : {}),
      sort: { timestamp: 'last_edited_time', direction: 'descending' },
      page_size: searched,
    }),
  );
  return { items: foundOf(answer.results), more: answer.has_more };
}

/**
 * What an id stands for: a page, a database or a data source, tried in that order.
 * Errors: `upstream_not_found` for what is not there or not shared; `upstream_*`.
 */
export async function find(connection: NotionConnection, id: string): Promise<Target> {
  const { api, call } = connection;
  const page = await unlessOther(call(id, 'read', () => api.pages.retrieve({ page_id: id })));
  const known = page && pageOf(page);
  if (known) return { kind: 'page', page: known };
  const database = await unlessOther(call(id, 'read', () => api.databases.retrieve({ database_id: id })));
  if (!database) return { kind: 'source', source: await readSource(connection, id) };
  const { title, sources } = databaseOf(database);
  const [only] = sources;
  if (only && sources.length === 1) return { kind: 'source', source: await readSource(connection, only.id) };
  return { kind: 'several', title, sources };
}

/** One data source. Errors: `upstream_*`. */
export async function readSource({ api, call }: NotionConnection, id: string): Promise<Source> {
  const sent = await call(id, 'read', () => api.dataSources.retrieve({ data_source_id: id }));
  const source = sourceOf(sent);
  if (source) return source;
  throw new NoxError('upstream_scope', {
    service: 'Notion',
    name: id,
    scope: 'notion.capability.read',
  });
}

/**
 * The titles of what things stand in, by the parent's id. Those that are not shared have none. Ten are looked up at
 * most, those that are among `items` cost nothing.
 */
export async function parentTitles(
  connection: NotionConnection,
  items: readonly Found[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map(items.map((each) => [each.id, each.title]));
  const unknown = new Map(
    items.filter((each) => !titles.has(each.parent.id)).map(({ parent }) => [parent.id, parent.kind]),
  );
  const wanted = [...unknown].filter(([, kind]) => ['page', 'source', 'database'].includes(kind));
  await Promise.all(
    wanted.slice(0, parentsLookedUp).map(async ([id, kind]) => {
      const title = await unlessOther(titleOf(connection, id, kind));
      if (title) titles.set(id, title);
    }),
  );
  return titles;
}

async function titleOf(connection: NotionConnection, id: string, kind: string): Promise<string> {
  const { api, call } = connection;
  if (kind === 'source') return (await readSource(connection, id)).title;
  if (kind === 'database')
    return databaseOf(await call(id, 'read', () => api.databases.retrieve({ database_id: id }))).title;
  return pageOf(await call(id, 'read', () => api.pages.retrieve({ page_id: id })))?.title ?? '';
}

/** Undefined where the id is none of that kind: Notion says so as not found, or as invalid. */
async function unlessOther<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isNoxError(error, 'upstream_not_found') || isNoxError(error, 'upstream_invalid')) return undefined;
    throw error;
  }
}
