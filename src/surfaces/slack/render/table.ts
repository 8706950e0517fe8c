import type { KnownBlock } from '@slack/web-api';
import type { Column, Inline } from '../../../core/reply.ts';
import { linkOf, toPlain } from './inline.ts';
import type { Reader } from './inline.ts';

const widest = 92;
const cellMost = 48;
const textMost = 2_900;

/** A table as aligned monospace text, cut to the width of a Slack message and to `most` characters. */
export function tableAsText(
  columns: readonly Column[],
  rows: readonly (readonly Inline[])[],
  reader: Reader,
  most = textMost,
): string {
  const cells = rows.map((row) => columns.map((_column, at) => clean(toPlain(row[at] ?? '', reader))));
  const widths = fit(
    columns.map((column, at) =>
      Math.max(column.title.length, ...cells.map((row) => row[at]?.length ?? 0), 1),
    ),
  );
  const line = (values: readonly string[]) =>
    values
      .map((value, at) => pad(cut(value, widths[at] ?? 1), widths[at] ?? 1, columns[at]?.align))
      .join('  ')
      .trimEnd();
  const lines = [line(columns.map((column) => column.title)), ...cells.map(line)];
  let kept = lines.length;
  while (kept > 1 && lines.slice(0, kept).join('\n').length > most) kept--;
  return lines.slice(0, kept).join('\n') + (kept < lines.length ? `\n… +${lines.length - kept}` : '');
}

/** Whether a table has links, which monospace text cannot show. */
export function hasLinks(rows: readonly (readonly Inline[])[]): boolean {
  return rows.some((row) => row.some((cell) => linkOf(cell) !== undefined));
}

/** A table as Slack's table block: 100 rows, 20 columns and 10,000 characters at most; links stay links. */
export function tableAsBlock(
  columns: readonly Column[],
  rows: readonly (readonly Inline[])[],
  reader: Reader,
): KnownBlock {
  const shownColumns = columns.slice(0, 20);
  const cell = (inline: Inline) => {
    const text = cut(clean(toPlain(inline, reader)) || '–', 120);
    const url = linkOf(inline);
    if (!url) return { type: 'raw_text' as const, text };
    const link = { type: 'link' as const, url: url.slice(0, 3_000), text };
    return {
      type: 'rich_text' as const,
      elements: [{ type: 'rich_text_section' as const, elements: [link] }],
    };
  };
  const header = shownColumns.map((column) => ({ type: 'raw_text' as const, text: column.title || ' ' }));
  const body: ReturnType<typeof cell>[][] = [];
  let size = 0;
  for (const row of rows.slice(0, 99)) {
    const made = shownColumns.map((_column, at) => cell(row[at] ?? ''));
    size += JSON.stringify(made).length;
    if (size > 9_000) break;
    body.push(made);
  }
  return {
    type: 'table',
    rows: [header, ...body],
    column_settings: shownColumns.map((column) => ({ align: column.align ?? 'left', is_wrapped: true })),
  } as KnownBlock;
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
  return text.replace(/[\s\u200b]+/g, ' ').trim();
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

function pad(text: string, width: number, align: 'left' | 'right' | undefined): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width);
}
