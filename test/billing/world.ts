import type { AppOptions } from '../../src/app.ts';
import type { Workspace } from '../support/workspaces.ts';
import { call } from '../support/nox.ts';
import { openSpace } from '../support/space.ts';
import type { Space } from '../support/space.ts';
import { startStripe, webhookSecret } from './stripe.ts';
import type { StripeWorld } from './stripe.ts';

/** One space of a NOX that bills, at a time that goes on as the test says. */
export interface BillingWorld {
  readonly space: Space;
  readonly stripe: StripeWorld;
  now(): Date;
  /** Lets days go by. */
  pass(days: number): void;
  /** Asks the API as the space's own account, signed in anew: sessions last an hour. */
  api(method: string, path: string, body?: unknown): ReturnType<typeof call>;
  billing(): Promise<Record<string, unknown>>;
  /** Hands an event to the webhook. */
  deliver(event: { readonly body: string; readonly signature: string }): Promise<Response>;
  /** Chooses a plan on Stripe's page, pays, and has Stripe tell of it. Returns the subscription. */
  pay(plan: string, quantity?: number): Promise<StripeWorld['subscriptions'][number]>;
  /** The customer that Stripe knows the space by. */
  customer(): string;
  close(): Promise<void>;
}

const email = 'owner@example.com';

export async function startBilling(
  type: 'enterprise' | 'freelance',
  options: {
    readonly app?: AppOptions;
    readonly others?: readonly Workspace[];
    /** False: NOX has no keys of Stripe's. */
    readonly bills?: boolean;
  } = {},
): Promise<BillingWorld> {
  const stripe = await startStripe();
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const people = { U0MARIE1: 'Marie', U0SAM111: 'Sam', U0LOU111: 'Lou' };
  const keys = {
    STRIPE_SECRET_KEY: 'sk_test_of_the_tests',
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_URL: stripe.url,
  };
  const space = await openSpace(type, email, people, {
    env: { ...(options.bills === false ? {} : keys), PUBLIC_URL: 'https://nox.example' },
    app: { ...options.app, clock: { now } },
    others: options.others ?? [],
  });

  async function api(method: string, path: string, body?: unknown) {
    const login = { email, password: 'correct horse battery' };
    const { body: session } = await call(space.nox, 'POST', '/api/auth/login', login);
    return call(space.nox, method, path, body, String(session['token']));
  }

  function deliver({ body, signature }: { readonly body: string; readonly signature: string }) {
    return fetch(`${space.nox.app.url}/api/stripe/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body,
    });
  }

  function customer(): string {
    const checkout = stripe.requests.findLast(({ call: made }) => made === 'POST /v1/checkout/sessions');
    return checkout?.body.get('customer') ?? '';
  }

  return {
    space,
    stripe,
    now,
    pass: (days) => void (ahead += days * 24 * 3600_000),
    api,
    billing: async () => (await api('GET', '/api/billing')).body,
    deliver,
    customer,
    async pay(plan, quantity) {
      const answer = await api('POST', '/api/billing/checkout', { plan });
      if (answer.status !== 200) throw new Error(answer.text);
      const made = stripe.subscribe(customer(), plan, now(), quantity);
      const told = await deliver(stripe.event('customer.subscription.created', made, now()));
      if (told.status !== 200) throw new Error(await told.text());
      await space.nox.app.settled();
      return made;
    },
    async close() {
      await space.close();
      await stripe.close();
    },
  };
}
