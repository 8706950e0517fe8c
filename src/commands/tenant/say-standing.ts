import type { BillingAccount } from '../../core/billing.ts';
import type { Translate } from '../../messages/translate.ts';

/** How it stands, in one sentence. */
export function sayStanding(
  t: Translate,
  { standing, plan: paid }: Pick<BillingAccount, 'standing' | 'plan'>,
  date: (at: Date) => string,
): string {
  switch (standing.kind) {
    case 'unlimited':
      return t('billing.free');
    case 'trial':
      return t('billing.state.trial', { until: date(standing.endsAt) });
    case 'active':
      if (standing.endsAt) return t('billing.state.ending', { until: date(standing.endsAt) });
      if (!standing.renewsAt) return t('billing.state.active_now');
      return t('billing.state.active', {
        on: date(standing.renewsAt),
        plan: paid ? t(`plan.${paid.id}`) : '',
      });
    case 'lapsed': {
      const { step, reason, readOnlyAt, pausedAt } = standing;
      return t(`billing.lapsed.${step}`, { why: reason, readOnly: date(readOnlyAt), paused: date(pausedAt) });
    }
  }
}

/** A day as people write it: 9 décembre. */
export function dayIn(at: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone }).format(at);
}

/** How much there may be, as people read it. */
export function mostOf(t: Translate, most: number): string {
  return Number.isFinite(most) ? String(most) : t('billing.unlimited');
}

/** How many people are active, and for how many is paid, once anything is. */
export function saySeats(t: Translate, { active, billed }: BillingAccount['seats']): string {
  return billed === undefined ? t('billing.people', { active }) : t('billing.seats', { active, billed });
}
