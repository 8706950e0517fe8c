import type { Payer, Standing } from '../core/billing.ts';
import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import { findPlan } from '../core/plans.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import {
  findBilled,
  forgetCustomer,
  forgetEvents,
  keepCustomer,
  noteBillingStart,
} from '../database/control/subscriptions.ts';
import type { BilledTenant, SubscriptionRow } from '../database/control/subscriptions.ts';
import { readUsage } from '../database/tenant/audit/usage.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { createFreeBilling } from './free.ts';
import { receiveEvent, refreshSubscription } from './receive.ts';
import { limitsOf, planOf, roomOf } from './room.ts';
import type { RunningBilling } from './running.ts';
import { createSeats } from './seats.ts';
import { owedStatuses, paidStatuses, standingOf } from './standing.ts';
import { openCheckout } from './stripe/checkout.ts';
import { asking, createStripeClient, isCustomerGone, stripeOrigins } from './stripe/client.ts';
import type { StripeAccess } from './stripe/client.ts';
import { openPortal } from './stripe/portal.ts';
import { priceOf } from './stripe/prices.ts';

/** What billing works with. */
export interface BillingDependencies {
  readonly control: ControlDatabase;
  readonly databases: TenantDatabases;
  /** Undefined: nothing is billed. */
  readonly access: StripeAccess | undefined;
  /** Where people reach NOX, without a slash at the end. */
  readonly publicUrl: string;
  readonly clock: Clock;
  /** A subscription was read anew: what a tenant that did not pay was without may come back. */
  readonly standingChanged: (tenantId: number) => Promise<void>;
  readonly log: { error(fields: Readonly<Record<string, unknown>>, message: string): void };
}

/** Stripe repeats an event for three days. */
const eventsKeptMs = 30 * 24 * 3600_000;

/** Puts billing together: with Stripe where its keys are given, else everything is free. */
export function createBilling(dependencies: BillingDependencies): RunningBilling {
  const { control, databases, access, publicUrl, clock, log } = dependencies;
  const page = `${publicUrl}/billing`;
  if (!access) return createFreeBilling(databases, clock, page);
  const stripe = createStripeClient(access);
  const seats = createSeats(control, databases, stripe, clock, log);
  const means = { control, databases, access, stripe, clock, log, changed };

  async function find(tenantId: number): Promise<BilledTenant> {
    const [tenant] = await findBilled(control, [tenantId]);
    if (!tenant) throw new NoxError('not_found', { kind: 'kind.tenant', name: tenantId });
    return tenant;
  }

  const standing = async (tenantId: number): Promise<Standing> =>
    standingOf(await find(tenantId), clock.now());

  /** Stripe's customer of a tenant; Stripe is told no name and no address, it asks for them itself. */
  async function customerOf({ tenantId, trialFrom, subscription }: BilledTenant): Promise<string> {
    if (subscription?.customerId) return subscription.customerId;
    const made = await asking(
      stripe.customers.create(
        { metadata: { tenant: String(tenantId), nox: publicUrl } },
        // A customer that was deleted is not given again: the revision is another one by then.
        {
          idempotencyKey: `nox_${publicUrl}_${tenantId}_${trialFrom.getTime()}_${subscription?.revision ?? 0}`,
        },
      ),
    );
    return keepCustomer(control, tenantId, made.id);
  }

  async function checkout(payer: Payer, planId: string): Promise<string> {
    const { tenantId, type } = payer;
    const plan = findPlan(type, planId);
    if (!plan) throw new NoxError('bad_input', {}, { sentence: `billing.no_such_plan.${type}` });
    const customer = await customerOf(await find(tenantId));
    await refreshSubscription(means, customer);
    const tenant = await find(tenantId);
    const { status, subscriptionId, itemId, plan: before } = tenant.subscription ?? noSubscription;
    // What is owed is paid first; a second subscription beside it would be paid for twice.
    if (owedStatuses.includes(status)) return openPortal(stripe, payer, customer, page);
    const price = await priceOf(stripe, plan);
    const quantity = await quantityOf(payer);
    if (paidStatuses.includes(status) && subscriptionId && itemId) {
      if (before === plan.id) return openPortal(stripe, payer, customer, page);
      const change = { subscription: subscriptionId, item: itemId, price, quantity };
      return openPortal(stripe, payer, customer, page, change);
    }
    const now = standingOf(tenant, clock.now());
    const trialEnd = now.kind === 'trial' ? now.endsAt : undefined;
    return openCheckout(stripe, { payer, customer, price, quantity, trialEnd, page }, clock.now());
  }

  async function quantityOf({ tenantId, type }: Payer): Promise<number> {
    if (type !== 'enterprise') return 1;
    return Math.max(1, (await readUsage(await databases.open(tenantId), clock.now())).people);
  }

  async function portal(payer: Payer): Promise<string> {
    const { subscription } = await find(payer.tenantId);
    if (!subscription?.customerId) throw new NoxError('conflict', {}, { sentence: 'billing.choose_first' });
    return openPortal(stripe, payer, subscription.customerId, page);
  }

  /** Does it again with a new customer where Stripe no longer has the one that is known. */
  async function withCustomer<T>(tenantId: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isCustomerGone(error)) throw error;
      const { subscription } = await find(tenantId);
      if (subscription?.customerId) await forgetCustomer(control, subscription.customerId);
      return work();
    }
  }

  async function changed(tenantId: number): Promise<void> {
    seats.changed(tenantId);
    await dependencies.standingChanged(tenantId);
  }

  return {
    isOn: true,
    page,
    origins: stripeOrigins(access),
    async refresh(tenantId) {
      const { subscription } = await find(tenantId);
      if (subscription?.customerId) await refreshSubscription(means, subscription.customerId);
    },
    standing,
    async account(tenantId) {
      const tenant = await find(tenantId);
      const { plan, isChosen } = planOf(tenant);
      const { people, ...usage } = await readUsage(await databases.open(tenantId), clock.now());
      return {
        standing: standingOf(tenant, clock.now()),
        plan,
        isChosen,
        seats: { active: people, billed: tenant.subscription?.seats ?? undefined },
        limits: limitsOf(plan),
        usage,
      };
    },
    async room(tenantId) {
      const tenant = await find(tenantId);
      return roomOf(tenant, standingOf(tenant, clock.now()), page);
    },
    async paused(tenantIds) {
      const now = clock.now();
      const all = await findBilled(control, tenantIds);
      const paused = all.filter((tenant) => {
        const stands = standingOf(tenant, now);
        return stands.kind === 'lapsed' && stands.step === 'paused';
      });
      return new Set(paused.map(({ tenantId }) => tenantId));
    },
    peopleChanged: seats.changed,
    checkout: (payer, plan) => withCustomer(payer.tenantId, () => checkout(payer, plan)),
    portal: (payer) => withCustomer(payer.tenantId, () => portal(payer)),
    receive: (body, signature) => receiveEvent(means, body, signature),
    start: () => noteBillingStart(control, clock.now()),
    async round() {
      await seats.followAll();
      await forgetEvents(control, new Date(clock.now().getTime() - eventsKeptMs));
    },
    settled: seats.settled,
    stop: seats.settled,
  };
}

const noSubscription: Pick<SubscriptionRow, 'status' | 'subscriptionId' | 'itemId' | 'plan'> = {
  status: null,
  subscriptionId: null,
  itemId: null,
  plan: null,
};
