import { ago, bold, link } from '../../core/reply.ts';
import type { Inline, ReplyBlock } from '../../core/reply.ts';
import type { Comment } from '../../integrations/github/types.ts';
import type { Translate } from '../../messages/translate.ts';

const bodyLength = 700;
const commentLength = 280;

/** The head of a page: what it is, with a link. */
export function titleBlock(
  repository: string,
  ticket: { number: number; title: string; url: string },
): ReplyBlock {
  return {
    kind: 'text',
    text: [link(`${repository}#${ticket.number}`, ticket.url), ' ', bold(ticket.title)],
  };
}

/** What was written under the title, shortened. */
export function bodyBlocks(t: Translate, body: string): ReplyBlock[] {
  const text = shorten(body, bodyLength);
  return [{ kind: 'text', text: text === '' ? t('github.no_body') : text }];
}

/** The latest comments, shortened, and how many there are before them. */
export function commentBlocks(t: Translate, comments: readonly Comment[], total: number): ReplyBlock[] {
  if (comments.length === 0) return [];
  const items = comments.map(
    (each): Inline => [
      bold(each.author),
      ' ',
      link(t('github.commented'), each.url),
      ' ',
      ago(each.at),
      ` — ${shorten(each.body, commentLength)}`,
    ],
  );
  const title = t('github.comments', { shown: comments.length, total, hidden: total - comments.length });
  return [
    { kind: 'text', text: bold(title) },
    { kind: 'list', items },
  ];
}

/** A text without HTML comments (templates are full of them) and empty lines, cut at a word. */
export function shorten(text: string, length: number): string {
  const plain = text
    .replace(/<!--[^]*?-->/g, '')
    .replace(/\r/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (plain.length <= length) return plain;
  const cut = plain.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length - 40)).trimEnd()} …`;
}

/** Names side by side, or a dash. */
export function listed(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : '–';
}
