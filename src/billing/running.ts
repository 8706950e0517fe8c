import type { Billing } from '../core/billing.ts';

/** Billing, and what comes round for it. */
export interface RunningBilling extends Billing {
  start(): Promise<void>;
  /** What is to be done every hour: what was missed while Stripe did not answer is made good. */
  round(): Promise<void>;
  /** Resolves when no seats are being followed. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}
