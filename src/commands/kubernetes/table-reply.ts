import type { Inline, Reply } from '../../core/reply.ts';
import { ago } from '../../core/reply.ts';
import type { Translate } from '../../messages/translate.ts';
import { listReply, usuallyShown } from '../table-reply.ts';
import type { Told } from '../table-reply.ts';
import type { Where } from './fields.ts';

const shownAtMost = 200;

/** A list of a cluster's as a reply: how many more there are and how to narrow it. */
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
  const notes = (hidden: number) => [
    ...(hidden > 0 ? [t('k8s.more', { count: hidden })] : []),
    ...(list.cut ? [t('k8s.cut')] : []),
  ];
  const shown = list.all ? shownAtMost : usuallyShown;
  return listReply(t, { ...list, shown, nothing: list.nothing ?? t('k8s.nothing'), notes });
}

/** `dans payments sur prod`, `sur prod`. */
export function whereOf(t: Translate, cluster: string, { namespace }: Where): string {
  return namespace ? t('k8s.where.namespace', { namespace, cluster }) : t('k8s.where.cluster', { cluster });
}

/** How long ago, where it is known. */
export function since(at: Date | undefined): Inline {
  return at ? ago(at) : '';
}
