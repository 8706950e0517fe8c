import type { KnownBlock, MrkdwnElement } from '@slack/web-api';
import type { Reply, ReplyBlock } from '../../../core/reply.ts';
import { renderButtons, renderPhrases } from './buttons.ts';
import { chunks } from './chunks.ts';
import { cutMarkup, cutText, partMarkup } from './cut.ts';
import { escapeText, toMrkdwn, toPlain } from './inline.ts';
import type { Reader } from './inline.ts';
import type { AttachedFile } from '../speak/upload.ts';
import { hasLinks, tableAsBlock, tableAsText } from './table.ts';

/** A reply as Slack takes it: one message within Slack's limits, and files for pictures and for what is too long. */
export interface Rendered {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly files: readonly AttachedFile[];
}

/** Slack's limits (https://docs.slack.dev/reference/block-kit/blocks). */
const most = {
  blocks: 50,
  section: 3_000,
  sections: 6,
  header: 150,
  fields: 10,
  field: 2_000,
  text: 3_000,
  code: 2_800,
};

const signs = { ok: '✅', info: 'ℹ️', warning: '⚠️', error: '🔴' } as const;

/** Renders a reply for one reader, who asked for it. */
export function renderReply(reply: Reply, reader: Reader, askerId: string): Rendered {
  const files: AttachedFile[] = [];
  const blocks: KnownBlock[] = [];
  let tables = 0;
  for (const block of reply.blocks) {
    // One table block is all that Slack takes in a message.
    const asBlock = block.kind === 'table' && hasLinks(block.rows) && tables++ === 0;
    blocks.push(...(asBlock ? renderTable(block, reader) : renderBlock(block, reader, askerId, files)));
  }
  const summary = cutMarkup(escapeText(reply.summary), most.text);
  return { text: summary || 'NOX', blocks: fitBlocks(blocks), files };
}

/** Fifty blocks; buttons are kept before everything else, since without them a question cannot be answered. */
function fitBlocks(blocks: readonly KnownBlock[]): KnownBlock[] {
  if (blocks.length <= most.blocks) return [...blocks];
  const buttons = blocks.filter((block) => block.type === 'actions').slice(0, most.blocks - 2);
  const others = blocks.filter((block) => block.type !== 'actions');
  return [...others.slice(0, most.blocks - 1 - buttons.length), small('…'), ...buttons];
}

function renderBlock(
  block: ReplyBlock,
  reader: Reader,
  askerId: string,
  files: AttachedFile[],
): KnownBlock[] {
  switch (block.kind) {
    case 'heading': {
      const text = cutText(block.text.toWellFormed().trim() || '–', most.header);
      return [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }];
    }
    case 'text':
      return sections(toMrkdwn(block.text, reader));
    case 'notice':
      return sections(`${signs[block.tone]} ${toMrkdwn(block.text, reader)}`);
    case 'list':
      return sections(block.items.map((item) => `• ${toMrkdwn(item, reader)}`).join('\n'));
    case 'context':
      return [small(toMrkdwn(block.text, reader))];
    case 'fields':
      return chunks(block.fields, most.fields).map((fields) => ({
        type: 'section',
        fields: fields.map(({ label, value }) =>
          mrkdwn(`*${escapeText(label)}*\n${toMrkdwn(value, reader) || '–'}`, most.field),
        ),
      }));
    case 'table':
      return [preformatted(tableAsText(block.columns, block.rows, reader))];
    case 'code':
      return renderCode(block.text, block.filename, files);
    case 'picture':
      files.push({ filename: block.filename, content: block.png, title: block.title, alt: block.alt });
      return [];
    case 'buttons':
      return renderButtons(block.buttons, askerId);
    case 'phrases':
      return renderPhrases(block.phrases);
  }
}

function renderTable(block: ReplyBlock & { kind: 'table' }, reader: Reader): KnownBlock[] {
  const { block: table, left } = tableAsBlock(block.columns, block.rows, reader);
  return left > 0 ? [table, small(`… +${left}`)] : [table];
}

/** Short text inline; of long text the last lines inline and the whole as a file. */
function renderCode(text: string, filename: string, files: AttachedFile[]): KnownBlock[] {
  if (escapeText(text).length <= most.code) return [preformatted(text || ' ')];
  files.push({ filename, content: text });
  let tail = text.slice(-most.code);
  tail = tail.slice(tail.indexOf('\n') + 1) || tail;
  while (escapeText(tail).length > most.code) tail = tail.slice(Math.ceil(tail.length / 10));
  return [preformatted(`…\n${tail}`)];
}

function preformatted(text: string): KnownBlock {
  const safe = cutMarkup(escapeText(text).replace(/```/g, "'''"), most.section - 12);
  return { type: 'section', text: mrkdwn(`\`\`\`\n${safe}\n\`\`\``, most.section) };
}

function sections(text: string): KnownBlock[] {
  return partMarkup(text.trim() || '–', most.section, most.sections).map((piece) => ({
    type: 'section',
    text: mrkdwn(piece, most.section),
  }));
}

function small(text: string): KnownBlock {
  return { type: 'context', elements: [mrkdwn(text || '–', most.field)] };
}

/** `verbatim`: Slack makes no mention of an `@here` and no channel of a `#name` in text that only quotes it. */
function mrkdwn(text: string, length: number): MrkdwnElement {
  return { type: 'mrkdwn', text: cutMarkup(text, length), verbatim: true };
}

/** A reply as plain text alone, where Slack refuses its blocks. */
export function renderPlain(reply: Reply, reader: Reader): string {
  const lines = reply.blocks.flatMap((block): string[] => {
    if (block.kind === 'table') return [tableAsText(block.columns, block.rows, reader)];
    if (block.kind === 'list') return block.items.map((item) => `• ${toPlain(item, reader)}`);
    if (block.kind === 'fields')
      return block.fields.map((field) => `${field.label}: ${toPlain(field.value, reader)}`);
    if (block.kind === 'buttons' || block.kind === 'phrases' || block.kind === 'picture') return [];
    return [toPlain(block.text, reader)];
  });
  return cutMarkup(escapeText([reply.summary, ...lines].join('\n')), most.text);
}
