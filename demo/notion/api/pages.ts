import { notFound, validationError } from '../errors.ts';
import { propertySent } from '../properties.ts';
import { bodies, checked, checkedBlocks } from '../requests.ts';
import { echoed } from '../rich-text.ts';
import type { SentRichText } from '../rich-text.ts';
import type { DataSource, NotionStore, Page, Parent } from '../store.ts';
import { plantBlocks } from './blocks.ts';
import { attached } from './file-uploads.ts';
import { pageJson, titleOf } from './render.ts';

type Values = Record<string, Record<string, unknown>>;

export function getPage(store: NotionStore, id: string): Record<string, unknown> {
  const page = store.visible('page', id);
  if (page) return pageJson(store, page);
  if (store.visible('database', id))
    throw validationError(
      `Provided ID ${id} is a database, not a page. Use the retrieve database API instead.`,
    );
  throw notFound('page', id);
}

/** https://developers.notion.com/reference/post-page */
export function createPage(store: NotionStore, body: unknown, now: Date): Record<string, unknown> {
  const { parent: sent, properties, children, icon } = checked(bodies.createPage, body);
  const blocks = checkedBlocks(children);
  const { parent, source } = parentOf(store, sent);
  const shown = attached(store, blocks, now);
  const page: Page = {
    object: 'page',
    id: store.newId(),
    parent,
    createdAt: now,
    editedAt: now,
    editedBy: store.botId,
    inTrash: false,
    shared: false,
    icon: icon?.emoji,
    properties: source ? ofSource(source, properties as Values) : ofPage(properties as Values),
    children: [],
  };
  store.add(page);
  if (source) source.rows.push(page.id);
  else if (parent.type === 'page_id') store.placeChild(parent.page_id, page.id, 'child_page', titleOf(page));
  plantBlocks(store, page.children, { type: 'page_id', page_id: page.id }, shown, now);
  return pageJson(store, page);
}

/** https://developers.notion.com/reference/patch-page */
export function updatePage(
  store: NotionStore,
  id: string,
  body: unknown,
  now: Date,
): Record<string, unknown> {
  const page = store.visible('page', id);
  if (!page) throw notFound('page', id);
  const { properties, icon, in_trash: inTrash, archived } = checked(bodies.updatePage, body);
  if (page.inTrash && (inTrash ?? archived) !== false)
    throw validationError("Can't edit block that is archived. You must unarchive the block before editing.");
  const source =
    page.parent.type === 'data_source_id'
      ? store.visible('data_source', page.parent.data_source_id)
      : undefined;
  if (properties)
    Object.assign(
      page.properties,
      source ? ofSource(source, properties as Values) : ofPage(properties as Values),
    );
  if (icon !== undefined) page.icon = icon?.emoji;
  page.inTrash = inTrash ?? archived ?? page.inTrash;
  page.editedAt = now;
  page.editedBy = store.botId;
  return pageJson(store, page);
}

function parentOf(
  store: NotionStore,
  sent: { page_id: string } | { data_source_id: string } | { database_id: string } | { workspace: true },
): { parent: Parent; source?: DataSource } {
  if ('workspace' in sent)
    throw validationError(
      "Provide a `parent.page_id` or `parent.database_id` parameter to create a page, or use a public integration with `insert_content` capability. Internal integrations aren't owned by a single user, so creating workspace-level private pages is not supported.",
    );
  if ('page_id' in sent) {
    const page = store.visible('page', sent.page_id);
    if (!page || page.inTrash) throw notFound('page', sent.page_id);
    return { parent: { type: 'page_id', page_id: page.id } };
  }
  let sourceId = 'data_source_id' in sent ? sent.data_source_id : undefined;
  if ('database_id' in sent) {
    const database = store.visible('database', sent.database_id);
    if (!database) throw notFound('database', sent.database_id);
    if (database.sources.length > 1)
      throw validationError('Databases with multiple data sources are not supported in this API version.', {
        error_type: 'multiple_data_sources_for_database',
        database_id: database.id,
        child_data_source_ids: database.sources,
        minimum_api_version: '2025-09-03',
      });
    sourceId = database.sources[0];
  }
  const source = store.visible('data_source', sourceId ?? '');
  if (source?.parent.type !== 'database_id') throw notFound('data source', sourceId ?? '');
  const { database_id } = source.parent;
  return { parent: { type: 'data_source_id', data_source_id: source.id, database_id }, source };
}

/** A row's properties: known to the data source, of its types. */
function ofSource(source: DataSource, sent: Values): Page['properties'] {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      const property = Object.values(source.properties).find(
        (each) => each.name === name || each.id === name,
      );
      if (!property) throw validationError(`${name} is not a property that exists.`);
      return [property.name, propertySent(property, value)];
    }),
  );
}

/** A page below a page has a title and nothing else. */
function ofPage(sent: Values): Page['properties'] {
  const odd = Object.entries(sent).find(([name, value]) => name !== 'title' || !('title' in value));
  if (odd) throw validationError(`${odd[0]} is not a property that exists.`);
  const title = echoed((sent.title?.title ?? []) as SentRichText[]);
  return { title: { id: 'title', type: 'title', title } };
}
