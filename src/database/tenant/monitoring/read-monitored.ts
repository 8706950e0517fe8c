import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Condition, Past, Pending, Standing } from '../../../core/incident.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';
import type { Incident } from './incidents.ts';
import { clusterWatches, incidents } from '../schema/monitoring-schema.ts';
import type { NotedHold } from '../schema/monitoring-schema.ts';

/**
 * What monitoring knew of a cluster before this process took it over.
 * @param pastAfter what was over before is forgotten
 * @param holdsAfter holds that were noted before are: nobody knows what was in between
 */
export async function readMonitored(
  tenant: TenantDatabase,
  integrationId: number,
  pastAfter: Date,
  holdsAfter: Date,
): Promise<{
  readonly isBaselined: boolean;
  readonly readsCertificates: boolean;
  pending: [string, Pending][];
  standing: Standing[];
  past: Past[];
}> {
  const [watched] = await tenant.db
    .select()
    .from(clusterWatches)
    .where(eq(clusterWatches.integrationId, integrationId));
  const mine = eq(incidents.integrationId, integrationId);
  const open = await tenant.db
    .select()
    .from(incidents)
    .where(and(mine, isNull(incidents.overAt)));
  const over = await tenant.db
    .select()
    .from(incidents)
    .where(and(mine, gt(incidents.overAt, pastAfter)))
    .orderBy(incidents.overAt);
  return {
    isBaselined: watched?.baselinedAt != null,
    readsCertificates: watched?.readsCertificates ?? false,
    pending: Object.entries(
      watched?.holdsNotedAt && watched.holdsNotedAt > holdsAfter ? watched.holds : {},
    ).map(([key, hold]) => [key, pendingOf(hold)]),
    standing: open.map((row) => ({ ...remembered(row), goneSince: undefined })),
    past: over.map((row) => ({ ...remembered(row), overAt: row.overAt ?? new Date(0) })),
  };
}

function pendingOf({ beganAt, since, stage, wasBefore }: NotedHold): Pending {
  return { beganAt: new Date(beganAt), since: since ? new Date(since) : undefined, stage, wasBefore };
}

function remembered(row: Incident) {
  const { key, reason, severity, members, holdMs, occurrences, also, suppressed, evidence } = row;
  const subject = { kind: row.subjectKind, namespace: row.namespace, name: row.subjectName };
  const optional = { since: row.since ?? undefined, cause: row.cause ?? undefined };
  const condition: Condition = {
    key,
    reason,
    subject,
    severity,
    members,
    holdMs,
    occurrences,
    also,
    suppressed,
    evidence,
    ...optional,
  };
  return {
    condition,
    told: row.told,
    openedAt: row.openedAt,
    returns: row.returns.map((at) => new Date(at)),
  };
}
