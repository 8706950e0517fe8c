import type { KnownBlock } from '@slack/web-api';
import type { Column, Inline } from '../../../core/reply.ts';
import { cutText } from './cut.ts';
import { escapeText, linkOf, toPlain } from './inline.ts';
import type { Reader } from './inline.ts';
import { cutToWidth, padToWidth, widthOf } from './width.ts';

const widest = 92;
const cellMost = 48;
const textMost = 2_900;
const rowsMost = 300;
/** Slack counts 10,000 characters over all cells. */
const blockMost = 9_000;

/** A table as aligned monospace text, cut to the width of a Slack message and, once escaped, to `most` characters. */
export function tableAsText(
  columns: readonly Column[],
  rows: readonly (readonly Inline[])[],
  reader: Reader,
  most = textMost,
): string {
  const cells = rows
    .slice(0, rowsMost)
    .map((row) => columns.map((_column, at) => clean(toPlain(row[at] ?? '', reader))));
  const titles = columns.map((column) => clean(column.title));
  const natural = titles.map((title, at) =>
    Math.max(1, widthOf(title), ...cells.map((row) => widthOf(row[at] ?? ''))),
  );
  const widths = fit(natural);
  const line = (values: readonly string[]) =>
    values
      .map((value, at) => padToWidth(cutToWidth(value, widths[at] ?? 1), widths[at] ?? 1, columns[at]?.align))
      .join('  ')
      .trimEnd();
  const lines: string[] = [];
  let length = 0;
  for (const each of [titles, ...cells].map(line)) {
    length += escapeText(each).length + 1;
    if (length > most) break;
    lines.push(each);
  }
  const left = rows.length + 1 - lines.length;
  return lines.join('\n') + (left > 0 ? `\n… +${left}` : '');
}

/** Whether a table has links, which monospace text cannot show. */
export function hasLinks(rows: readonly (readonly Inline[])[]): boolean {
  return rows.some((row) => row.some((cell) => linkOf(cell) !== undefined));
}

/** A table as Slack's table block: 100 rows, 20 columns; links stay links. `left` counts the rows that found no room. */
export function tableAsBlock(
  columns: readonly Column[],
  rows: readonly (readonly Inline[])[],
  reader: Reader,
): { readonly block: KnownBlock; readonly left: number } {
  const shownColumns = columns.slice(0, 20);
  const cell = (inline: Inline) => {
    const text = cutText(clean(toPlain(inline, reader)) || '–', 120);
    const url = linkOf(inline);
    if (!url) return { type: 'raw_text' as const, text };
    const link = { type: 'link' as const, url, text };
    return {
      type: 'rich_text' as const,
      elements: [{ type: 'rich_text_section' as const, elements: [link] }],
    };
  };
  const header = shownColumns.map((column) => ({
    type: 'raw_text' as const,
    text: cutText(clean(column.title), 120) || '–',
  }));
  const body: ReturnType<typeof cell>[][] = [];
  let size = 0;
  for (const row of rows.slice(0, 99)) {
    const made = shownColumns.map((_column, at) => cell(row[at] ?? ''));
    size += JSON.stringify(made).length;
    if (size > blockMost) break;
    body.push(made);
  }
  const column_settings = shownColumns.map((column) => ({ align: column.align ?? 'left', is_wrapped: true }));
  const block = { type: 'table', rows: [header, ...body], column_settings } as KnownBlock;
  return { block, left: rows.length - body.length };
}

/** Narrows the widest columns until the table fits. */
function fit(natural: readonly number[]): number[] {
  const widths = natural.map((width) => Math.min(width, cellMost));
  const total = () => widths.reduce((sum, width) => sum + width + 2, -2);
  while (total() > widest && Math.max(...widths) > 6) {
    const at = widths.indexOf(Math.max(...widths));
    widths[at] = (widths[at] ?? 7) - 1;
  }
  return widths;
}

function clean(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}\u200b]+/gu, ' ')
    .trim();
}
