import { z } from 'zod';
import { limitKinds } from '../../core/billing.ts';
import type { BillingAccount } from '../../core/billing.ts';
import { bold, link } from '../../core/reply.ts';
import type { Inline, ReplyBlock } from '../../core/reply.ts';
import type { Translate } from '../../messages/translate.ts';
import { defineCommand } from '../contracts/command.ts';
import { dayIn, mostOf, saySeats, sayStanding } from './say-standing.ts';

/** `plan`: the plan, how it stands, what is used of it, and where to pay: on the web, never in Slack. */
export const plan = defineCommand<Record<string, never>>({
  name: 'plan',
  area: 'tenant',
  synonyms: ['abonnement', 'formule', 'facturation', 'billing', 'subscription'],
  permission: 'tenant:manage',
  input: z.strictObject({}),
  parameters: [],
  help: 'help.plan',
  example: 'plan',
  effect: 'read',
  async run({ t, actor, tenant, billing }) {
    const account = await billing.account();
    if (!account.plan) {
      const text = t('billing.free');
      return { summary: text, audience: 'asker', blocks: [{ kind: 'text', text }, usage(t, account)] };
    }
    const { seats } = account;
    const name = t(`plan.${account.plan.id}`);
    const state = sayStanding(t, account, (at) => dayIn(at, actor.locale, actor.timeZone));
    const price = [t('plan.euros', { euros: account.plan.euros }), ' ', t(`plan.per.${tenant.type}`)].join(
      '',
    );
    const paid: Inline = tenant.type === 'enterprise' ? saySeats(t, seats) : price;
    return {
      summary: `${name} · ${state}`,
      audience: 'asker',
      blocks: [
        {
          kind: 'text',
          text: [bold(t(account.isChosen ? 'billing.plan' : 'billing.trial_plan', { plan: name }))],
        },
        { kind: 'text', text: state },
        { kind: 'context', text: tenant.type === 'enterprise' ? [price, ' · ', paid] : paid },
        usage(t, account),
        { kind: 'text', text: link(t(account.isChosen ? 'billing.manage' : 'billing.open'), billing.page) },
      ],
    };
  },
});

function usage(t: Translate, { limits, usage: used, plan: paid }: BillingAccount): ReplyBlock {
  const rows = limitKinds
    .filter((kind) => paid?.type !== 'enterprise' || kind !== 'viewers')
    .map((kind): Inline[] => [t(`billing.kind.${kind}`), String(used[kind]), mostOf(t, limits[kind])]);
  return {
    kind: 'table',
    columns: [
      { title: t('billing.what') },
      { title: t('billing.used'), align: 'right' },
      { title: t('billing.most'), align: 'right' },
    ],
    rows,
  };
}
