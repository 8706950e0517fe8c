import { bold, code, link } from '../../../core/reply.ts';
import type { Inline, ReplyBlock, Span } from '../../../core/reply.ts';

type Node = Readonly<Record<string, unknown>>;
type Piece = string | Span;

const deepest = 12;
const most = 25;

/**
 * An Atlassian document as blocks of a reply
 * (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/). What a reply has no form for keeps
 * its words. At most 25 blocks: the rest is read in Jira.
 */
export function blocksOfDocument(document: unknown): ReplyBlock[] {
  return nodesOf(document)
    .flatMap((node) => blockOf(node, 0))
    .slice(0, most);
}

function blockOf(node: Node, depth: number): ReplyBlock[] {
  if (depth > deepest) return [];
  const inner = () => nodesOf(node).flatMap((each) => blockOf(each, depth + 1));
  const attrs = attrsOf(node);
  switch (node['type']) {
    case 'paragraph':
    case 'caption':
      return textBlock(inlineOf(node));
    case 'heading':
      return textBlock([bold(plain(inlineOf(node)))]);
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'decisionList':
      return [{ kind: 'list', items: itemsOf(node, depth) }];
    case 'codeBlock':
      return [{ kind: 'code', text: plain(inlineOf(node)), filename: 'extrait.txt' }];
    case 'panel': {
      const tone = panels[String(attrs['panelType'])] ?? 'info';
      return inner().map((block) =>
        block.kind === 'text' ? { kind: 'notice', tone, text: block.text } : block,
      );
    }
    case 'blockquote':
      return inner().map((block) =>
        block.kind === 'text' ? { kind: 'text', text: ['▏ ', ...pieces(block.text)] } : block,
      );
    case 'table':
      return tableOf(node);
    case 'expand':
    case 'nestedExpand': {
      const title = String(attrs['title'] ?? '');
      return [...(title ? textBlock([bold(title)]) : []), ...inner()];
    }
    case 'media':
      return textBlock([`🖼 ${String(attrs['alt'] ?? '')}`.trim()]);
    case 'blockCard':
    case 'embedCard':
      return textBlock(pieceOf(node));
    case 'rule':
      return [];
    default:
      return isInline(node) ? textBlock(pieceOf(node)) : inner();
  }
}

const panels: Readonly<Record<string, 'ok' | 'info' | 'warning' | 'error'>> = {
  success: 'ok',
  warning: 'warning',
  error: 'error',
};

/** The items of a list; what is nested stands below its item, set in. */
function itemsOf(list: Node, depth: number, indent = ''): Inline[] {
  if (depth > deepest) return [];
  let number = Number(attrsOf(list)['order'] ?? 1);
  return nodesOf(list).flatMap((item): Inline[] => {
    if (lists.includes(String(item['type']))) return itemsOf(item, depth + 1, `${indent}   `);
    const state = attrsOf(item)['state'];
    const mark =
      list['type'] === 'orderedList'
        ? `${number++}. `
        : state === undefined
          ? ''
          : state === 'DONE'
            ? '☑ '
            : '☐ ';
    const isFlat = nodesOf(item).every(isInline);
    const own = isFlat
      ? inlineOf(item)
      : nodesOf(item)
          .filter((each) => !isList(each))
          .flatMap(wordsOf);
    const nested = nodesOf(item).filter(isList);
    return [
      [`${indent}${mark}`, ...own],
      ...nested.flatMap((each) => itemsOf(each, depth + 1, `${indent}   `)),
    ];
  });
}

const lists = ['bulletList', 'orderedList', 'taskList', 'decisionList'];

function isList(node: Node): boolean {
  return lists.includes(String(node['type']));
}

function wordsOf(node: Node): Piece[] {
  const isText = node['type'] === 'codeBlock';
  return isText ? [code(plain(inlineOf(node)))] : inlineOf(node);
}

function tableOf(table: Node): ReplyBlock[] {
  const rows = nodesOf(table).map((row) => nodesOf(row).map((cell) => deepInline(cell)));
  const [first = [], ...rest] = rows;
  const hasHeader = nodesOf(nodesOf(table)[0]).every((cell) => cell['type'] === 'tableHeader');
  // Rows may be of different lengths where cells span several columns.
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return [];
  const columns = Array.from({ length: width }, (_, at) => ({
    title: hasHeader ? plain(first[at] ?? []) : '',
  }));
  const even = (row: Inline[]) => Array.from({ length: width }, (_, at) => row[at] ?? '');
  return [{ kind: 'table', columns, rows: (hasHeader ? rest : rows).map(even) }];
}

function deepInline(node: Node): Piece[] {
  return nodesOf(node).flatMap((each) => (isInline(each) ? pieceOf(each) : deepInline(each)));
}

function inlineOf(node: Node): Piece[] {
  return nodesOf(node).flatMap((each) => (isInline(each) ? pieceOf(each) : deepInline(each)));
}

const inline = [
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'inlineCard',
  'blockCard',
  'embedCard',
  'date',
  'status',
];

function isInline(node: Node): boolean {
  return inline.includes(String(node['type']));
}

function pieceOf(node: Node): Piece[] {
  const attrs = attrsOf(node);
  const text = String(attrs['text'] ?? '');
  switch (node['type']) {
    case 'text':
      return [marked(String(node['text'] ?? ''), node['marks'])];
    case 'hardBreak':
      return ['\n'];
    case 'mention':
      return [text.startsWith('@') ? text : `@${text || '…'}`];
    case 'emoji':
      return [text || String(attrs['shortName'] ?? '')];
    case 'date': {
      const at = new Date(Number(attrs['timestamp']));
      return Number.isNaN(at.getTime()) ? [] : [at.toISOString().slice(0, 10)];
    }
    case 'status':
      return [code(text)];
    default: {
      const url = String(attrs['url'] ?? '');
      return url ? [link(url.replace(/^https?:\/\//, '').slice(0, 80), url)] : [];
    }
  }
}

function marked(text: string, marks: unknown): Piece {
  const all = Array.isArray(marks) ? (marks as Node[]) : [];
  const href = all.find((mark) => mark['type'] === 'link');
  if (href) return link(text, String(attrsOf(href)['href'] ?? ''));
  if (all.some((mark) => mark['type'] === 'code')) return code(text);
  return all.some((mark) => mark['type'] === 'strong') ? bold(text) : text;
}

function textBlock(text: readonly Piece[]): ReplyBlock[] {
  return plain(text).trim() ? [{ kind: 'text', text }] : [];
}

function plain(text: readonly Piece[]): string {
  return text
    .map((piece) => (typeof piece === 'string' ? piece : 'text' in piece ? piece.text : ''))
    .join('');
}

function pieces(text: Inline): readonly Piece[] {
  return Array.isArray(text) ? (text as readonly Piece[]) : [text as Piece];
}

function nodesOf(node: unknown): Node[] {
  const content = (node as { content?: unknown } | null | undefined)?.content;
  return Array.isArray(content) ? content.filter((each) => typeof each === 'object' && each !== null) : [];
}

function attrsOf(node: Node): Node {
  return (node['attrs'] as Node | undefined) ?? {};
}
