import type { TenantType } from './roles.ts';

/** What a plan allows. The one place where limits and prices are stated. */
export interface Plan {
  readonly id: 'solo' | 'pro' | 'studio' | 'team' | 'business';
  readonly type: TenantType;
  /** Euros a month, before tax; for enterprises for each active user. */
  readonly euros: number;
  readonly clusters: number;
  /** Slack workspaces; an enterprise has one installation. */
  readonly workspaces: number;
  /** GitHub, Jira and Notion together. */
  readonly tools: number;
  /** People invited to read. */
  readonly viewers: number;
}

const unlimited = Number.POSITIVE_INFINITY;

/** Every plan, the smallest first. */
export const plans: readonly Plan[] = [
  { id: 'solo', type: 'freelance', euros: 19, clusters: 2, workspaces: 2, tools: 4, viewers: 1 },
  { id: 'pro', type: 'freelance', euros: 49, clusters: 6, workspaces: 6, tools: 15, viewers: 6 },
  { id: 'studio', type: 'freelance', euros: 99, clusters: 20, workspaces: 20, tools: 60, viewers: 30 },
  { id: 'team', type: 'enterprise', euros: 9, clusters: 5, workspaces: 1, tools: 3, viewers: unlimited },
  {
    id: 'business',
    type: 'enterprise',
    euros: 15,
    clusters: 50,
    workspaces: 1,
    tools: 3,
    viewers: unlimited,
  },
];

/** Days that a new space may be tried without a card. */
export const trialDays = 14;

/** Days after a subscription or a trial ended. Nothing is ever deleted for want of payment. */
export const lapse = {
  /** Until then NOX warns. */
  readOnlyAfterDays: 7,
  /** From then on it also watches no cluster. */
  pausedAfterDays: 21,
} as const;

/** What a trial may use. */
export const trialPlans: Readonly<Record<TenantType, Plan['id']>> = {
  freelance: 'pro',
  enterprise: 'business',
};

/** A plan of a type of tenant by its id. */
export function findPlan(type: TenantType, id: string): Plan | undefined {
  return plans.find((plan) => plan.type === type && plan.id === id);
}
