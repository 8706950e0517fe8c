import type { Reply } from '../../core/reply.ts';
import type { Translate } from '../../messages/translate.ts';
import { listReply } from '../table-reply.ts';
import type { Told } from '../table-reply.ts';

/** A list of GitHub's as a reply: how many more there are, and what may be said next. */
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
  const notes = (hidden: number) => [
    ...(list.cut ? [t('github.cut')] : hidden > 0 ? [t('github.more', { count: hidden })] : []),
    ...(list.next === undefined ? [] : [list.next]),
  ];
  return listReply(t, { ...list, notes });
}
