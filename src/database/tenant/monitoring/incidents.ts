import { and, desc, eq, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Change, Condition } from '../../../core/incident.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { clusterWatches, incidents, incidentSteps, outbox } from '../schema/monitoring-schema.ts';

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
  /** The step in its course; undefined for what only looks a little different. */
  readonly stepId: number | undefined;
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
      const stepId =
        change.kind === 'updated' ? undefined : await noteStep(transaction, tenantId, incident, change, now);
      recorded.push({ change, incident, stepId });
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

async function noteStep(
  transaction: Transaction,
  tenantId: number,
  incident: Incident,
  change: Change,
  at: Date,
): Promise<number | undefined> {
  const isFlapping = change.kind === 'reopened' && change.isFlapping;
  const kind = isFlapping ? 'flapping' : change.kind;
  const detail =
    change.kind === 'resolved' ? '' : change.kind === 'became' ? incident.reason : incident.severity;
  const [step] = await transaction
    .insert(incidentSteps)
    .values({ tenantId, incidentId: incident.id, at, kind, detail })
    .returning({ id: incidentSteps.id });
  return step?.id;
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
      .where(and(eq(incidents.id, before.id), isNull(incidents.overAt)))
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
  // What another process wrote already is not told again.
  const isUnwritten =
    change.kind === 'reopened'
      ? isNotNull(incidents.overAt)
      : and(isNull(incidents.overAt), change.kind === 'escalated' ? ne(incidents.told, told) : undefined);
  const standing = and(mine(change.kind === 'became' ? change.from : condition.key), isUnwritten);
  const [before] = await transaction
    .select()
    .from(incidents)
    .where(standing)
    .orderBy(desc(incidents.id))
    .limit(1)
    .for('update');
  if (!before) return undefined;
  // Worse than what somebody called resolved, or back again: it is open once more.
  const isOpenAgain =
    change.kind === 'reopened' || (change.kind === 'escalated' && before.state === 'resolved');
  const again = { state: 'open', overAt: null, resolvedAt: null, resolvedBy: null } as const;
  const [row] = await transaction
    .update(incidents)
    .set({
      ...values,
      openedAt: before.openedAt,
      ...(isOpenAgain ? again : {}),
      // What was there before NOX was its consequence.
      ...(change.kind === 'became' ? { isBaseline: false } : {}),
    })
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

/** One incident by its number. */
export async function findIncident(tenant: TenantDatabase, id: number): Promise<Incident | undefined> {
  const [row] = await tenant.db.select().from(incidents).where(eq(incidents.id, id));
  return row;
}

/** The incident of a condition that stands now; undefined where there is none. */
export async function findStanding(
  transaction: Transaction,
  { integrationId, key }: { readonly integrationId: number; readonly key: string },
): Promise<Incident | undefined> {
  const [row] = await transaction
    .select()
    .from(incidents)
    .where(and(eq(incidents.integrationId, integrationId), eq(incidents.key, key), isNull(incidents.overAt)));
  return row;
}

/** The incidents that are not over for people, the worst first is left to the reader; the latest first. */
export async function listOpenIncidents(tenant: TenantDatabase): Promise<Incident[]> {
  return tenant.db
    .select()
    .from(incidents)
    .where(ne(incidents.state, 'resolved'))
    .orderBy(desc(incidents.openedAt));
}

/** The incidents that were resolved after `after`, the latest first. */
export async function listResolvedIncidents(tenant: TenantDatabase, after: Date): Promise<Incident[]> {
  return tenant.db
    .select()
    .from(incidents)
    .where(gt(incidents.resolvedAt, after))
    .orderBy(desc(incidents.resolvedAt));
}

/** The incidents that lasted at some moment of a time, the latest first; what was called resolved before counts as over. */
export async function incidentsBetween(tenant: TenantDatabase, start: Date, end: Date): Promise<Incident[]> {
  return tenant.db
    .select()
    .from(incidents)
    .where(
      and(lt(incidents.openedAt, end), or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, start))),
    )
    .orderBy(desc(incidents.openedAt))
    .limit(1_000);
}

/** Somebody takes an incident that is not resolved; returns it, or undefined. */
export async function takeIncident(
  transaction: Transaction,
  id: number,
  userId: number,
  now: Date,
): Promise<Incident | undefined> {
  return changeOpen(transaction, id, { state: 'acknowledged', takenBy: userId, takenAt: now });
}

/** Somebody calls an incident resolved; its condition may still be there, and is told again only if it gets worse or returns. */
export async function resolveIncident(
  transaction: Transaction,
  id: number,
  userId: number,
  now: Date,
): Promise<Incident | undefined> {
  return changeOpen(transaction, id, { state: 'resolved', resolvedAt: now, resolvedBy: userId });
}

/** Changes an incident that nobody has called resolved; undefined for any other. */
async function changeOpen(
  transaction: Transaction,
  id: number,
  values: Partial<typeof incidents.$inferInsert>,
): Promise<Incident | undefined> {
  const [row] = await transaction
    .update(incidents)
    .set(values)
    .where(and(eq(incidents.id, id), ne(incidents.state, 'resolved')))
    .returning();
  return row;
}
