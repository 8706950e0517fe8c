import { evidence, findingOf, minute } from './detector.ts';
import type { Detector } from './detector.ts';

/** A disruption budget that is broken already: no node can be drained. */
export const disruptionBudgetBlocked: Detector = function* (view) {
  for (const budget of view.all('PodDisruptionBudget')) {
    if (budget.observedGeneration < budget.generation || budget.expectedPods === 0) continue;
    if (budget.currentHealthy >= budget.desiredHealthy) continue;
    yield findingOf(view, budget, {
      reason: 'disruption_budget_blocked',
      holdMs: 15 * minute,
      severity: 'warning',
      evidence: [
        evidence('status.currentHealthy', budget.currentHealthy),
        evidence('status.desiredHealthy', budget.desiredHealthy),
      ],
    });
  }
};
