import { bold } from '../../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../../core/reply.ts';
import type { MessageKey, Translate } from '../../messages/translate.ts';

const shown = 25;

/** One column of a list: its title and what it says of each item. */
export interface Told<T> {
  readonly title: MessageKey;
  readonly align?: 'right';
  readonly of: (item: T) => Inline;
}

/** A list as a reply: what it is, the table, how many more there are, and what may be said next. */
export function tableReply<T>(
  t: Translate,
  list: {
    readonly summary: string;
    readonly items: readonly T[];
    readonly columns: readonly Told<T>[];
    /** GitHub has more than was looked at. */
    readonly cut?: boolean;
    readonly next?: string;
  },
): Reply {
  const { summary, items, columns } = list;
  const rows = items.slice(0, shown);
  const hidden = items.length - rows.length;
  const blocks: ReplyBlock[] = [{ kind: 'text', text: bold(summary) }];
  if (rows.length > 0)
    blocks.push({
      kind: 'table',
      columns: columns.map(({ title, align }) => ({ title: t(title), ...(align ? { align } : {}) })),
      rows: rows.map((item) => columns.map((column) => column.of(item))),
    });
  if (list.cut) blocks.push({ kind: 'context', text: t('github.cut') });
  else if (hidden > 0) blocks.push({ kind: 'context', text: t('github.more', { count: hidden }) });
  if (list.next !== undefined) blocks.push({ kind: 'context', text: list.next });
  return { summary, blocks };
}
