import { NoxError } from '../../core/errors.ts';
import type { StripeAccess, StripeClient } from './client.ts';

/** What an event is about: a customer whose affairs changed. */
export interface CustomerEvent {
  readonly id: string;
  readonly customer: string;
  /** The customer itself was deleted at Stripe. */
  readonly isGone: boolean;
}

const telling = /^(checkout\.session\.|customer\.subscription\.|invoice\.(paid|payment_failed|voided)$)/;

/**
 * An event, once its signature over the raw body holds and it was signed within the last five minutes
 * (https://docs.stripe.com/webhooks/signature). Undefined for what does not concern us. Errors: `bad_input`.
 */
export function readEvent(
  stripe: StripeClient,
  { webhookSecret }: StripeAccess,
  body: Uint8Array,
  signature: string,
  now: Date,
): CustomerEvent | undefined {
  let event: {
    readonly id?: unknown;
    readonly type?: unknown;
    readonly data?: { readonly object?: unknown };
  };
  try {
    const raw = Buffer.from(body);
    event = stripe.webhooks.constructEvent(raw, signature, webhookSecret, 300, undefined, now.getTime());
  } catch (error) {
    throw new NoxError('bad_input', {}, { sentence: 'billing.forged', cause: error });
  }
  const { id, type } = event;
  const object = (event.data?.object ?? {}) as { readonly id?: unknown; readonly customer?: unknown };
  if (typeof id !== 'string' || typeof type !== 'string') return undefined;
  if (type === 'customer.deleted')
    return typeof object.id === 'string' ? { id, customer: object.id, isGone: true } : undefined;
  if (!telling.test(type)) return undefined;
  const customer = customerOf(object.customer);
  return customer === undefined ? undefined : { id, customer, isGone: false };
}

function customerOf(customer: unknown): string | undefined {
  if (typeof customer === 'string') return customer;
  const { id } = (customer ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? id : undefined;
}
