import type { Period } from '../core/report.ts';
import type { Incident } from '../database/tenant/monitoring/incidents.ts';
import { incidentsBetween } from '../database/tenant/monitoring/incidents.ts';
import { auditBetween } from '../database/tenant/audit/audit.ts';
import { listIntegrations } from '../database/tenant/integrations.ts';
import { listTickets } from '../database/tenant/tickets.ts';
import type { Ticket } from '../database/tenant/tickets.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';
import { rolloutsBetween, sumWorkloads } from '../database/tenant/monitoring/workloads.ts';
import { resolvedAfter, takenAfter } from './took.ts';
import { gatherTrends } from './trends.ts';
import type { Trends } from './trends.ts';

/** How one workload fared. */
export interface WorkloadLine {
  readonly cluster: string;
  /** `payments/api` */
  readonly name: string;
  readonly kind: string;
  /** Share of looks at which all replicas were ready, 0 to 1. */
  readonly availability: number;
  /** Share at which none was. */
  readonly down: number;
  readonly restarts: number;
}

/** Everything that a report tells, in no language. */
export interface ReportData {
  readonly period: Period;
  readonly clusters: readonly string[];
  /** Worst first. */
  readonly workloads: readonly WorkloadLine[];
  /** Of the hours of the period, the share in which NOX saw the clusters; undefined where it saw none. */
  readonly coverage: number | undefined;
  /** Availability over all looks; undefined without any. */
  readonly availability: number | undefined;
  readonly restarts: number;
  /** Those that opened or ended in the period, or lasted through it; the latest first. */
  readonly incidents: readonly Incident[];
  readonly open: readonly Incident[];
  /** Means, milliseconds; undefined where there was none. */
  readonly toAcknowledge: number | undefined;
  readonly toResolve: number | undefined;
  readonly rollouts: readonly {
    readonly at: Date;
    readonly name: string;
    readonly cluster: string;
    readonly images: readonly string[];
    readonly revision: number;
  }[];
  /** What people did to workloads through NOX. */
  readonly acts: readonly {
    readonly at: Date;
    readonly who: string;
    readonly what: string;
    readonly target: string;
  }[];
  readonly tickets: readonly { readonly ticket: Ticket; readonly incident: Incident }[];
  /** Step by step; availability of the worst workloads, in the order of `workloads`. */
  readonly trends: Trends;
}

const mostTickets = 200;
const mostTrends = 14;

/**
 * Gathers what happened to some clusters of a tenant.
 * @param clusterIds empty: all of them
 * @param timeZone in which days begin
 */
export async function gatherReport(
  tenant: TenantDatabase,
  clusterIds: readonly number[],
  period: Period,
  timeZone: string,
  now: Date,
): Promise<ReportData> {
  const { start, end } = period;
  const connected = (await listIntegrations(tenant)).filter(({ type }) => type === 'k8s');
  const all = clusterIds.length === 0 ? connected : connected.filter(({ id }) => clusterIds.includes(id));
  const ids = all.map(({ id }) => id);
  const nameOf = (id: number) => all.find((each) => each.id === id)?.name ?? '';
  const [sums, rollouts, everything, acts, tickets] = await Promise.all([
    sumWorkloads(tenant, ids, start, end),
    rolloutsBetween(tenant, ids, start, end),
    incidentsBetween(tenant, start, end),
    auditBetween(tenant, start, end, ['k8s deploy', 'k8s rollback', 'k8s restart', 'k8s scale']),
    listTickets(tenant, mostTickets, start),
  ]);
  const isOurs = (incident: Incident) =>
    incident.integrationId === null ? clusterIds.length === 0 : ids.includes(incident.integrationId);
  const incidents = everything.filter(isOurs);
  const worstFirst = sums.toSorted(
    (a, b) =>
      a.whole / a.looks - b.whole / b.looks ||
      b.restarts - a.restarts ||
      (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1),
  );
  const looks = sums.reduce((sum, each) => sum + each.looks, 0);
  const whole = sums.reduce((sum, each) => sum + each.whole, 0);
  const hours = Math.max(1, (Math.min(end.getTime(), now.getTime()) - start.getTime()) / 3_600_000);
  const seen = ids.map((id) =>
    Math.max(0, ...sums.filter((each) => each.integrationId === id).map((each) => each.hours)),
  );
  return {
    period,
    clusters: all.map(({ name }) => name),
    workloads: worstFirst.map(({ integrationId, kind, namespace, name, restarts, ...sum }) => ({
      cluster: nameOf(integrationId),
      name: `${namespace}/${name}`,
      kind,
      availability: sum.whole / sum.looks,
      down: sum.down / sum.looks,
      restarts,
    })),
    coverage:
      looks === 0
        ? undefined
        : Math.min(1, seen.reduce((sum, each) => sum + each, 0) / Math.ceil(hours) / ids.length),
    availability: looks === 0 ? undefined : whole / looks,
    restarts: sums.reduce((sum, each) => sum + each.restarts, 0),
    incidents,
    open: incidents.filter(({ state }) => state !== 'resolved'),
    toAcknowledge: mean(incidents.flatMap((each) => takenAfter(each) ?? [])),
    toResolve: mean(incidents.flatMap((each) => (each.isBaseline ? [] : (resolvedAfter(each) ?? [])))),
    rollouts: rollouts.map(({ integrationId, namespace, name, ...each }) => ({
      ...each,
      name: `${namespace}/${name}`,
      cluster: nameOf(integrationId),
    })),
    acts: acts.filter(({ target }) => all.some(({ name }) => target.startsWith(`${name}/`))),
    tickets: tickets.filter(({ ticket, incident }) => ticket.createdAt < end && isOurs(incident)),
    trends: await gatherTrends(tenant, ids, worstFirst.slice(0, mostTrends), period, timeZone),
  };
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0) / values.length;
}
