import type { Standing } from '../../core/billing.ts';
import { link } from '../../core/reply.ts';
import type { Inline, Reply } from '../../core/reply.ts';
import { mayDo } from '../../core/roles.ts';
import type { Command, CommandContext } from '../command.ts';

/**
 * Adds below a reply what is due: to who runs the space once nothing is paid any more; and to everybody who asks after
 * incidents, that no cluster is watched.
 */
export function withSmallPrint(
  context: CommandContext,
  { area, name }: Pick<Command<unknown>, 'area' | 'name'>,
  standing: Standing,
  reply: Reply,
): Reply {
  if (standing.kind !== 'lapsed' || name === 'plan') return reply;
  const { t, actor, billing } = context;
  const { step, reason, readOnlyAt, pausedAt } = standing;
  const manages = mayDo(actor.role, 'tenant:manage');
  if (!manages && !(step === 'paused' && area === 'incidents')) return reply;
  const date = (at: Date) => dayIn(at, actor.locale, actor.timeZone);
  const text: Inline = manages
    ? [
        t(`billing.lapsed.${step}`, { why: reason, readOnly: date(readOnlyAt), paused: date(pausedAt) }),
        ' ',
        link(t('billing.open'), billing.page),
      ]
    : t('billing.not_watched');
  return { ...reply, blocks: [...reply.blocks, { kind: 'context', text }] };
}

/** A day as people write it: 9 décembre. */
export function dayIn(at: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone }).format(at);
}
