import type { BlockObjectRequest } from '@notionhq/client';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { NotionConnection } from './connection.ts';
import { pageOf } from './things.ts';
import type { Draft, Page, Source, Text } from './types.ts';

/** Notion's sizes (https://developers.notion.com/reference/request-limits). */
const most = { text: 2_000, runs: 100, blocks: 100 };

type CodeRequest = Extract<BlockObjectRequest, { code: unknown }>['code'];
type RichText = CodeRequest['rich_text'];
type CalloutRequest = Extract<BlockObjectRequest, { callout: unknown }>['callout'];
type Color = NonNullable<CalloutRequest['color']>;
type Emoji = Extract<NonNullable<CalloutRequest['icon']>, { emoji: unknown }>['emoji'];
type Language = NonNullable<CodeRequest['language']>;

/** A new page: below a page, or as a row of a data source. Errors: `upstream_*`. */
export async function createPage(
  connection: NotionConnection,
  parent: { readonly page: string } | { readonly source: Source },
  title: string,
  drafts: readonly Draft[],
  what: string,
): Promise<Page> {
  const { api, call } = connection;
  const [first = [], ...later] = inCalls(drafts);
  const titleProperty = 'source' in parent ? parent.source.titleProperty : 'title';
  const sent = await call(what, 'insert', () =>
    api.pages.create({
      parent: 'source' in parent ? { data_source_id: parent.source.id } : { page_id: parent.page },
      properties: { [titleProperty]: { title: pieces(title).map((content) => ({ text: { content } })) } },
      ...(first.length > 0 ? { children: first } : {}),
    }),
  );
  await write(connection, sent.id, later, what, first.length);
  // An integration that may insert but not read gets the id alone.
  return (
    pageOf(sent) ?? {
      kind: 'page',
      id: sent.id,
      title,
      url: `https://www.notion.so/${sent.id.replace(/-/g, '')}`,
      editedAt: new Date(),
      parent: { kind: 'workspace', id: '' },
      inTrash: false,
      properties: [],
    }
  );
}

/**
 * The page of a title right below a page, or in a table: for when it is not known whether creating it succeeded. Unlike
 * search it sees new pages at once. Errors: `upstream_*`.
 */
export async function findPage(
  { api, call }: NotionConnection,
  parent: { readonly page: string } | { readonly source: Source },
  title: string,
  what: string,
): Promise<{ readonly url: string } | undefined> {
  if ('source' in parent) {
    const filter = { property: parent.source.titleProperty, title: { equals: title } };
    const found = await call(what, 'read', () =>
      api.dataSources.query({ data_source_id: parent.source.id, filter, page_size: 1 }),
    );
    const [page] = found.results.flatMap((each) => pageOf(each) ?? []);
    return page;
  }
  let cursor: string | undefined;
  do {
    const from = cursor ? { start_cursor: cursor } : {};
    const list = await call(what, 'read', () => api.blocks.children.list({ block_id: parent.page, ...from }));
    for (const block of list.results)
      if ('type' in block && block.type === 'child_page' && block.child_page.title === title)
        return { url: `https://www.notion.so/${block.id.replace(/-/g, '')}` };
    cursor = list.next_cursor ?? undefined;
  } while (cursor);
  return undefined;
}

/** Writes blocks at a page's end, as many calls as it takes. Errors: `upstream_*`, which say how far it came. */
export async function appendBlocks(
  connection: NotionConnection,
  pageId: string,
  drafts: readonly Draft[],
  what: string,
): Promise<void> {
  await write(connection, pageId, inCalls(drafts), what, 0);
}

async function write(
  { api, call }: NotionConnection,
  pageId: string,
  calls: readonly BlockObjectRequest[][],
  what: string,
  before: number,
): Promise<void> {
  let done = before;
  for (const children of calls) {
    try {
      await call(what, 'insert', () => api.blocks.children.append({ block_id: pageId, children }));
    } catch (error) {
      if (done === 0 || !isNoxError(error)) throw error;
      const params = { ...error.params, what: what.slice(0, 100), done };
      throw new NoxError(error.code, params, { sentence: 'notion.partly_written', cause: error });
    }
    done += children.length;
  }
}

function inCalls(drafts: readonly Draft[]): BlockObjectRequest[][] {
  const blocks = drafts.flatMap((each) => blocksOf(each));
  return Array.from({ length: Math.ceil(blocks.length / most.blocks) }, (_each, at) =>
    blocks.slice(at * most.blocks, (at + 1) * most.blocks),
  );
}

/** A draft as one block; as several of its kind where its text is too long for one. */
function blocksOf(draft: Draft): BlockObjectRequest[] {
  if (draft.kind === 'divider') return [{ divider: {} }];
  if (draft.kind === 'bullets')
    return draft.items.map((each) => ({ bulleted_list_item: { rich_text: inBlocks(each)[0] ?? [] } }));
  if (draft.kind === 'table') return [tableOf(draft.rows)];
  if (draft.kind === 'picture') {
    const caption = inBlocks(draft.caption)[0] ?? [];
    return [{ image: { type: 'file_upload', file_upload: { id: draft.upload }, caption } }];
  }
  const text: Text =
    draft.kind === 'code' ? [{ text: draft.text, bold: false, code: false, url: undefined }] : draft.text;
  return inBlocks(text).map((rich_text): BlockObjectRequest => {
    switch (draft.kind) {
      case 'paragraph':
        return { paragraph: { rich_text } };
      case 'bullet':
        return { bulleted_list_item: { rich_text } };
      case 'number':
        return { numbered_list_item: { rich_text } };
      case 'quote':
        return { quote: { rich_text } };
      case 'callout':
        return { callout: { rich_text, icon: { emoji: draft.icon as Emoji }, color: draft.color as Color } };
      case 'todo':
        return { to_do: { rich_text, checked: draft.done } };
      case 'code':
        return { code: { rich_text, language: draft.language as Language } };
      case 'heading': {
        if (draft.level === 1) return { heading_1: { rich_text } };
        return draft.level === 2 ? { heading_2: { rich_text } } : { heading_3: { rich_text } };
      }
    }
  });
}

function tableOf(rows: readonly (readonly Text[])[]): BlockObjectRequest {
  return {
    table: {
      table_width: rows[0]?.length ?? 1,
      has_column_header: true,
      children: rows
        .slice(0, most.blocks)
        .map((row) => ({ table_row: { cells: row.map((cell) => inBlocks(cell)[0] ?? []) } })),
    },
  };
}

function inBlocks(text: Text): RichText[] {
  const runs = text.flatMap((run) =>
    pieces(run.text).map((content) => ({
      text: { content, link: run.url ? { url: run.url } : null },
      annotations: { bold: run.bold, code: run.code },
    })),
  );
  return Array.from({ length: Math.max(1, Math.ceil(runs.length / most.runs)) }, (_each, at) =>
    runs.slice(at * most.runs, (at + 1) * most.runs),
  );
}

/** A text in pieces that Notion takes; no sign is cut in two. */
function pieces(text: string): string[] {
  const all: string[] = [];
  for (let rest = text.toWellFormed(); rest !== ''; rest = rest.slice(all.at(-1)?.length))
    all.push(rest.slice(0, most.text).replace(/[\ud800-\udbff]$/, ''));
  return all;
}
