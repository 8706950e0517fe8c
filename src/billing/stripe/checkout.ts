import type { Payer } from '../../core/billing.ts';
import { asking } from './client.ts';
import type { StripeClient } from './client.ts';
import type { PlanPrice } from './prices.ts';

/** What somebody is about to subscribe to. */
export interface Choice {
  readonly payer: Payer;
  readonly customer: string;
  readonly price: PlanPrice;
  readonly quantity: number;
  /** Nothing is paid before; the rest of the trial is not lost by deciding early. */
  readonly trialEnd: Date | undefined;
  /** Where Stripe sends people back to. */
  readonly page: string;
}

/** Stripe takes no end of a trial that is nearer than this. https://docs.stripe.com/api/checkout/sessions/create */
const shortestTrialMs = 48 * 3600_000;

/**
 * The address of Stripe's page for a first subscription. Pages that were opened before and not used are closed, so that
 * nobody subscribes twice. Errors: `upstream_*`.
 */
export async function openCheckout(stripe: StripeClient, choice: Choice, now: Date): Promise<string> {
  const { payer, customer, price, quantity, trialEnd, page } = choice;
  const open = await asking(stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 }));
  for (const { id } of open.data) await asking(stripe.checkout.sessions.expire(id));
  const keepsTrial = trialEnd && trialEnd.getTime() - now.getTime() > shortestTrialMs + 60_000;
  const session = await asking(
    stripe.checkout.sessions.create({
      mode: 'subscription',
      customer,
      line_items: [{ price: price.price, quantity }],
      client_reference_id: String(payer.tenantId),
      locale: payer.locale,
      billing_address_collection: 'required',
      customer_update: { name: 'auto', address: 'auto' },
      tax_id_collection: { enabled: true },
      metadata: { tenant: String(payer.tenantId) },
      subscription_data: {
        metadata: { tenant: String(payer.tenantId) },
        ...(keepsTrial ? { trial_end: Math.ceil(trialEnd.getTime() / 1000) } : {}),
      },
      success_url: `${page}?paid=1`,
      cancel_url: page,
    }),
  );
  if (!session.url) throw new Error('Stripe opened no page');
  return session.url;
}
