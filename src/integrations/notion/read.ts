import { isFullBlock } from '@notionhq/client';
import type { BlockObjectResponse } from '@notionhq/client';
import type { NotionConnection } from './connection.ts';
import { noteOf } from './notes.ts';
import { pageOf } from './things.ts';
import type { Content, Note, Page } from './types.ts';

const blocksRead = 100;
/** Notion allows three requests a second on average: a page with a hundred toggles is not read to its end. */
const listsRead = 12;
const deepest = 3;

/** A page's first hundred blocks, with what stands in them, three levels deep. Errors: `upstream_*`. */
export async function readContent(
  { api, call }: NotionConnection,
  pageId: string,
  what: string,
): Promise<Content> {
  let lists = 0;
  let cut = false;

  async function list(blockId: string, depth: number): Promise<Note[]> {
    lists++;
    const answer = await call(what, 'read', () =>
      api.blocks.children.list({ block_id: blockId, page_size: blocksRead }),
    );
    cut ||= answer.has_more;
    const notes: Promise<Note>[] = [];
    for (const block of answer.results) if (isFullBlock(block)) notes.push(read(block, depth));
    return Promise.all(notes);
  }

  async function read(block: BlockObjectResponse, depth: number): Promise<Note> {
    const below = block.has_children && block.type !== 'child_page' && block.type !== 'child_database';
    if (!below) return noteOf(block, []);
    if (depth >= deepest || lists >= listsRead) {
      cut = true;
      return noteOf(block, []);
    }
    return noteOf(block, await list(block.id, depth + 1));
  }

  const notes = await list(pageId, 1);
  return { notes, cut };
}

/** The latest edited rows of a data source, `limit` at most. Errors: `upstream_*`. */
export async function readRows(
  { api, call }: NotionConnection,
  sourceId: string,
  what: string,
  limit: number,
): Promise<{ rows: Page[]; more: boolean }> {
  const answer = await call(what, 'read', () =>
    api.dataSources.query({
      data_source_id: sourceId,
      sorts: [{ timestamp: 'last_edited_time', direction: 'descending' }],
      page_size: limit,
    }),
  );
  return { rows: answer.results.flatMap((each) => pageOf(each) ?? []), more: answer.has_more };
}
