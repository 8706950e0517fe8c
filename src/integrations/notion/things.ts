import type {
  DataSourceObjectResponse,
  GetDatabaseResponse,
  PageObjectResponse,
  PartialDataSourceObjectResponse,
  PartialPageObjectResponse,
} from '@notionhq/client';
import type { Page, Parent, Property, Source } from './types.ts';
import { plainOf, textOf, valuesOf } from './values.ts';

type Sent =
  | PageObjectResponse
  | PartialPageObjectResponse
  | DataSourceObjectResponse
  | PartialDataSourceObjectResponse;

/** A page, as far as the integration may read it; undefined for what it may only name. */
export function pageOf(sent: Sent): Page | undefined {
  if (sent.object !== 'page' || !('url' in sent)) return undefined;
  const properties = Object.entries(sent.properties).map(
    ([name, value]): Property => ({ name, type: value.type, values: valuesOf(value) }),
  );
  const title = properties.find((each) => each.type === 'title')?.values[0];
  return {
    kind: 'page',
    id: sent.id,
    title: title?.kind === 'text' ? title.text : '',
    url: sent.url,
    editedAt: new Date(sent.last_edited_time),
    parent: parentOf(sent.parent),
    inTrash: sent.in_trash,
    properties: properties.filter((each) => each.type !== 'title'),
  };
}

/** A data source, likewise. */
export function sourceOf(sent: Sent): Source | undefined {
  if (sent.object !== 'data_source' || !('url' in sent)) return undefined;
  const all = Object.entries(sent.properties).map(([name, { type }]) => ({ name, type }));
  return {
    kind: 'source',
    id: sent.id,
    title: plainOf(textOf(sent.title)),
    url: sent.url,
    editedAt: new Date(sent.last_edited_time),
    parent: parentOf(sent.database_parent),
    titleProperty: all.find((each) => each.type === 'title')?.name ?? 'title',
    columns: all.filter((each) => each.type !== 'title'),
  };
}

/** What search gave, in its order. */
export function foundOf(sent: readonly Sent[]): (Page | Source)[] {
  return sent.flatMap((each) => pageOf(each) ?? sourceOf(each) ?? []);
}

/** A database's title and tables. */
export function databaseOf(sent: GetDatabaseResponse) {
  if (!('title' in sent)) return { title: '', sources: [] };
  const sources = sent.data_sources.map(({ id, name }) => ({ id, name }));
  return { title: plainOf(textOf(sent.title)), sources };
}

/** What something stands in. */
export function parentOf(
  sent: PageObjectResponse['parent'] | DataSourceObjectResponse['database_parent'],
): Parent {
  switch (sent.type) {
    case 'page_id':
      return { kind: 'page', id: sent.page_id };
    case 'data_source_id':
      return { kind: 'source', id: sent.data_source_id };
    case 'database_id':
      return { kind: 'database', id: sent.database_id };
    case 'block_id':
      return { kind: 'block', id: sent.block_id };
    default:
      return { kind: 'workspace', id: '' };
  }
}
