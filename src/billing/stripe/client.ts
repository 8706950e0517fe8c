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

/** What is kept of a refusal of Stripe's, for the operator: its own short words and the request's id, not what it wrote. */
class StripeRefusal extends Error {
  override readonly name = 'StripeRefusal';
  readonly code: string;
  /** The parameter that it is about. */
  readonly param: string | undefined;

  constructor(error: InstanceType<typeof Stripe.errors.StripeError>) {
    const code = error.code ?? error.type;
    super([code, error.param, error.requestId].filter(Boolean).join(' '));
    this.code = code;
    this.param = error.param;
  }
}

/** Says Stripe's refusals and silences in NOX's terms. Errors: `upstream_*`. */
export async function asking<T>(question: Promise<T>): Promise<T> {
  return question.catch((error: unknown) => {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const said = { sentence: 'billing.stripe_silent', cause: new StripeRefusal(error) };
    if (error instanceof Stripe.errors.StripeConnectionError)
      throw new NoxError('upstream_unreachable', { service: 'Stripe', name: 'Stripe' }, said);
    if (error instanceof Stripe.errors.StripeRateLimitError)
      throw new NoxError('upstream_rate_limited', { service: 'Stripe', seconds: 5 }, said);
    throw new NoxError('upstream_failed', { service: 'Stripe', status: error.statusCode ?? 500 }, said);
  });
}

/** Whether Stripe no longer has the customer that it was asked about. */
export function isCustomerGone(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof StripeRefusal && cause.code === 'resource_missing' && cause.param === 'customer';
}

/** Where the pages are that Stripe sends people to: its own, and where an operator put another in its place. */
export function stripeOrigins({ apiUrl }: StripeAccess): readonly string[] {
  const own = ['https://checkout.stripe.com', 'https://billing.stripe.com'];
  return apiUrl ? [...own, new URL(apiUrl).origin] : own;
}
