import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { TenantType } from '../../core/roles.ts';
import type { ControlDatabase } from './database.ts';
import { billingStart, stripeEvents, subscriptions, tenants } from './schema.ts';

/** What is kept of a subscription. */
export type SubscriptionRow = typeof subscriptions.$inferSelect;

/** A tenant, as far as its standing depends on it. */
export interface BilledTenant {
  readonly tenantId: number;
  readonly type: TenantType;
  /** When its trial began: when it was made, or when payment was first asked for. */
  readonly trialFrom: Date;
  readonly subscription: SubscriptionRow | undefined;
}

/** These tenants; those that there are none of are left out. */
export async function findBilled(
  control: ControlDatabase,
  tenantIds: readonly number[],
): Promise<BilledTenant[]> {
  if (tenantIds.length === 0) return [];
  const rows = await control.db
    .select({ tenant: tenants, subscription: subscriptions, startedAt: billingStart.startedAt })
    .from(tenants)
    .leftJoin(subscriptions, eq(subscriptions.tenantId, tenants.id))
    .leftJoin(billingStart, eq(billingStart.id, 1))
    .where(inArray(tenants.id, [...tenantIds]));
  return rows.map(({ tenant, subscription, startedAt }) => ({
    tenantId: tenant.id,
    type: tenant.tenantType,
    trialFrom: startedAt && startedAt > tenant.createdAt ? startedAt : tenant.createdAt,
    subscription: subscription ?? undefined,
  }));
}

/** Notes when payment was first asked for, once. */
export async function noteBillingStart(control: ControlDatabase, now: Date): Promise<void> {
  await control.db.insert(billingStart).values({ id: 1, startedAt: now }).onConflictDoNothing();
}

/** Keeps the customer that Stripe made for a tenant; of two at once the first stays. Returns the one that counts. */
export async function keepCustomer(
  control: ControlDatabase,
  tenantId: number,
  customerId: string,
): Promise<string> {
  const [row] = await control.db
    .insert(subscriptions)
    .values({ tenantId, customerId })
    .onConflictDoUpdate({
      target: subscriptions.tenantId,
      set: { customerId: sql`coalesce(${subscriptions.customerId}, excluded.customer_id)` },
    })
    .returning({ customerId: subscriptions.customerId });
  return row?.customerId ?? customerId;
}

/** Forgets a customer that Stripe no longer has. */
export async function forgetCustomer(control: ControlDatabase, customerId: string): Promise<void> {
  await control.db
    .update(subscriptions)
    .set({ customerId: null, revision: sql`${subscriptions.revision} + 1` })
    .where(eq(subscriptions.customerId, customerId));
}

/** Whose customer this is; undefined for one of somebody else's business. */
export async function findCustomer(
  control: ControlDatabase,
  customerId: string,
): Promise<SubscriptionRow | undefined> {
  const [row] = await control.db.select().from(subscriptions).where(eq(subscriptions.customerId, customerId));
  return row;
}

/** What Stripe says of a subscription now. */
export type SubscriptionState = Omit<SubscriptionRow, 'tenantId' | 'customerId' | 'revision'>;

/**
 * Writes what Stripe said, unless something was written since `revision` was read: then returns false, and it is to be
 * asked again.
 */
export async function writeSubscription(
  control: ControlDatabase,
  tenantId: number,
  revision: number,
  state: SubscriptionState,
): Promise<boolean> {
  const written = await control.db
    .update(subscriptions)
    .set({ ...state, revision: revision + 1 })
    .where(and(eq(subscriptions.tenantId, tenantId), eq(subscriptions.revision, revision)))
    .returning({ tenantId: subscriptions.tenantId });
  return written.length > 0;
}

/** Notes for how many seats is paid. */
export async function writeSeats(control: ControlDatabase, tenantId: number, seats: number): Promise<void> {
  await control.db
    .update(subscriptions)
    .set({ seats, revision: sql`${subscriptions.revision} + 1` })
    .where(eq(subscriptions.tenantId, tenantId));
}

/** Enterprises that pay by the seat. */
export async function listSeatPayers(control: ControlDatabase): Promise<number[]> {
  const rows = await control.db
    .select({ id: tenants.id })
    .from(subscriptions)
    .innerJoin(tenants, eq(tenants.id, subscriptions.tenantId))
    .where(
      and(
        eq(tenants.tenantType, 'enterprise'),
        eq(tenants.state, 'ready'),
        inArray(subscriptions.status, ['active', 'trialing', 'past_due']),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Whether an event of Stripe's was taken in before. */
export async function knowsEvent(control: ControlDatabase, eventId: string): Promise<boolean> {
  const [row] = await control.db
    .select({ eventId: stripeEvents.eventId })
    .from(stripeEvents)
    .where(eq(stripeEvents.eventId, eventId));
  return row !== undefined;
}

/** Notes that an event was taken in. */
export async function noteEvent(control: ControlDatabase, eventId: string, now: Date): Promise<void> {
  await control.db.insert(stripeEvents).values({ eventId, receivedAt: now }).onConflictDoNothing();
}

/** Forgets events that came before: Stripe sends none again after some days. */
export async function forgetEvents(control: ControlDatabase, before: Date): Promise<void> {
  await control.db.delete(stripeEvents).where(lt(stripeEvents.receivedAt, before));
}
