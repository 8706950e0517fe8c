import type { Names } from './markup.ts';
import { plainOf } from './markup.ts';

/** A button that is on screen: what it says, and what to click. */
export interface Shown {
  readonly label: string;
  readonly actionId: string;
  readonly blockId: string;
}

/** A message as text, with the buttons it offers. */
export interface Drawn {
  readonly lines: readonly string[];
  readonly buttons: readonly Shown[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Draws the blocks of a message, or its text where it has none. Buttons are numbered from `first`. */
export function drawMessage(
  message: { readonly text: string; readonly blocks?: readonly unknown[] | undefined },
  names: Names,
  first: number,
): Drawn {
  const buttons: Shown[] = [];
  const blocks = (message.blocks ?? []) as readonly Fields[];
  if (blocks.length === 0) {
    return { lines: message.text ? plainOf(message.text, names).split('\n') : [], buttons };
  }
  const lines = blocks.flatMap((block) => drawBlock(block, names, buttons, first));
  return { lines, buttons };
}

function drawBlock(block: Fields, names: Names, buttons: Shown[], first: number): string[] {
  const said = (value: unknown) => plainOf(textOf(value), names).split('\n');
  switch (block.type) {
    case 'header': {
      const [title = ''] = said(block.text);
      return [title, '═'.repeat(title.length)];
    }
    case 'section': {
      const fields = (block.fields as readonly unknown[] | undefined) ?? [];
      return [...(block.text ? fenced(textOf(block.text), names) : []), ...drawFields(fields.map(said))];
    }
    case 'context':
      return (block.elements as readonly unknown[]).flatMap(said).map((line) => `· ${line}`);
    case 'divider':
      return ['─'.repeat(40)];
    case 'actions':
      return [drawButtons(block, names, buttons, first)];
    case 'table':
      return drawTable(block.rows as readonly (readonly Fields[])[]);
    case 'rich_text':
      return runsOf(block).split('\n');
    case 'markdown':
      return String(block.text).split('\n');
    default:
      return [`[${String(block.type)}]`];
  }
}

/** Labels and what they stand for, in two columns. */
function drawFields(fields: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...fields.map(([label = '']) => [...label].length));
  return fields.map(([label = '', ...value]) => `${padded(label, width)}  ${value.join(' ')}`);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - [...text].length));
}

/** Text with its code blocks set apart. */
function fenced(mrkdwn: string, names: Names): string[] {
  return mrkdwn.split('```').flatMap((part, at) => {
    const lines = plainOf(part, names)
      .replace(/^\n|\n$/g, '')
      .split('\n');
    return at % 2 ? lines.map((line) => `  │ ${line}`) : lines.filter((line) => line !== '');
  });
}

function drawButtons(block: Fields, names: Names, buttons: Shown[], first: number): string {
  const drawn = (block.elements as readonly Fields[]).map((element) => {
    const label = plainOf(textOf(element.text), names);
    buttons.push({ label, actionId: String(element.action_id), blockId: String(block.block_id ?? '') });
    return `[${first + buttons.length - 1} ${label}]`;
  });
  return drawn.join('  ');
}

/** Slack's table block, its columns aligned. */
function drawTable(rows: readonly (readonly Fields[])[]): string[] {
  const cells = rows.map((row) =>
    row.map((cell) => (cell.type === 'raw_text' ? String(cell.text) : runsOf(cell))),
  );
  const widths = (cells[0] ?? []).map((_cell, at) =>
    Math.max(...cells.map((row) => [...(row[at] ?? '')].length)),
  );
  return cells.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The words of rich text, whatever their depth. */
function runsOf(node: Fields): string {
  if (node.type === 'link') return String(node.text ?? node.url);
  if (typeof node.text === 'string') return node.text;
  const children = (node.elements as readonly Fields[] | undefined) ?? [];
  const apart = node.type === 'rich_text' || node.type === 'rich_text_list' ? '\n' : '';
  return children.map(runsOf).join(apart);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return String((value as Fields | undefined)?.text ?? '');
}
