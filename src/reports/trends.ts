import type { Period } from '../core/report.ts';
import { restartSteps, workloadSteps } from '../database/tenant/monitoring/workloads.ts';
import type { WorkloadSum } from '../database/tenant/monitoring/workloads.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';
import { stepsOf } from './periods.ts';
import type { Step } from './periods.ts';

/** How things went in the course of a period. */
export interface Trends {
  /** What is counted is counted by the hour or by the day. */
  readonly unit: 'hour' | 'day';
  readonly starts: readonly Date[];
  /** Restarts of all workloads, one number a start. */
  readonly restarts: readonly number[];
  /** Availability has finer steps. */
  readonly step: Step;
  readonly steps: readonly Date[];
  /** Shares of looks at which the worst workloads were whole, as many as steps; undefined where nobody looked. */
  readonly shares: readonly (readonly (number | undefined)[])[];
}

const dayMs = 86_400_000;

/** @param worst the workloads whose availability is told, in this order */
export async function gatherTrends(
  tenant: TenantDatabase,
  clusterIds: readonly number[],
  worst: readonly WorkloadSum[],
  period: Period,
  timeZone: string,
): Promise<Trends> {
  const days = (period.end.getTime() - period.start.getTime()) / dayMs;
  const unit = days < 1.5 ? 'hour' : 'day';
  const step = days < 1.5 ? 'hour' : days < 8.5 ? 'quarter' : 'day';
  const starts = stepsOf(period, unit, timeZone);
  const steps = stepsOf(period, step, timeZone);
  const [restarts, rows] = await Promise.all([
    restartSteps(tenant, clusterIds, starts, period.end),
    workloadSteps(tenant, worst, steps, period.end),
  ]);
  const keyOf = (each: Pick<WorkloadSum, 'integrationId' | 'kind' | 'namespace' | 'name'>) =>
    [each.integrationId, each.kind, each.namespace, each.name].join('/');
  const byKey = Map.groupBy(rows, keyOf);
  const shares = worst.map((each) => {
    const own = byKey.get(keyOf(each)) ?? [];
    return steps.map((_start, at) => {
      const row = own.find((one) => one.step === at);
      return row && row.whole / row.looks;
    });
  });
  return { unit, starts, restarts, step, steps, shares };
}
