import type { Lapsed, LapseReason, Standing } from '../core/billing.ts';
import { lapse, trialDays } from '../core/plans.ts';
import type { BilledTenant } from '../database/control/subscriptions.ts';

/** Stripe's words for a subscription that is being paid. https://docs.stripe.com/billing/subscriptions/overview */
export const paidStatuses: readonly (string | null)[] = ['active', 'trialing'];

/** Stripe's words for one that was to be paid, and was not. */
export const owedStatuses: readonly (string | null)[] = ['past_due', 'unpaid', 'paused'];

/** How a tenant stands at a moment. A trial that was begun counts to its end, whatever becomes of a subscription meanwhile. */
export function standingOf({ trialFrom, subscription }: BilledTenant, now: Date): Standing {
  const trialEnd = daysAfter(trialFrom, trialDays);
  if (subscription && paidStatuses.includes(subscription.status)) {
    const { renewsAt, endsAt } = subscription;
    return { kind: 'active', renewsAt: renewsAt ?? undefined, endsAt: endsAt ?? undefined };
  }
  if (now < trialEnd) return { kind: 'trial', endsAt: trialEnd };
  const lapsedAt = subscription?.lapsedAt;
  const since = lapsedAt && lapsedAt > trialEnd ? lapsedAt : trialEnd;
  return lapsedSince(since, reasonOf(subscription?.status ?? null), now);
}

function lapsedSince(since: Date, reason: LapseReason, now: Date): Lapsed {
  const readOnlyAt = daysAfter(since, lapse.readOnlyAfterDays);
  const pausedAt = daysAfter(since, lapse.pausedAfterDays);
  const step = now >= pausedAt ? 'paused' : now >= readOnlyAt ? 'read_only' : 'warned';
  return { kind: 'lapsed', step, reason, since, readOnlyAt, pausedAt };
}

function reasonOf(status: string | null): LapseReason {
  if (status === 'canceled') return 'ended';
  return owedStatuses.includes(status) ? 'unpaid' : 'trial';
}

function daysAfter(from: Date, days: number): Date {
  return new Date(from.getTime() + days * 24 * 3600_000);
}
