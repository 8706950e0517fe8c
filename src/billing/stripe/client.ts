import Stripe from 'stripe';
import { NoxError } from '../../core/errors.ts';

/** Where Stripe is and how to speak to it. */
export interface StripeAccess {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Absent: Stripe's own. */
  readonly apiUrl: string | undefined;
}

export type StripeClient = Stripe;

const timeoutMs = 10_000;

/** A client of Stripe's API, whose address the operator alone sets. */
export function createStripeClient({ secretKey, apiUrl }: StripeAccess): StripeClient {
  const url = apiUrl ? new URL(apiUrl) : undefined;
  const elsewhere = url && {
    host: url.hostname,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    protocol: url.protocol === 'https:' ? ('https' as const) : ('http' as const),
  };
  return new Stripe(secretKey, {
    ...elsewhere,
    timeout: timeoutMs,
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: 'NOX' },
  });
}

/** Says Stripe's refusals and silences in NOX's terms; nothing that Stripe wrote is told. */
export async function asking<T>(question: Promise<T>): Promise<T> {
  return question.catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeConnectionError)
      throw new NoxError('upstream_unreachable', { service: 'Stripe', name: 'Stripe' }, { cause: error });
    if (error instanceof Stripe.errors.StripeRateLimitError)
      throw new NoxError('upstream_rate_limited', { service: 'Stripe', seconds: 5 }, { cause: error });
    if (error instanceof Stripe.errors.StripeError) {
      const status = error.statusCode ?? 500;
      throw new NoxError('upstream_failed', { service: 'Stripe', status }, { cause: error });
    }
    throw error;
  });
}

/** Whether Stripe no longer has the customer that it was asked about. */
export function isCustomerGone(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return (
    cause instanceof Stripe.errors.StripeError &&
    cause.code === 'resource_missing' &&
    cause.param === 'customer'
  );
}
