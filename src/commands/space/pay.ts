import type { Actor, Tenant } from '../../core/actor.ts';
import type { Billing } from '../../core/billing.ts';
import { NoxError } from '../../core/errors.ts';
import type { Locale } from '../../core/locale.ts';
import { mayDo } from '../../core/roles.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { auditDone, auditRefusal } from '../tools/audit-tool.ts';

/** Who pays, and in which language Stripe's page is to be. */
export interface PayingBy {
  readonly database: TenantDatabase;
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly requestId: string;
  readonly locale: Locale;
}

/** The address of Stripe's page where a plan is chosen or changed. Errors: `forbidden`, and those of `Billing.checkout`. */
export function beginCheckout(billing: Billing, by: PayingBy, plan: string): Promise<string> {
  return audited(by, 'billing checkout', plan, () => billing.checkout(payerOf(by), plan));
}

/** The address of Stripe's page for invoices and cards. Errors: `forbidden`, and those of `Billing.portal`. */
export function openPortal(billing: Billing, by: PayingBy): Promise<string> {
  return audited(by, 'billing portal', '', () => billing.portal(payerOf(by)));
}

/** Refuses who does not run the space. Errors: `forbidden`. */
export function refuseWhoDoesNotPay({ actor, tenant }: Pick<PayingBy, 'actor' | 'tenant'>): void {
  if (!mayDo(actor.role, 'tenant:manage'))
    throw new NoxError('forbidden', { role: `role.${tenant.type === 'enterprise' ? 'admin' : 'freelance'}` });
}

function payerOf({ tenant, locale }: PayingBy) {
  return { tenantId: tenant.id, type: tenant.type, locale };
}

/** Does it, and writes it down whatever came of it. */
async function audited(
  by: PayingBy,
  command: string,
  target: string,
  work: () => Promise<string>,
): Promise<string> {
  const url = await auditRefusal(by, command, target, async () => {
    refuseWhoDoesNotPay(by);
    return work();
  });
  await auditDone(by, command, async () => ({ label: target }));
  return url;
}
