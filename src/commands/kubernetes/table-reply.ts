import type { Inline, Reply, ReplyBlock } from '../../core/reply.ts';
import { ago, bold } from '../../core/reply.ts';
import type { MessageKey, Translate } from '../../messages/translate.ts';
import type { Where } from './fields.ts';

const shown = 25;
const shownAtMost = 200;

/** One column of a list: its title and what it says of each item. */
export interface Told<T> {
  readonly title: MessageKey;
  readonly align?: 'right';
  readonly of: (item: T) => Inline;
}

/** A list as a reply: what it is, the table, how many more there are and how to narrow it. */
export function tableReply<T>(
  t: Translate,
  list: {
    readonly summary: string;
    readonly items: readonly T[];
    readonly columns: readonly Told<T>[];
    readonly all?: boolean | undefined;
    /** What to say where there is nothing; default: where else to look. */
    readonly nothing?: string;
    /** The cluster has more than was read. */
    readonly cut?: boolean;
  },
): Reply {
  const { summary, items, columns } = list;
  const rows = items.slice(0, list.all ? shownAtMost : shown);
  const hidden = items.length - rows.length;
  const blocks: ReplyBlock[] = [{ kind: 'text', text: bold(summary) }];
  if (rows.length === 0) blocks.push({ kind: 'text', text: list.nothing ?? t('k8s.nothing') });
  else
    blocks.push({
      kind: 'table',
      columns: columns.map(({ title, align }) => ({ title: t(title), ...(align ? { align } : {}) })),
      rows: rows.map((item) => columns.map((column) => column.of(item))),
    });
  if (hidden > 0) blocks.push({ kind: 'context', text: t('k8s.more', { count: hidden }) });
  if (list.cut) blocks.push({ kind: 'context', text: t('k8s.cut') });
  return { summary, blocks };
}

/** `dans payments sur prod`, `sur prod`. */
export function whereOf(t: Translate, cluster: string, { namespace }: Where): string {
  return namespace ? t('k8s.where.namespace', { namespace, cluster }) : t('k8s.where.cluster', { cluster });
}

/** How long ago, where it is known. */
export function since(at: Date | undefined): Inline {
  return at ? ago(at) : '';
}
