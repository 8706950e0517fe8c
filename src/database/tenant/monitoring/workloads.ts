import { lt } from 'drizzle-orm';
import { workloadHours, workloadRollouts } from '../schema/reports-schema.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';

/** One look at the workloads of a cluster. */
export interface WorkloadLook {
  readonly at: Date;
  readonly workloads: readonly {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly isWhole: boolean;
    readonly isDown: boolean;
    /** Since the look before. */
    readonly restarts: number;
  }[];
  readonly rollouts: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly revision: number;
    readonly at: Date;
    readonly images: readonly string[];
  }[];
}

/** How long hours and rollouts are kept: a monthly report of the month before, made up late. */
const keptDays = 100;

/** Adds a look to the hour that it falls into; rollouts that are known stay as they are. */
export async function recordLook(
  tenant: TenantDatabase,
  integrationId: number,
  { at, workloads, rollouts }: WorkloadLook,
): Promise<void> {
  const { sql, tenantId } = tenant;
  if (workloads.length > 0)
    await sql`
      insert into workload_hours
        (tenant_id, integration_id, kind, namespace, name, hour, looks, whole, down, restarts)
      select ${tenantId}::int, ${integrationId}::int, kind, namespace, name,
        date_trunc('hour', ${at.toISOString()}::timestamptz), 1, "isWhole"::int, "isDown"::int, restarts
      from jsonb_to_recordset(${JSON.stringify(workloads)}::text::jsonb) as look (
        kind text, namespace text, name text, "isWhole" boolean, "isDown" boolean, restarts integer)
      on conflict (integration_id, kind, namespace, name, hour) do update set
        looks = workload_hours.looks + 1, whole = workload_hours.whole + excluded.whole,
        down = workload_hours.down + excluded.down, restarts = workload_hours.restarts + excluded.restarts`;
  if (rollouts.length > 0)
    await sql`
      insert into workload_rollouts (tenant_id, integration_id, namespace, name, revision, at, images)
      select ${tenantId}::int, ${integrationId}::int, namespace, name, revision, at, images
      from jsonb_to_recordset(${JSON.stringify(rollouts)}::text::jsonb) as look (
        namespace text, name text, revision integer, at timestamptz, images jsonb)
      on conflict do nothing`;
}

/** Forgets what no report needs any more. */
export async function forgetLooks({ db }: TenantDatabase, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  await db.delete(workloadHours).where(lt(workloadHours.hour, before));
  await db.delete(workloadRollouts).where(lt(workloadRollouts.at, before));
}

/** How a workload fared over a time. */
export interface WorkloadSum {
  readonly integrationId: number;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly looks: number;
  readonly whole: number;
  readonly down: number;
  readonly restarts: number;
  /** In how many hours it was looked at. */
  readonly hours: number;
}

/** The workloads of some clusters over a time, in whole hours. */
export async function sumWorkloads(
  { sql }: TenantDatabase,
  clusterIds: readonly number[],
  start: Date,
  end: Date,
): Promise<WorkloadSum[]> {
  return sql<WorkloadSum[]>`
    select integration_id as "integrationId", kind, namespace, name, sum(looks)::int as looks,
      sum(whole)::int as whole, sum(down)::int as down, sum(restarts)::int as restarts, count(*)::int as hours
    from workload_hours
    where integration_id = any(${[...clusterIds]}::int[])
      and hour >= date_trunc('hour', ${start.toISOString()}::timestamptz) and hour < ${end.toISOString()}
    group by 1, 2, 3, 4`;
}

/** How one workload fared in one step of a time. */
export interface WorkloadStep
  extends Pick<WorkloadSum, 'integrationId' | 'kind' | 'namespace' | 'name' | 'looks' | 'whole'> {
  /** Which step, from 0. */
  readonly step: number;
}

/**
 * Some workloads over a time, step by step; steps in which nobody looked are left out.
 * @param starts when each step begins, in order; an hour belongs to the step in which it begins
 */
export async function workloadSteps(
  { sql }: TenantDatabase,
  workloads: readonly Pick<WorkloadSum, 'integrationId' | 'kind' | 'namespace' | 'name'>[],
  starts: readonly Date[],
  end: Date,
): Promise<WorkloadStep[]> {
  const [first = end] = starts;
  const wanted = workloads.map(({ integrationId, kind, namespace, name }) => ({
    integrationId,
    kind,
    namespace,
    name,
  }));
  return sql<WorkloadStep[]>`
    select integration_id as "integrationId", kind, namespace, name, sum(looks)::int as looks,
      sum(whole)::int as whole, width_bucket(hour, ${arrayOf(starts)}::text::timestamptz[]) - 1 as step
    from workload_hours
    join jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as wanted (
      "integrationId" integer, kind text, namespace text, name text)
      using (kind, namespace, name)
    where integration_id = wanted."integrationId" and hour >= ${first.toISOString()} and hour < ${end.toISOString()}
    group by 1, 2, 3, 4, 7`;
}

/** Restarts of all workloads of some clusters, step by step; `starts` as for `workloadSteps`. */
export async function restartSteps(
  { sql }: TenantDatabase,
  clusterIds: readonly number[],
  starts: readonly Date[],
  end: Date,
): Promise<number[]> {
  const [first = end] = starts;
  const rows = await sql<{ step: number; restarts: number }[]>`
    select width_bucket(hour, ${arrayOf(starts)}::text::timestamptz[]) - 1 as step, sum(restarts)::int as restarts
    from workload_hours
    where integration_id = any(${[...clusterIds]}::int[])
      and hour >= ${first.toISOString()} and hour < ${end.toISOString()}
    group by 1`;
  return starts.map((_start, step) => rows.find((row) => row.step === step)?.restarts ?? 0);
}

/** Moments as PostgreSQL writes an array. */
function arrayOf(moments: readonly Date[]): string {
  return `{${moments.map((each) => each.toISOString()).join(',')}}`;
}

export interface Rollout {
  readonly integrationId: number;
  readonly namespace: string;
  readonly name: string;
  readonly revision: number;
  readonly at: Date;
  readonly images: readonly string[];
}

/** New versions of a time, the latest first. */
export async function rolloutsBetween(
  { sql }: TenantDatabase,
  clusterIds: readonly number[],
  start: Date,
  end: Date,
): Promise<Rollout[]> {
  const rows = await sql<(Omit<Rollout, 'at'> & { atMs: number })[]>`
    select integration_id as "integrationId", namespace, name, revision, images,
      (extract(epoch from at) * 1000)::float8 as "atMs"
    from workload_rollouts
    where integration_id = any(${[...clusterIds]}::int[])
      and at >= ${start.toISOString()} and at < ${end.toISOString()}
    order by at desc`;
  return rows.map(({ atMs, ...row }) => ({ ...row, at: new Date(atMs) }));
}
