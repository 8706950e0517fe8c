import type { KnownBlock } from '@slack/web-api';
import type { Reply, ReplyBlock } from '../../../core/reply.ts';
import { escapeText, toMrkdwn, toPlain } from './inline.ts';
import type { Reader } from './inline.ts';
import { hasLinks, tableAsBlock, tableAsText } from './table.ts';

/** A reply as Slack takes it: one or more messages within Slack's limits, and files for what is too long. */
export interface Rendered {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly files: readonly { readonly filename: string; readonly content: string }[];
}

/** Slack's limits (https://docs.slack.dev/reference/block-kit/blocks). */
const most = {
  blocks: 50,
  section: 3_000,
  header: 150,
  button: 75,
  buttons: 25,
  fields: 10,
  field: 2_000,
  text: 3_000,
  code: 2_800,
};

const signs = { ok: '✅', info: 'ℹ️', warning: '⚠️', error: '🔴' } as const;

/** Renders a reply for one reader. The action id of every button is `nox:act:<n>`, its value the pending action's id and option. */
export function renderReply(reply: Reply, reader: Reader): Rendered {
  const files: { filename: string; content: string }[] = [];
  const blocks: KnownBlock[] = [];
  let tables = 0;
  for (const block of reply.blocks) {
    if (block.kind === 'table' && hasLinks(block.rows) && tables++ === 0)
      blocks.push(tableAsBlock(block.columns, block.rows, reader));
    else blocks.push(...renderBlock(block, reader, files));
  }
  const text = cut(escapeText(reply.summary), most.text);
  return { text, blocks: blocks.slice(0, most.blocks), files };
}

function renderBlock(
  block: ReplyBlock,
  reader: Reader,
  files: { filename: string; content: string }[],
): KnownBlock[] {
  switch (block.kind) {
    case 'heading':
      return [
        {
          type: 'header',
          text: { type: 'plain_text', text: cut(block.text || '–', most.header), emoji: false },
        },
      ];
    case 'text':
      return sections(toMrkdwn(block.text, reader));
    case 'notice':
      return sections(`${signs[block.tone]} ${toMrkdwn(block.text, reader)}`);
    case 'list':
      return sections(block.items.map((item) => `• ${toMrkdwn(item, reader)}`).join('\n'));
    case 'context':
      return [
        {
          type: 'context',
          elements: [{ type: 'mrkdwn', text: cut(toMrkdwn(block.text, reader) || '–', most.field) }],
        },
      ];
    case 'fields':
      return chunks(block.fields, most.fields).map((fields) => ({
        type: 'section',
        fields: fields.map((field) => ({
          type: 'mrkdwn',
          text: cut(`*${escapeText(field.label)}*\n${toMrkdwn(field.value, reader) || '–'}`, most.field),
        })),
      }));
    case 'table':
      return [preformatted(tableAsText(block.columns, block.rows, reader))];
    case 'code':
      return renderCode(block.text, block.filename, files);
    case 'buttons':
      return chunks(block.buttons.slice(0, most.buttons), 5).map((buttons, row) => ({
        type: 'actions',
        elements: buttons.map((button, at) => ({
          type: 'button',
          text: { type: 'plain_text', text: cut(button.label || '–', most.button), emoji: false },
          action_id: `nox:act:${row * 5 + at}`,
          value: `${button.action}:${button.option}`,
          ...(button.style ? { style: button.style } : {}),
        })),
      }));
  }
}

/** Short text inline; of long text the last lines inline and the whole as a file. */
function renderCode(
  text: string,
  filename: string,
  files: { filename: string; content: string }[],
): KnownBlock[] {
  if (escapeText(text).length <= most.code) return [preformatted(text || ' ')];
  files.push({ filename, content: text });
  let tail = text.slice(-most.code);
  tail = tail.slice(tail.indexOf('\n') + 1) || tail;
  while (escapeText(tail).length > most.code) tail = tail.slice(Math.ceil(tail.length / 10));
  return [preformatted(`…\n${tail}`)];
}

function preformatted(text: string): KnownBlock {
  const safe = escapeText(text).replace(/```/g, "'''");
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: `\`\`\`\n${cut(safe, most.section - 12)}\n\`\`\`` },
  };
}

/** Text as sections, parted at line ends so that none is too long; six at most. */
function sections(text: string): KnownBlock[] {
  const pieces: string[] = [];
  let rest = text || '–';
  while (rest.length > most.section && pieces.length < 5) {
    const at = rest.lastIndexOf('\n', most.section - 1);
    const end = at > most.section / 2 ? at : most.section - 1;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/, '');
  }
  pieces.push(cut(rest, most.section));
  return pieces.map((piece) => ({ type: 'section', text: { type: 'mrkdwn', text: piece } }));
}

/** A reply as plain text alone, where Slack refuses its blocks. */
export function renderPlain(reply: Reply, reader: Reader): string {
  const lines = reply.blocks.flatMap((block): string[] => {
    if (block.kind === 'table') return [tableAsText(block.columns, block.rows, reader)];
    if (block.kind === 'list') return block.items.map((item) => `• ${toPlain(item, reader)}`);
    if (block.kind === 'fields')
      return block.fields.map((field) => `${field.label}: ${toPlain(field.value, reader)}`);
    if (block.kind === 'buttons') return [];
    return [toPlain(block.text, reader)];
  });
  return cut(escapeText([reply.summary, ...lines].join('\n')), most.text);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_each, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
