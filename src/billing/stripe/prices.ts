import type { Plan } from '../../core/plans.ts';
import { asking } from './client.ts';
import type { StripeClient } from './client.ts';

/** A plan's price at Stripe. */
export interface PlanPrice {
  readonly price: string;
  readonly product: string;
}

/**
 * The price of a plan at Stripe, made there at the first need; another amount is another price, and who pays the
 * former one goes on paying it. Errors: `upstream_*`.
 */
export async function priceOf(stripe: StripeClient, plan: Plan): Promise<PlanPrice> {
  const cents = Math.round(plan.euros * 100);
  const key = `nox_${plan.id}_${cents}_eur_month`;
  const { data } = await asking(stripe.prices.list({ lookup_keys: [key], active: true, limit: 100 }));
  const found = data.find((price) => price.metadata.nox === key);
  if (found) return { price: found.id, product: idOf(found.product) };
  // Two processes that make it at once make the same: https://docs.stripe.com/api/idempotent_requests
  const product = await asking(
    stripe.products.create(
      { name: `NOX ${plan.id[0]?.toUpperCase()}${plan.id.slice(1)}`, metadata: { nox: key } },
      { idempotencyKey: `${key}_product` },
    ),
  );
  const price = await asking(
    stripe.prices.create(
      {
        product: product.id,
        currency: 'eur',
        unit_amount: cents,
        recurring: { interval: 'month' },
        tax_behavior: 'exclusive',
        lookup_key: key,
        transfer_lookup_key: true,
        metadata: { nox: key, plan: plan.id },
      },
      { idempotencyKey: `${key}_price` },
    ),
  );
  return { price: price.id, product: product.id };
}

function idOf(object: string | { readonly id: string }): string {
  return typeof object === 'string' ? object : object.id;
}
