import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Payer } from '../../core/billing.ts';
import { plans } from '../../core/plans.ts';
import type { TenantType } from '../../core/roles.ts';
import { asking } from './client.ts';
import type { StripeClient } from './client.ts';
import { priceOf } from './prices.ts';
import type { PlanPrice } from './prices.ts';

/** A change from one plan to another, to be confirmed on Stripe's page. */
export interface PlanChange {
  readonly subscription: string;
  readonly item: string;
  readonly price: PlanPrice;
  readonly quantity: number;
}

/** The address of Stripe's portal: invoices, cards, ending it, or the confirmation of a change. Errors: `upstream_*`. */
export async function openPortal(
  stripe: StripeClient,
  { type, locale }: Payer,
  customer: string,
  page: string,
  change?: PlanChange,
): Promise<string> {
  const configuration = await portalFor(stripe, type);
  const flow = change && {
    type: 'subscription_update_confirm' as const,
    subscription_update_confirm: {
      subscription: change.subscription,
      items: [{ id: change.item, price: change.price.price, quantity: change.quantity }],
    },
    after_completion: { type: 'redirect' as const, redirect: { return_url: page } },
  };
  const session = await asking(
    stripe.billingPortal.sessions.create({
      customer,
      configuration,
      locale,
      return_url: page,
      ...(flow ? { flow_data: flow } : {}),
    }),
  );
  return session.url;
}

/** What the portal offers to a type of tenant: its plans. The number of seats is not chosen there, it follows the people. */
async function portalFor(stripe: StripeClient, type: TenantType): Promise<string> {
  const offered = plans.filter((plan) => plan.type === type);
  const prices: PlanPrice[] = [];
  for (const plan of offered) prices.push(await priceOf(stripe, plan));
  const key = createHash('sha256').update(JSON.stringify(prices)).digest('hex').slice(0, 32);
  const { data } = await asking(stripe.billingPortal.configurations.list({ active: true, limit: 100 }));
  const found = data.find((each) => each.metadata?.nox === key);
  if (found) return found.id;
  const features: Stripe.BillingPortal.ConfigurationCreateParams.Features = {
    customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address', 'tax_id'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: 'at_period_end' },
    subscription_update: {
      enabled: true,
      default_allowed_updates: ['price'],
      proration_behavior: 'create_prorations',
      products: prices.map(({ price, product }) => ({ product, prices: [price] })),
    },
  };
  const made = await asking(
    stripe.billingPortal.configurations.create(
      { features, metadata: { nox: key } },
      { idempotencyKey: `nox_portal_${key}` },
    ),
  );
  return made.id;
}
