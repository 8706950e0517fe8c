import type { Json } from './types.ts';

/**
 * Which nodes an Atlassian document may hold, and what may stand in each
 * (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/).
 */
const inline = ['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'date', 'status'];
const blocks = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'codeBlock',
  'blockquote',
  'panel',
  'rule',
  'table',
  'mediaSingle',
  'mediaGroup',
  'blockCard',
  'expand',
];
const children: Readonly<Record<string, readonly string[]>> = {
  doc: blocks,
  paragraph: inline,
  heading: inline,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle', 'taskList'],
  taskList: ['taskItem', 'taskList'],
  taskItem: inline,
  codeBlock: ['text'],
  blockquote: ['paragraph', 'bulletList', 'orderedList', 'codeBlock'],
  panel: ['paragraph', 'heading', 'bulletList', 'orderedList', 'codeBlock', 'taskList', 'rule'],
  expand: blocks,
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: blocks,
  tableHeader: blocks,
  mediaSingle: ['media', 'caption'],
  mediaGroup: ['media'],
  caption: inline,
};
const leaves = [
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'inlineCard',
  'date',
  'status',
  'rule',
  'media',
  'blockCard',
];
const marks = [
  'strong',
  'em',
  'code',
  'link',
  'strike',
  'underline',
  'subsup',
  'textColor',
  'backgroundColor',
];
const mustHold = [
  'listItem',
  'bulletList',
  'orderedList',
  'taskList',
  'table',
  'tableRow',
  'blockquote',
  'panel',
];

/** Whether something is an Atlassian document that Jira would take. */
export function isDocument(value: unknown): value is Json {
  if (!isObject(value) || value['type'] !== 'doc' || value['version'] !== 1) return false;
  if (Object.keys(value).some((key) => !['type', 'version', 'content'].includes(key))) return false;
  return Array.isArray(value['content']) && value['content'].every((node) => isNode(node, 'doc'));
}

function isNode(node: unknown, parent: string): boolean {
  if (!isObject(node)) return false;
  const type = String(node['type']);
  if (!children[parent]?.includes(type)) return false;
  if (Object.keys(node).some((key) => !['type', 'content', 'text', 'marks', 'attrs'].includes(key)))
    return false;
  if (type === 'text') return isText(node, parent);
  const attrs = isObject(node['attrs']) ? node['attrs'] : {};
  if (type === 'heading' && ![1, 2, 3, 4, 5, 6].includes(Number(attrs['level']))) return false;
  if (type === 'mention' && typeof attrs['id'] !== 'string') return false;
  if (type === 'inlineCard' && typeof attrs['url'] !== 'string') return false;
  const content = node['content'] ?? [];
  if (!Array.isArray(content) || (leaves.includes(type) && content.length > 0)) return false;
  if (mustHold.includes(type) && content.length === 0) return false;
  return content.every((each) => isNode(each, type));
}

function isText(node: Json, parent: string): boolean {
  if (typeof node['text'] !== 'string' || node['text'] === '') return false;
  const given = node['marks'] ?? [];
  if (!Array.isArray(given) || (parent === 'codeBlock' && given.length > 0)) return false;
  return given.every((mark: unknown) => {
    if (!isObject(mark) || !marks.includes(String(mark['type']))) return false;
    return mark['type'] !== 'link' || (isObject(mark['attrs']) && typeof mark['attrs']['href'] === 'string');
  });
}

/** Plain text as a document: what version 2 of the API and the worlds are written in. */
export function documentOf(text: string): Json {
  const content = text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => ({ type: 'paragraph', content: linesOf(paragraph) }));
  return { type: 'doc', version: 1, content };
}

function linesOf(paragraph: string): Json[] {
  return paragraph
    .split('\n')
    .flatMap((line, at) => [
      ...(at > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line ? [{ type: 'text', text: line }] : []),
    ]);
}

/** A document's words: what a search looks through, and what version 2 answers. */
export function textOf(node: unknown): string {
  if (!isObject(node)) return '';
  if (node['type'] === 'text') return String(node['text']);
  if (node['type'] === 'hardBreak') return '\n';
  const attrs = isObject(node['attrs']) ? node['attrs'] : {};
  if (node['type'] === 'mention') return String(attrs['text'] ?? attrs['id']);
  const parts = Array.isArray(node['content']) ? node['content'].map(textOf) : [];
  return parts.join(inlineParents.includes(String(node['type'])) ? '' : '\n\n');
}

const inlineParents = ['paragraph', 'heading', 'codeBlock', 'taskItem', 'caption'];

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
