import type { Tenant } from '../../core/actor.ts';
import type { Billing } from '../../core/billing.ts';
import type { OwnBilling } from '../contracts/billing.ts';

/** What the actor's own tenant pays. */
export function billingOf(billing: Billing, tenant: Tenant): OwnBilling {
  return { page: billing.page, account: () => billing.account(tenant.id) };
}
