import type Stripe from 'stripe';
import type { SubscriptionRow, SubscriptionState } from '../../database/control/subscriptions.ts';
import { owedStatuses, paidStatuses } from '../standing.ts';
import { asking } from './client.ts';
import type { StripeClient } from './client.ts';

/** What counts of all that a customer has subscribed to, and whether they pay more than once. */
export interface ReadSubscription {
  readonly state: SubscriptionState;
  readonly paysTwice: boolean;
}

/**
 * Asks Stripe how a customer's subscription stands now. What an event says is not believed: events come late, twice and
 * out of order (https://docs.stripe.com/webhooks#event-ordering). Errors: `upstream_*`.
 */
export async function readSubscription(
  stripe: StripeClient,
  customer: string,
  before: SubscriptionRow,
): Promise<ReadSubscription> {
  const { data } = await asking(stripe.subscriptions.list({ customer, status: 'all', limit: 100 }));
  const [best] = [...data].sort((a, b) => rank(a) - rank(b) || b.created - a.created);
  const paid = data.filter((each) => paidStatuses.includes(each.status));
  return { state: stateOf(best, before), paysTwice: paid.length > 1 };
}

/** What is paid counts before what is owed, and that before what ended; what never began comes last. */
function rank({ status }: Stripe.Subscription): number {
  if (paidStatuses.includes(status)) return 0;
  if (owedStatuses.includes(status)) return 1;
  return status === 'canceled' ? 2 : 3;
}

function stateOf(subscription: Stripe.Subscription | undefined, before: SubscriptionRow): SubscriptionState {
  const { subscriptionId, itemId, plan, status, seats, renewsAt, endsAt, lapsedAt } = before;
  if (!subscription) return { subscriptionId, itemId, plan, status, seats, renewsAt, endsAt, lapsedAt };
  const item = subscription.items.data[0];
  const isPaid = paidStatuses.includes(subscription.status);
  const known = { subscriptionId: subscription.id, status: subscription.status };
  return {
    ...known,
    itemId: item?.id ?? null,
    // What never began is no plan.
    plan: (rank(subscription) < 3 ? item?.price.metadata.plan : undefined) ?? before.plan,
    seats: item?.quantity ?? null,
    renewsAt: item ? moment(item.current_period_end) : null,
    endsAt: isPaid ? momentOrNull(subscription.cancel_at) : null,
    lapsedAt: isPaid ? null : earliest(before.lapsedAt, lapseOf(subscription)),
  };
}

/** Since when a subscription is not paid: the beginning of the period that is owed, or its end. */
function lapseOf(subscription: Stripe.Subscription): Date | null {
  const { status, ended_at, canceled_at, trial_end } = subscription;
  if (status === 'canceled') return momentOrNull(ended_at ?? canceled_at);
  if (status === 'paused') return momentOrNull(trial_end);
  if (!owedStatuses.includes(status)) return null;
  return momentOrNull(subscription.items.data[0]?.current_period_start ?? null);
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}

function moment(seconds: number): Date {
  return new Date(seconds * 1000);
}

function momentOrNull(seconds: number | null): Date | null {
  return seconds === null ? null : moment(seconds);
}
