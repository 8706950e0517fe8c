import { schemaOf, emptyProperty } from '../properties.ts';
import { plainText } from '../rich-text.ts';
import type { Block, Database, DataSource, NotionStore, Page } from '../store.ts';

function slug(title: string): string {
  return title.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function urlOf(id: string, title: string): string {
  const name = slug(title);
  return `https://www.notion.so/${name ? `${name}-` : ''}${id.replace(/-/g, '')}`;
}

function common(thing: Page | Block | Database | DataSource) {
  return {
    id: thing.id,
    created_time: thing.createdAt.toISOString(),
    last_edited_time: thing.editedAt.toISOString(),
    created_by: { object: 'user', id: thing.editedBy },
    last_edited_by: { object: 'user', id: thing.editedBy },
    in_trash: thing.inTrash,
    archived: thing.inTrash,
  };
}

const iconOf = (emoji: string | undefined) => (emoji === undefined ? null : { type: 'emoji', emoji });

/** The title of a page. */
export function titleOf(page: Page): string {
  const title = Object.values(page.properties).find((each) => each.type === 'title')?.title;
  return plainText((title ?? []) as { plain_text: string }[]);
}

export function pageJson(store: NotionStore, page: Page): Record<string, unknown> {
  const source =
    page.parent.type === 'data_source_id' ? store.things.get(page.parent.data_source_id) : undefined;
  const schema = source?.object === 'data_source' ? Object.values(source.properties) : [];
  const properties = Object.fromEntries(
    schema.map((each) => [
      each.name,
      each.type === 'last_edited_time'
        ? { id: each.id, type: each.type, last_edited_time: page.editedAt.toISOString() }
        : (page.properties[each.name] ?? emptyProperty(each)),
    ]),
  );
  return {
    object: 'page',
    ...common(page),
    is_archived: false,
    is_locked: false,
    icon: iconOf(page.icon),
    cover: null,
    parent: page.parent,
    properties: schema.length > 0 ? properties : page.properties,
    url: urlOf(page.id, titleOf(page)),
    public_url: null,
  };
}

export function blockJson(block: Block): Record<string, unknown> {
  const { type, content } = block;
  const hasChildren = block.children.length > 0 || type === 'child_page';
  return {
    object: 'block',
    ...common(block),
    parent: block.parent,
    has_children: hasChildren,
    type,
    [type]: content,
  };
}

export function databaseJson(store: NotionStore, database: Database): Record<string, unknown> {
  const sources = database.sources
    .map((id) => store.things.get(id))
    .filter((each) => each?.object === 'data_source');
  return {
    object: 'database',
    ...common(database),
    title: database.title,
    description: [],
    parent: database.parent,
    is_inline: false,
    is_locked: false,
    data_sources: sources.map((each) => ({ id: each.id, name: plainText(each.title) })),
    icon: iconOf(database.icon),
    cover: null,
    url: urlOf(database.id, ''),
    public_url: null,
  };
}

export function dataSourceJson(store: NotionStore, source: DataSource): Record<string, unknown> {
  const database =
    source.parent.type === 'database_id' ? store.things.get(source.parent.database_id) : undefined;
  return {
    object: 'data_source',
    ...common(source),
    title: source.title,
    description: [],
    parent: source.parent,
    database_parent: database?.parent ?? { type: 'workspace', workspace: true },
    is_inline: false,
    properties: Object.fromEntries(
      Object.values(source.properties).map((each) => [each.name, schemaOf(each)]),
    ),
    icon: database?.object === 'database' ? iconOf(database.icon) : null,
    cover: null,
    url: urlOf(database?.id ?? source.id, ''),
    public_url: null,
  };
}
