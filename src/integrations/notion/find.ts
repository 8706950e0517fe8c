import { isFullBlock } from '@notionhq/client';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { NotionConnection } from './connection.ts';
import { databaseOf, foundOf, pageOf, parentOf, sourceOf } from './things.ts';
import type { Found, Page, Parent, Source, Target } from './types.ts';

const searched = 100;
/** Notion allows three requests a second on average. */
const parentsLookedUp = 8;
const blocksClimbed = 3;

/** Pages and data sources by their titles, latest edited first; all of them for no words. 100 at most. */
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
 * The titles of what things stand in, by the parent's id. What is not shared has none, nor has what Notion would not say
 * in time: a list without its places is better than none. Eight are looked up at most; those among `items` cost nothing.
 */
export async function parentTitles(
  connection: NotionConnection,
  items: readonly Found[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map(items.map((each) => [each.id, each.title]));
  const wanted = new Map(items.map(({ parent }) => [parent.id, parent] as const));
  for (const id of wanted.keys()) if (titles.has(id) || id === '') wanted.delete(id);
  await Promise.all(
    [...wanted.values()].slice(0, parentsLookedUp).map(async (parent) => {
      try {
        titles.set(parent.id, await titleOf(connection, parent, blocksClimbed));
      } catch (error) {
        if (!isNoxError(error)) throw error;
      }
    }),
  );
  return titles;
}

async function titleOf(connection: NotionConnection, parent: Parent, climb: number): Promise<string> {
  const { api, call } = connection;
  const { id, kind } = parent;
  switch (kind) {
    case 'source':
      return (await readSource(connection, id)).title;
    case 'database':
      return databaseOf(await call(id, 'read', () => api.databases.retrieve({ database_id: id }))).title;
    case 'page':
      return pageOf(await call(id, 'read', () => api.pages.retrieve({ page_id: id })))?.title ?? '';
    case 'block': {
      // A page in a column or a toggle: what counts is the page around it.
      const block = await call(id, 'read', () => api.blocks.retrieve({ block_id: id }));
      if (climb === 0 || !isFullBlock(block)) return '';
      return titleOf(connection, parentOf(block.parent), climb - 1);
    }
    case 'workspace':
      return '';
  }
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
