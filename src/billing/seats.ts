import type { Clock } from '../core/clock.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { findBilled, listSeatPayers, writeSeats } from '../database/control/subscriptions.ts';
import { readUsage } from '../database/tenant/audit/usage.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { asking } from './stripe/client.ts';
import type { StripeClient } from './stripe/client.ts';

/** The seats that an enterprise pays for, which follow its active people. */
export interface Seats {
  /** People of a tenant came or went. */
  changed(tenantId: number): void;
  /** Follows every enterprise that pays: what was missed while Stripe did not answer is made good. */
  followAll(): Promise<void>;
  /** Resolves when nothing is being followed. */
  settled(): Promise<void>;
}

export function createSeats(
  control: ControlDatabase,
  databases: TenantDatabases,
  stripe: StripeClient,
  clock: Clock,
  log: { error(fields: Readonly<Record<string, unknown>>, message: string): void },
): Seats {
  /** By tenant: the following that is under way, and what comes after it. */
  const underWay = new Map<number, { again: boolean; readonly done: Promise<void> }>();

  /** Stripe prorates by itself: https://docs.stripe.com/billing/subscriptions/prorations */
  async function follow(tenantId: number): Promise<void> {
    const [tenant] = await findBilled(control, [tenantId]);
    const { itemId, seats, status } = tenant?.subscription ?? {};
    if (tenant?.type !== 'enterprise' || !itemId || !isOpen(status ?? null)) return;
    const { people } = await readUsage(await databases.open(tenantId), clock.now());
    const quantity = Math.max(1, people);
    if (quantity === seats) return;
    await asking(
      stripe.subscriptionItems.update(itemId, { quantity, proration_behavior: 'create_prorations' }),
    );
    await writeSeats(control, tenantId, quantity);
  }

  function changed(tenantId: number): void {
    const running = underWay.get(tenantId);
    if (running) {
      running.again = true;
      return;
    }
    const done = follow(tenantId)
      .catch((error: unknown) => log.error({ tenantId, err: error }, 'seats do not follow'))
      .then(() => {
        const again = underWay.get(tenantId)?.again;
        underWay.delete(tenantId);
        if (again) changed(tenantId);
      });
    underWay.set(tenantId, { again: false, done });
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ done }) => done));
  }

  return {
    changed,
    settled,
    async followAll() {
      // One after another: it is not urgent, and each opens a tenant's door.
      for (const tenantId of await listSeatPayers(control)) {
        changed(tenantId);
        await underWay.get(tenantId)?.done;
      }
    },
  };
}

function isOpen(status: string | null): boolean {
  return status === 'active' || status === 'trialing' || status === 'past_due';
}
