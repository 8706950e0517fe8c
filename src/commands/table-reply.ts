import { bold } from '../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../core/reply.ts';
import type { MessageKey, Translate } from '../messages/translate.ts';

/** How many rows of a list are shown where nothing else is asked for. */
export const usuallyShown = 25;

/** One column of a list: its title and what it says of each item. */
export interface Told<T> {
  readonly title: MessageKey;
  readonly align?: 'right';
  readonly of: (item: T) => Inline;
}

/** A list as a reply: what it is, the table or what to say where there is nothing, and the small print below. */
export function listReply<T>(
  t: Translate,
  list: {
    readonly summary: string;
    readonly items: readonly T[];
    readonly columns: readonly Told<T>[];
    readonly shown?: number;
    readonly nothing?: string | undefined;
    /** The small print, from how many items are not shown. */
    readonly notes: (hidden: number) => readonly string[];
  },
): Reply {
  const { summary, items, columns, nothing } = list;
  const rows = items.slice(0, list.shown ?? usuallyShown);
  const blocks: ReplyBlock[] = [{ kind: 'text', text: bold(summary) }];
  if (rows.length > 0)
    blocks.push({
      kind: 'table',
      columns: columns.map(({ title, align }) => ({ title: t(title), ...(align ? { align } : {}) })),
      rows: rows.map((item) => columns.map((column) => column.of(item))),
    });
  else if (nothing !== undefined) blocks.push({ kind: 'text', text: nothing });
  for (const text of list.notes(items.length - rows.length)) blocks.push({ kind: 'context', text });
  return { summary, blocks };
}
