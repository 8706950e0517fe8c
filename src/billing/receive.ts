import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import {
  findCustomer,
  forgetCustomer,
  knowsEvent,
  noteEvent,
  writeSubscription,
} from '../database/control/subscriptions.ts';
import { appendAudit } from '../database/tenant/audit/audit.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import type { StripeAccess, StripeClient } from './stripe/client.ts';
import { readEvent } from './stripe/read-event.ts';
import { readSubscription } from './stripe/read-subscription.ts';

/** What taking Stripe's news in needs. `log` gets ids and errors. */
export interface ReceiveDependencies {
  readonly control: ControlDatabase;
  readonly databases: TenantDatabases;
  readonly access: StripeAccess;
  readonly stripe: StripeClient;
  readonly clock: Clock;
  readonly log: { error(fields: Readonly<Record<string, unknown>>, message: string): void };
  /** A subscription was read anew. */
  readonly changed: (tenantId: number) => Promise<void>;
}

/** How often what was read is read again because somebody else wrote meanwhile. */
const attempts = 6;

/** Takes one of Stripe's events in, once. Errors: `bad_input` where it is not Stripe's; `upstream_*`: it is to come again. */
export async function receiveEvent(
  dependencies: ReceiveDependencies,
  body: Uint8Array,
  signature: string,
): Promise<void> {
  const { control, access, stripe, clock } = dependencies;
  const event = readEvent(stripe, access, body, signature, clock.now());
  if (!event || (await knowsEvent(control, event.id))) return;
  await refreshSubscription(dependencies, event.customer);
  if (event.isGone) await forgetCustomer(control, event.customer);
  await noteEvent(control, event.id, clock.now());
}

/** Reads how a customer's subscription stands and writes it down. A customer that is not ours is left alone. */
export async function refreshSubscription(
  dependencies: Omit<ReceiveDependencies, 'access' | 'clock'>,
  customer: string,
): Promise<void> {
  const { control, stripe, log, changed } = dependencies;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await findCustomer(control, customer);
    if (!before) return;
    const { tenantId } = before;
    const { state, paysTwice } = await readSubscription(stripe, customer, before);
    if (paysTwice) log.error({ tenantId, customer }, 'a customer pays for two subscriptions');
    if (!(await writeSubscription(control, tenantId, before.revision, state))) continue;
    if (state.status !== before.status || state.plan !== before.plan)
      await record(dependencies, tenantId, `${state.plan ?? '-'} ${state.status ?? '-'}`);
    return changed(tenantId);
  }
  throw new Error('a subscription changed again and again while it was read');
}

async function record(
  { databases, log }: Pick<ReceiveDependencies, 'databases' | 'log'>,
  tenantId: number,
  target: string,
): Promise<void> {
  try {
    await appendAudit(await databases.open(tenantId), {
      actorId: null,
      actorName: 'Stripe',
      surface: 'system',
      command: 'billing subscription',
      target,
      outcome: 'ok',
      requestId: randomUUID(),
    });
  } catch (error) {
    log.error({ tenantId, err: error }, 'a change of a subscription was not audited');
  }
}
