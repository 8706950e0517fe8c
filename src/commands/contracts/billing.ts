import type { BillingAccount } from '../../core/billing.ts';

/** What the tenant's own commands know of money. Nothing is paid in a conversation. */
export interface OwnBilling {
  /** The address of the page where people pay. */
  readonly page: string;
  account(): Promise<BillingAccount>;
}
