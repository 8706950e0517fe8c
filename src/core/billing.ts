import { NoxError } from './errors.ts';
import type { Locale } from './locale.ts';
import type { Plan } from './plans.ts';
import type { TenantType } from './roles.ts';

/** What a plan counts. */
export const limitKinds = ['clusters', 'workspaces', 'tools', 'viewers'] as const;
export type LimitKind = (typeof limitKinds)[number];
export type Counts = Readonly<Record<LimitKind, number>>;

/** Why nothing is paid: no plan was chosen after the trial, a payment failed, or the subscription was ended. */
export type LapseReason = 'trial' | 'unpaid' | 'ended';

/** A trial or a subscription that is over: NOX warns, then changes nothing any more, then watches no cluster either. */
export interface Lapsed {
  readonly kind: 'lapsed';
  readonly step: 'warned' | 'read_only' | 'paused';
  readonly reason: LapseReason;
  readonly since: Date;
  readonly readOnlyAt: Date;
  readonly pausedAt: Date;
}

/** How a tenant stands. */
export type Standing =
  /** Nothing is billed here. */
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'trial'; readonly endsAt: Date }
  | { readonly kind: 'active'; readonly renewsAt: Date | undefined; readonly endsAt: Date | undefined }
  | Lapsed;

/** Everything that a tenant is shown of what it pays. */
export interface BillingAccount {
  readonly standing: Standing;
  /** The plan that counts: the chosen one, or the trial's. Undefined where nothing is billed. */
  readonly plan: Plan | undefined;
  /** False in a trial: no plan was chosen yet. */
  readonly isChosen: boolean;
  /** Active people, and for how many is paid. */
  readonly seats: { readonly active: number; readonly billed: number | undefined };
  readonly limits: Counts;
  readonly usage: Counts;
}

/** How much a tenant may have at this moment. What it has already stays, whatever the limits. */
export interface Room {
  readonly limits: Counts;
  /** The refusal of one more. */
  refuse(kind: LimitKind): NoxError;
}

/** For whom something is paid. */
export interface Payer {
  readonly tenantId: number;
  readonly type: TenantType;
  readonly locale: Locale;
}

/** What the rest of NOX knows of money. */
export interface Billing {
  /** Whether anything is billed at all. */
  readonly isOn: boolean;
  /** The address of the page where people pay. */
  readonly page: string;
  /** Where Stripe's own pages are: what a form of ours may lead to. */
  readonly origins: readonly string[];
  /** Asks Stripe how a tenant stands, for who comes back from its page before its news does. Errors: `upstream_*`. */
  refresh(tenantId: number): Promise<void>;
  standing(tenantId: number): Promise<Standing>;
  account(tenantId: number): Promise<BillingAccount>;
  room(tenantId: number): Promise<Room>;
  /** Those of these tenants whose clusters are not watched for want of payment. */
  paused(tenantIds: readonly number[]): Promise<ReadonlySet<number>>;
  /** People came or went: the seats follow, in their own time. */
  peopleChanged(tenantId: number): void;
  /**
   * The address of Stripe's page where a plan is chosen or changed. Errors: `bad_input` for a plan that is not offered to
   * this type of tenant; `conflict` where nothing is billed; `upstream_*`.
   */
  checkout(payer: Payer, plan: string): Promise<string>;
  /** The address of Stripe's page for invoices, cards and ending it. Errors: `conflict` before a first plan; `upstream_*`. */
  portal(payer: Payer): Promise<string>;
  /** Takes in what Stripe sent. Errors: `bad_input` for a forged body; `not_found` where nothing is billed; `upstream_*`. */
  receive(body: Uint8Array, signature: string): Promise<void>;
}

/** Refuses what would change something while a tenant is read-only. Errors: `payment_required`. */
export function refuseReadOnly(standing: Standing, type: TenantType, page: string): void {
  if (isReadOnly(standing)) throw paymentRequired(standing, type, page);
}

/** Whether nothing may be changed for want of payment. */
export function isReadOnly(standing: Standing): standing is Lapsed {
  return standing.kind === 'lapsed' && standing.step !== 'warned';
}

/** The refusal that says what to do. */
export function paymentRequired({ reason }: Lapsed, type: TenantType, page: string): NoxError {
  return new NoxError('payment_required', { why: reason, type, page });
}
