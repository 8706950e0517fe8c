import type { Inline, ReplyBlock, Span } from '../../core/reply.ts';
import { bold } from '../../core/reply.ts';
import type { Note, Text } from '../../integrations/notion/types.ts';
import { inlineOf } from './values.ts';

/** A reply is read in a chat: what is longer is read in Notion. */
const most = { blocks: 36, characters: 9_000, group: 2_400, tableRows: 30 };
const indent = '\u2003';

/** A page's blocks as a reply's; `cut` where not all of them are there. */
export function renderNotes(notes: readonly Note[]): { blocks: ReplyBlock[]; cut: boolean } {
  const blocks: ReplyBlock[] = [];
  let lines: (string | Span)[] = [];
  let inGroup = 0;
  let written = 0;
  let cut = false;

  function flush(): void {
    if (lines.length > 0) blocks.push({ kind: 'text', text: lines });
    [lines, inGroup] = [[], 0];
  }

  function isFull(): boolean {
    return blocks.length >= most.blocks || written >= most.characters;
  }

  function addLine(parts: readonly (string | Span)[]): void {
    const length = lengthOf(parts);
    if (inGroup + length > most.group) flush();
    if (lines.length > 0) lines.push('\n');
    lines.push(...parts);
    inGroup += length;
    written += length;
  }

  function addBlock(block: ReplyBlock, length: number): void {
    flush();
    blocks.push(block);
    written += length;
  }

  function add(all: readonly Note[], depth: number): void {
    let number = 0;
    for (const note of all) {
      if (isFull()) {
        cut = true;
        return;
      }
      number = note.kind === 'number' ? number + 1 : 0;
      addOne(note, depth, number);
      add(note.children, note.kind === 'group' || note.kind === 'heading' ? depth : depth + 1);
    }
  }

  function addOne(note: Note, depth: number, number: number): void {
    const words = plain(note.text);
    switch (note.kind) {
      case 'heading':
        if (words) addBlock({ kind: 'heading', text: words }, words.length);
        return;
      case 'code':
        if (words) addBlock({ kind: 'code', text: words, filename: fileOf(note.language) }, words.length);
        return;
      case 'callout': {
        const text = [...(note.icon ? [`${note.icon} `] : []), ...inlineOf(note.text)];
        addBlock({ kind: 'notice', tone: 'info', text }, words.length);
        return;
      }
      case 'table': {
        cut ||= (note.rows?.length ?? 0) > most.tableRows + 1;
        const table = tableOf(note);
        if (table) addBlock(table, lengthOfTable(note));
        return;
      }
      case 'divider':
        flush();
        return;
      case 'group':
        return;
      case 'other':
        cut = true;
        return;
      default:
        if (words) addLine([indent.repeat(depth), ...lineOf(note, number)]);
    }
  }

  add(notes, 0);
  flush();
  return { blocks, cut };
}

function lineOf(note: Note, number: number): (string | Span)[] {
  const text = inlineOf(note.text);
  switch (note.kind) {
    case 'bullet':
      return ['• ', ...text];
    case 'number':
      return [`${number}. `, ...text];
    case 'todo':
      return [note.done ? '☑ ' : '☐ ', ...text];
    case 'quote':
      return ['┃ ', ...text];
    case 'toggle':
      return ['▸ ', bold(plain(note.text))];
    case 'page':
      return ['📄 ', bold(plain(note.text))];
    case 'database':
      return ['🗂️ ', bold(plain(note.text))];
    default:
      return text;
  }
}

function tableOf({ rows = [], hasHeader }: Note): ReplyBlock | undefined {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return undefined;
  const header = hasHeader ? rows[0] : undefined;
  const body = hasHeader ? rows.slice(1) : rows;
  return {
    kind: 'table',
    columns: Array.from({ length: width }, (_each, at) => ({ title: plain(header?.[at] ?? []) })),
    rows: body
      .slice(0, most.tableRows)
      .map((row) => Array.from({ length: width }, (_each, at): Inline => inlineOf(row[at] ?? []))),
  };
}

function plain(text: Text): string {
  return text.map((run) => run.text).join('');
}

function lengthOf(parts: readonly (string | Span)[]): number {
  return parts.reduce(
    (sum, part) => sum + (typeof part === 'string' ? part : 'text' in part ? part.text : '').length,
    0,
  );
}

function lengthOfTable({ rows = [] }: Note): number {
  return rows.flat(2).reduce((sum, run) => sum + run.text.length, 0);
}

const endings: Readonly<Record<string, string>> = {
  bash: 'sh',
  shell: 'sh',
  javascript: 'js',
  typescript: 'ts',
  python: 'py',
  markdown: 'md',
  yaml: 'yaml',
  json: 'json',
  sql: 'sql',
  diff: 'diff',
};

function fileOf(language: string | undefined): string {
  return `notion.${endings[language ?? ''] ?? 'txt'}`;
}
