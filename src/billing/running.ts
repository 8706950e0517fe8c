import type { Billing } from '../core/billing.ts';

/** Billing, and its own round. */
export interface RunningBilling extends Billing {
  start(): Promise<void>;
  /** Resolves when no seats are being followed. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}
