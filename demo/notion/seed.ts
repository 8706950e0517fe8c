import { createHash } from 'node:crypto';
import { propertyFrom, propertyOf } from './properties.ts';
import { richText } from './rich-text.ts';
import { NotionStore } from './store.ts';
import type { Block, Database, DataSource, Page, Parent } from './store.ts';
import type { BlockSeed, DatabaseSeed, NotionWorld, PageSeed, RowSeed, Seed, SourceSeed } from './world.ts';

const hourMs = 3_600_000;

/** Fills a workspace. Ids depend on the names alone, so that a demo that starts again keeps its links. */
export function storeOf(world: NotionWorld, now: Date): NotionStore {
  const counted = new Map<string, number>();
  const id = (of: string) => {
    const at = (counted.get(of) ?? 0) + 1;
    counted.set(of, at);
    return uuidOf(`${world.workspace}/${of}/${at}`);
  };
  const store = new NotionStore(world.workspace, world.integration, {
    workspaceId: id('workspace'),
    botId: id('bot'),
  });
  for (const { name, email } of world.people) store.people.push({ id: id(`person ${email}`), name, email });
  const author = store.people[0]?.id ?? store.botId;

  function kept(parent: Parent, shared: boolean | undefined, editedHoursAgo: number | undefined) {
    const editedAt = new Date(now.getTime() - (editedHoursAgo ?? 200) * hourMs);
    const createdAt = new Date(editedAt.getTime() - 240 * hourMs);
    return { parent, createdAt, editedAt, editedBy: author, inTrash: false, shared: shared ?? false };
  }

  function plant(seed: Seed, parent: Parent): string {
    return 'page' in seed ? plantPage(seed, parent) : plantDatabase(seed, parent);
  }

  function plantPage(seed: PageSeed, parent: Parent): string {
    const page = store.add<Page>({
      ...kept(parent, seed.shared, seed.editedHoursAgo),
      object: 'page',
      id: id(`page ${seed.page}`),
      icon: seed.icon,
      properties: { title: { id: 'title', type: 'title', title: richText(seed.page) } },
      children: [],
    });
    const own: Parent = { type: 'page_id', page_id: page.id };
    page.children.push(...(seed.body ?? []).map((each) => plantBlock(each, own, page.editedAt)));
    for (const child of seed.children ?? []) {
      const [type, title] =
        'page' in child
          ? (['child_page', child.page] as const)
          : (['child_database', child.database] as const);
      store.placeChild(page.id, plant(child, own), type, title);
    }
    return page.id;
  }

  function plantBlock(seed: BlockSeed, parent: Parent, editedAt: Date): string {
    const extra = { ...seed.with };
    if (seed.type === 'table_row')
      extra.cells = (extra.cells as readonly string[]).map((cell) => richText(cell));
    const content = seed.text === undefined ? extra : { rich_text: richText(seed.text), ...extra };
    const block = store.add<Block>({
      ...kept(parent, false, 0),
      editedAt,
      object: 'block',
      id: id(`block ${seed.type}`),
      type: seed.type,
      content: withDefaults(seed.type, content),
      children: [],
    });
    const own: Parent = { type: 'block_id', block_id: block.id };
    block.children.push(...(seed.children ?? []).map((each) => plantBlock(each, own, editedAt)));
    return block.id;
  }

  function plantDatabase(seed: DatabaseSeed, parent: Parent): string {
    const database = store.add<Database>({
      ...kept(parent, seed.shared, seed.editedHoursAgo),
      object: 'database',
      id: id(`database ${seed.database}`),
      title: richText(seed.database),
      icon: seed.icon,
      sources: [],
    });
    for (const source of seed.sources) database.sources.push(plantSource(source, database.id, seed));
    return database.id;
  }

  function plantSource(seed: SourceSeed, databaseId: string, of: DatabaseSeed): string {
    const properties = Object.entries(seed.properties).map(([name, each]) => propertyOf(name, each));
    const source = store.add<DataSource>({
      ...kept({ type: 'database_id', database_id: databaseId }, false, of.editedHoursAgo),
      object: 'data_source',
      id: id(`source ${seed.name}`),
      title: richText(seed.name),
      properties: Object.fromEntries(properties.map((each) => [each.name, each])),
      rows: [],
    });
    for (const row of seed.rows) source.rows.push(plantRow(row, source.id, databaseId));
    return source.id;
  }

  function plantRow(seed: RowSeed, sourceId: string, databaseId: string): string {
    const parent: Parent = { type: 'data_source_id', data_source_id: sourceId, database_id: databaseId };
    const source = store.things.get(sourceId);
    if (source?.object !== 'data_source') throw new Error('a row without its data source');
    const properties = Object.values(source.properties).map((each) => [
      each.name,
      propertyFrom(each, seed.values[each.name], store.people),
    ]);
    const page = store.add<Page>({
      ...kept(parent, false, seed.editedHoursAgo),
      object: 'page',
      id: id(`row ${String(Object.values(seed.values)[0])}`),
      icon: undefined,
      properties: Object.fromEntries(properties) as Record<string, Record<string, unknown>>,
      children: [],
    });
    const own: Parent = { type: 'page_id', page_id: page.id };
    page.children.push(...(seed.body ?? []).map((each) => plantBlock(each, own, page.editedAt)));
    return page.id;
  }

  for (const seed of world.content) plant(seed, { type: 'workspace', workspace: true });
  return store;
}

/** The fields that a block of a type always has. */
export function withDefaults(type: string, content: Record<string, unknown>): Record<string, unknown> {
  const coloured = 'rich_text' in content && type !== 'code' ? { color: 'default' } : {};
  const own: Readonly<Record<string, Record<string, unknown>>> = {
    to_do: { checked: false },
    code: { caption: [], language: 'plain text' },
    callout: { icon: { type: 'emoji', emoji: '💡' } },
    heading_1: { is_toggleable: false },
    heading_2: { is_toggleable: false },
    heading_3: { is_toggleable: false },
  };
  return { ...coloured, ...own[type], ...content };
}

function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
