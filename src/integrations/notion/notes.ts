import type { BlockObjectResponse } from '@notionhq/client';
import type { Note, NoteKind, Text } from './types.ts';
import { textOf } from './values.ts';

/** A block of Notion's as a note. Files that Notion itself keeps get no link: theirs carry a signature. */
export function noteOf(block: BlockObjectResponse, children: readonly Note[]): Note {
  const as = (kind: NoteKind, text: Text = []): Note => ({ kind, text, children });
  switch (block.type) {
    case 'paragraph':
      return as('paragraph', textOf(block.paragraph.rich_text));
    case 'heading_1':
      return as('heading', textOf(block.heading_1.rich_text));
    case 'heading_2':
      return as('heading', textOf(block.heading_2.rich_text));
    case 'heading_3':
      return as('heading', textOf(block.heading_3.rich_text));
    case 'heading_4':
      return as('heading', textOf(block.heading_4.rich_text));
    case 'bulleted_list_item':
      return as('bullet', textOf(block.bulleted_list_item.rich_text));
    case 'numbered_list_item':
      return as('number', textOf(block.numbered_list_item.rich_text));
    case 'to_do':
      return { ...as('todo', textOf(block.to_do.rich_text)), done: block.to_do.checked };
    case 'quote':
      return as('quote', textOf(block.quote.rich_text));
    case 'toggle':
      return as('toggle', textOf(block.toggle.rich_text));
    case 'callout': {
      const { icon, rich_text: text } = block.callout;
      return { ...as('callout', textOf(text)), icon: icon?.type === 'emoji' ? icon.emoji : '' };
    }
    case 'code':
      return { ...as('code', textOf(block.code.rich_text)), language: block.code.language };
    case 'equation':
      return as('code', plain(block.equation.expression));
    case 'table': {
      const rows = children.flatMap((each) => each.rows ?? []);
      return { kind: 'table', text: [], children: [], rows, hasHeader: block.table.has_column_header };
    }
    case 'table_row':
      return { ...as('table'), rows: [block.table_row.cells.map((cell) => textOf(cell))] };
    case 'child_page':
      return as('page', plain(block.child_page.title));
    case 'child_database':
      return as('database', plain(block.child_database.title));
    case 'bookmark':
      return as('link', linked(block.bookmark.url, textOf(block.bookmark.caption)));
    case 'embed':
      return as('link', linked(block.embed.url, textOf(block.embed.caption)));
    case 'link_preview':
      return as('link', linked(block.link_preview.url, []));
    case 'image':
      return as('link', media('🖼️', block.image));
    case 'video':
      return as('link', media('🎬', block.video));
    case 'file':
      return as('link', media('📎', block.file));
    case 'pdf':
      return as('link', media('📎', block.pdf));
    case 'divider':
      return as('divider');
    case 'column_list':
    case 'column':
    case 'synced_block':
      return as('group');
    default:
      return as(children.length > 0 ? 'group' : 'other');
  }
}

function plain(text: string, url?: string): Text {
  return [{ text, bold: false, code: false, url }];
}

function linked(url: string, caption: Text): Text {
  return plain(caption.map((run) => run.text).join('') || url, url);
}

type Media =
  | Extract<BlockObjectResponse, { type: 'file' }>['file']
  | Extract<BlockObjectResponse, { type: 'image' }>['image'];

function media(sign: string, given: Media): Text {
  const caption = textOf(given.caption)
    .map((run) => run.text)
    .join('');
  const name = caption || ('name' in given ? given.name : '');
  const url = given.type === 'external' ? given.external.url : undefined;
  return plain(`${sign} ${name || url || ''}`.trim(), url);
}
