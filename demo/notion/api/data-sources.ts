import { notFound, validationError } from '../errors.ts';
import { bodies, checked } from '../requests.ts';
import type { DataSource, NotionStore, Page } from '../store.ts';
import { fits, plainValue } from './filter.ts';
import { listOf } from './list.ts';
import { databaseJson, dataSourceJson, pageJson } from './render.ts';

export function getDatabase(store: NotionStore, id: string): Record<string, unknown> {
  const database = store.visible('database', id);
  if (database) return databaseJson(store, database);
  if (store.visible('page', id))
    throw validationError(`Provided ID ${id} is a page, not a database. Use the retrieve page API instead.`);
  throw notFound('database', id);
}

export function getDataSource(store: NotionStore, id: string): Record<string, unknown> {
  return dataSourceJson(store, sourceOf(store, id));
}

/** https://developers.notion.com/reference/query-a-data-source */
export function query(store: NotionStore, id: string, body: unknown): Record<string, unknown> {
  const source = sourceOf(store, id);
  const {
    sorts = [],
    filter,
    in_trash: inTrash = false,
    start_cursor,
    page_size,
  } = checked(bodies.query, body);
  const rows = source.rows
    .map((each) => store.things.get(each))
    .filter((each): each is Page => each?.object === 'page' && each.inTrash === inTrash)
    .filter((page) => !filter || fits(source, page, filter));
  for (const sort of sorts.toReversed()) {
    const way = sort.direction === 'ascending' ? 1 : -1;
    const key = (page: Page) => {
      if ('property' in sort) return plainValue(source, page, sort.property);
      return (sort.timestamp === 'created_time' ? page.createdAt : page.editedAt).toISOString();
    };
    rows.sort((a, b) => way * key(a).localeCompare(key(b), 'en', { numeric: true }));
  }
  return listOf(rows, { start_cursor, page_size }, 'page_or_data_source', (each) => pageJson(store, each));
}

function sourceOf(store: NotionStore, id: string): DataSource {
  const source = store.visible('data_source', id);
  if (!source) throw notFound('data source', id);
  return source;
}
