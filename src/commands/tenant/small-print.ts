import type { Standing } from '../../core/billing.ts';
import { link } from '../../core/reply.ts';
import type { Inline, Reply } from '../../core/reply.ts';
import { mayDo } from '../../core/roles.ts';
import type { Command, CommandContext } from '../contracts/command.ts';
import { dayIn, sayStanding } from './say-standing.ts';

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
  const { step } = standing;
  const manages = mayDo(actor.role, 'tenant:manage');
  if (!manages && !(step === 'paused' && area === 'incidents')) return reply;
  const text: Inline = manages
    ? [
        sayStanding(t, { standing, plan: undefined }, (at) => dayIn(at, actor.locale, actor.timeZone)),
        ' ',
        link(t('billing.open'), billing.page),
      ]
    : t('billing.not_watched');
  return { ...reply, blocks: [...reply.blocks, { kind: 'context', text }] };
}
