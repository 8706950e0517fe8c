import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Change, Condition, Past, Standing } from '../../core/incident.ts';
import type { TenantDatabase } from '../tenant-databases.ts';
import { clusterWatches, incidents, incidentSteps, outbox } from './monitoring-schema.ts';

/** An incident as it is kept. */
export type Incident = Omit<typeof incidents.$inferSelect, 'tenantId'>;
/** Something that is to go out. */
export interface Outgoing {
  /** What it is; written twice it goes out once. */
  readonly key: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly notBefore?: Date;
}
/** The tenant's database within one transaction. */
export type Transaction = Pick<TenantDatabase['db'], 'select' | 'insert' | 'update' | 'delete'>;

/** A change that was written, and the incident as it is now. */
export interface Recorded {
  readonly change: Change;
  readonly incident: Incident;
}

/** What monitoring knew of a cluster before this process took it over. */
export async function readMonitored(
  tenant: TenantDatabase,
  integrationId: number,
  pastAfter: Date,
): Promise<{
  readonly isBaselined: boolean;
  readonly readsCertificates: boolean;
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
    standing: open.map((row) => ({ ...remembered(row), goneSince: undefined })),
    past: over.map((row) => ({ ...remembered(row), overAt: row.overAt ?? new Date(0) })),
  };
}

function remembered(row: Incident) {
  const { key, reason, severity, members, holdMs, occurrences, also, evidence } = row;
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

/**
 * Writes what changed in one cluster, the course of each incident and what is to be told of it, all or nothing. A change
 * that another process wrote before is left out.
 * @param tell what goes out, from what was written
 */
export async function recordChanges(
  tenant: TenantDatabase,
  cluster: { readonly integrationId: number; readonly name: string },
  changes: readonly Change[],
  now: Date,
  tell: (transaction: Transaction, recorded: readonly Recorded[]) => Promise<readonly Outgoing[]>,
): Promise<readonly Recorded[]> {
  return tenant.db.transaction(async (transaction) => {
    const { tenantId } = tenant;
    await transaction
      .insert(clusterWatches)
      .values({ tenantId, integrationId: cluster.integrationId, baselinedAt: now })
      .onConflictDoUpdate({
        target: clusterWatches.integrationId,
        set: { baselinedAt: sql`coalesce(${clusterWatches.baselinedAt}, excluded.baselined_at)` },
      });
    const recorded: Recorded[] = [];
    for (const change of changes) {
      const incident = await write(transaction, tenantId, cluster, change, now);
      if (!incident) continue;
      recorded.push({ change, incident });
      if (change.kind === 'updated') continue;
      const detail = change.kind === 'resolved' ? '' : incident.severity;
      await transaction
        .insert(incidentSteps)
        .values({ tenantId, incidentId: incident.id, at: now, kind: change.kind, detail });
    }
    await putOut(transaction, tenantId, await tell(transaction, recorded));
    return recorded;
  });
}

/** Puts something into the outbox; what is there already stays as it is. */
export async function putOut(
  transaction: Transaction,
  tenantId: number,
  outgoing: readonly Outgoing[],
): Promise<void> {
  if (outgoing.length === 0) return;
  await transaction
    .insert(outbox)
    .values(outgoing.map((each) => ({ tenantId, ...each, payload: { ...each.payload } })))
    .onConflictDoNothing();
}

async function write(
  transaction: Transaction,
  tenantId: number,
  cluster: { readonly integrationId: number; readonly name: string },
  change: Change,
  now: Date,
): Promise<Incident | undefined> {
  const mine = (key: string) =>
    and(eq(incidents.integrationId, cluster.integrationId), eq(incidents.key, key));
  if (change.kind === 'resolved') {
    const { key } = change.past.condition;
    const [before] = await transaction
      .select()
      .from(incidents)
      .where(and(mine(key), isNull(incidents.overAt)));
    if (!before) return undefined;
    const resolvedAt = before.resolvedAt ?? now;
    const [row] = await transaction
      .update(incidents)
      .set({ state: 'resolved', overAt: now, resolvedAt })
      .where(eq(incidents.id, before.id))
      .returning();
    return row;
  }
  const { condition, told, openedAt, returns } = change.standing;
  const values = {
    ...columnsOf(condition),
    told,
    openedAt,
    returns: returns.map((at) => at.toISOString()),
  };
  if (change.kind === 'opened' || change.kind === 'baselined') {
    const isBaseline = change.kind === 'baselined';
    const [row] = await transaction
      .insert(incidents)
      .values({ tenantId, ...cluster, cluster: cluster.name, isBaseline, ...values })
      .onConflictDoNothing()
      .returning();
    return row;
  }
  const standing =
    change.kind === 'reopened' ? mine(condition.key) : and(mine(condition.key), isNull(incidents.overAt));
  const [before] = await transaction
    .select()
    .from(incidents)
    .where(standing)
    .orderBy(desc(incidents.id))
    .limit(1);
  if (!before) return undefined;
  // Worse than what somebody called resolved, or back again: it is open once more.
  const isOpenAgain =
    change.kind === 'reopened' || (change.kind === 'escalated' && before.state === 'resolved');
  const again = { state: 'open', overAt: null, resolvedAt: null, resolvedBy: null } as const;
  const [row] = await transaction
    .update(incidents)
    .set({ ...values, openedAt: before.openedAt, ...(isOpenAgain ? again : {}) })
    .where(eq(incidents.id, before.id))
    .returning();
  return row;
}

function columnsOf({ subject, since, cause, ...condition }: Condition) {
  return {
    ...condition,
    subjectKind: subject.kind,
    namespace: subject.namespace,
    subjectName: subject.name,
    since: since ?? null,
    cause: cause ?? null,
  };
}

/** How the watch of a cluster fares, for those who ask. */
export interface WatchState {
  readonly state: 'starting' | 'watching' | 'unreachable';
  readonly heardAt: Date | undefined;
  readonly objects: number;
  readonly refusedKinds: readonly string[];
}

/** Notes how the watch of a cluster fares. */
export async function noteWatch(
  tenant: TenantDatabase,
  integrationId: number,
  watch: WatchState,
): Promise<void> {
  const values = { ...watch, heardAt: watch.heardAt ?? null };
  await tenant.db
    .insert(clusterWatches)
    .values({ tenantId: tenant.tenantId, integrationId, ...values })
    .onConflictDoUpdate({ target: clusterWatches.integrationId, set: values });
}
