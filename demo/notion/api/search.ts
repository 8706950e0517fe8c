import { plainText } from '../rich-text.ts';
import type { DataSource, NotionStore, Page } from '../store.ts';
import { bodies, checked } from '../requests.ts';
import { listOf } from './list.ts';
import { dataSourceJson, pageJson, titleOf } from './render.ts';

/** Pages and data sources whose title holds every word, latest edited first (https://developers.notion.com/reference/post-search). */
export function search(store: NotionStore, body: unknown): Record<string, unknown> {
  const { query = '', sort, filter, ...paging } = checked(bodies.search, body);
  const words = fold(query).split(/\s+/).filter(Boolean);
  const found = [...store.things.entries()]
    .filter(([key]) => !key.startsWith('block:'))
    .map(([, thing]) => thing)
    .filter((thing): thing is Page | DataSource => thing.object === 'page' || thing.object === 'data_source')
    .filter((thing) => !thing.inTrash && store.isShared(thing))
    .filter((thing) => !filter || thing.object === filter.value)
    .filter((thing) => {
      const title = fold(thing.object === 'page' ? titleOf(thing) : plainText(thing.title));
      return words.every((word) => title.includes(word));
    })
    .sort((a, b) => b.editedAt.getTime() - a.editedAt.getTime());
  if (sort?.direction === 'ascending') found.reverse();
  return listOf(found, paging, 'page_or_data_source', (each) =>
    each.object === 'page' ? pageJson(store, each) : dataSourceJson(store, each),
  );
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
