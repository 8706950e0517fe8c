import { notFound, validationError } from '../errors.ts';
import { bodies, checked, checkedBlocks } from '../requests.ts';
import type { SentBlock } from '../requests.ts';
import { echoed } from '../rich-text.ts';
import type { SentRichText } from '../rich-text.ts';
import { withDefaults } from '../seed.ts';
import type { Block, NotionStore, Page, Parent } from '../store.ts';
import { attached } from './file-uploads.ts';
import { listOf } from './list.ts';
import { blockJson } from './render.ts';

/** A page or a block, as something that has children. */
function containerOf(store: NotionStore, id: string): Page | Block {
  const found = store.visible('page', id) ?? store.visible('block', id);
  if (!found) throw notFound('block', id);
  return found;
}

function childrenOf(store: NotionStore, of: Page | Block): Block[] {
  return of.children
    .map((id) => store.things.get(id))
    .filter((each): each is Block => each?.object === 'block')
    .filter((each) => !each.inTrash && !store.things.get(each.id)?.inTrash);
}

export function getBlock(store: NotionStore, id: string): Record<string, unknown> {
  const block = store.visible('block', id) ?? store.visible('block', `block:${id}`);
  if (!block) throw notFound('block', id);
  return blockJson(block);
}

/** https://developers.notion.com/reference/get-block-children */
export function listChildren(
  store: NotionStore,
  id: string,
  query: URLSearchParams,
): Record<string, unknown> {
  const size = Number(query.get('page_size') ?? 100);
  if (!(size >= 1 && size <= 100))
    throw validationError(
      `query failed validation: query.page_size should be ≤ \`100\`, instead was \`${size}\`.`,
    );
  const paging = { start_cursor: query.get('start_cursor'), page_size: size };
  return listOf(childrenOf(store, containerOf(store, id)), paging, 'block', blockJson);
}

/** https://developers.notion.com/reference/patch-block-children */
export function append(store: NotionStore, id: string, body: unknown, now: Date): Record<string, unknown> {
  const { children, after } = checked(bodies.append, body);
  const blocks = checkedBlocks(children);
  const container = containerOf(store, id);
  if (container.inTrash)
    throw validationError("Can't edit block that is archived. You must unarchive the block before editing.");
  const parent: Parent =
    container.object === 'page'
      ? { type: 'page_id', page_id: container.id }
      : { type: 'block_id', block_id: container.id };
  const made: string[] = [];
  plantBlocks(store, made, parent, attached(store, blocks, now), now);
  const at = after === undefined ? container.children.length : container.children.indexOf(after) + 1;
  container.children.splice(at, 0, ...made);
  container.editedAt = now;
  container.editedBy = store.botId;
  const rendered = made.map((each) => store.things.get(each)).filter((each) => each?.object === 'block');
  return listOf(rendered, {}, 'block', blockJson);
}

export function deleteBlock(store: NotionStore, id: string, now: Date): Record<string, unknown> {
  const block = store.visible('block', id);
  if (!block) throw notFound('block', id);
  block.inTrash = true;
  block.editedAt = now;
  return blockJson(block);
}

/** Makes blocks, children first to last, and notes their ids in `into`. */
export function plantBlocks(
  store: NotionStore,
  into: string[],
  parent: Parent,
  blocks: readonly SentBlock[],
  now: Date,
): void {
  for (const { type, content, children } of blocks) {
    const block: Block = {
      object: 'block',
      id: store.newId(),
      parent,
      createdAt: now,
      editedAt: now,
      editedBy: store.botId,
      inTrash: false,
      shared: false,
      type,
      content: withDefaults(type, shownContent(content)),
      children: [],
    };
    store.add(block);
    into.push(block.id);
    plantBlocks(store, block.children, { type: 'block_id', block_id: block.id }, children, now);
  }
}

function shownContent(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => {
      if (name === 'rich_text' || name === 'caption') return [name, echoed(value as SentRichText[])];
      if (name === 'cells') return [name, (value as SentRichText[][]).map((cell) => echoed(cell))];
      return [name, value];
    }),
  );
}
