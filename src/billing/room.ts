import { isReadOnly, paymentRequired } from '../core/billing.ts';
import type { Counts, LimitKind, Room, Standing } from '../core/billing.ts';
import { NoxError } from '../core/errors.ts';
import { findPlan, trialPlans } from '../core/plans.ts';
import type { Plan } from '../core/plans.ts';
import type { BilledTenant } from '../database/control/subscriptions.ts';

/** The plan that counts for a tenant: its own, or the trial's. */
export function planOf({ type, subscription }: BilledTenant): {
  readonly plan: Plan;
  readonly isChosen: boolean;
} {
  const chosen = subscription?.plan ? findPlan(type, subscription.plan) : undefined;
  const plan = chosen ?? findPlan(type, trialPlans[type]);
  if (!plan) throw new Error(`no plan for ${type}`);
  return { plan, isChosen: chosen !== undefined };
}

/** What may be had where nothing is billed. */
export const unlimited: Counts = {
  clusters: Number.POSITIVE_INFINITY,
  workspaces: Number.POSITIVE_INFINITY,
  tools: Number.POSITIVE_INFINITY,
  viewers: Number.POSITIVE_INFINITY,
};

/** What a plan allows. */
export function limitsOf({ clusters, workspaces, tools, viewers }: Plan): Counts {
  return { clusters, workspaces, tools, viewers };
}

/** How much a tenant may have as it stands; nothing new while it is read-only. */
export function roomOf(tenant: BilledTenant, standing: Standing, page: string): Room {
  const { type } = tenant;
  if (isReadOnly(standing)) {
    return {
      limits: { clusters: 0, workspaces: 0, tools: 0, viewers: 0 },
      refuse: () => paymentRequired(standing, type, page),
    };
  }
  const { plan } = planOf(tenant);
  const limits = limitsOf(plan);
  const refuse = (kind: LimitKind) =>
    new NoxError(
      'plan_limit',
      { plan: `plan.${plan.id}`, most: limits[kind], page },
      { sentence: `billing.limit.${kind}` },
    );
  return { limits, refuse };
}
