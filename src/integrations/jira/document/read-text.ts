import type { ReplyBlock } from '../../../core/reply.ts';

const most = 25;

/** A text of the API's version 2, with wiki marks, as blocks: code apart, the rest as it is written. */
export function blocksOfText(text: string): ReplyBlock[] {
  const blocks: ReplyBlock[] = [];
  let from = 0;
  for (const found of text.matchAll(/\{(code|noformat)(?::[^}]*)?\}([\s\S]*?)\{\1\}/g)) {
    blocks.push(...paragraphs(text.slice(from, found.index)));
    blocks.push({ kind: 'code', text: (found[2] ?? '').trim(), filename: 'extrait.txt' });
    from = found.index + found[0].length;
  }
  blocks.push(...paragraphs(text.slice(from)));
  return blocks.slice(0, most);
}

function paragraphs(text: string): ReplyBlock[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph) => ({ kind: 'text', text: paragraph }));
}
