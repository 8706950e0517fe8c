import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import type { Incident, Transaction } from './incidents.ts';
import {
  alertChannels,
  alertMessages,
  incidents,
  incidentSteps,
  outbox,
  silences,
} from '../schema/monitoring-schema.ts';

export type AlertChannel = Omit<typeof alertChannels.$inferSelect, 'tenantId'>;
export type AlertMessage = Omit<typeof alertMessages.$inferSelect, 'tenantId'>;
export type Silence = Omit<typeof silences.$inferSelect, 'tenantId'>;
export type IncidentStep = Omit<typeof incidentSteps.$inferSelect, 'tenantId'>;

/** Where alerts of the tenant go, by cluster and namespace. */
export async function listAlertChannels(transaction: Transaction): Promise<AlertChannel[]> {
  return transaction.select().from(alertChannels).orderBy(asc(alertChannels.id));
}

/** Binds alerts of everything, a cluster or a namespace to a channel; the latest wins. */
export async function setAlertChannel(
  tenant: TenantDatabase,
  channel: Omit<AlertChannel, 'id'>,
): Promise<void> {
  await tenant.db.transaction(async (transaction) => {
    await transaction.delete(alertChannels).where(sameScope(channel));
    await transaction.insert(alertChannels).values({ ...channel, tenantId: tenant.tenantId });
  });
}

/** Unbinds; returns whether there was something. */
export async function removeAlertChannel(
  tenant: TenantDatabase,
  scope: Pick<AlertChannel, 'integrationId' | 'namespace'>,
): Promise<boolean> {
  const rows = await tenant.db
    .delete(alertChannels)
    .where(sameScope(scope))
    .returning({ id: alertChannels.id });
  return rows.length > 0;
}

function sameScope({ integrationId, namespace }: Pick<AlertChannel, 'integrationId' | 'namespace'>) {
  const cluster =
    integrationId === null
      ? isNull(alertChannels.integrationId)
      : eq(alertChannels.integrationId, integrationId);
  return and(cluster, eq(alertChannels.namespace, namespace));
}

/** A message's place, and where it stands if it was said. */
export async function findAlertMessage(
  transaction: Transaction,
  key: string,
): Promise<AlertMessage | undefined> {
  const [row] = await transaction.select().from(alertMessages).where(eq(alertMessages.key, key));
  return row;
}

/** Decides where a message will stand; what was decided before stays. */
export async function addAlertMessage(
  transaction: Transaction,
  tenantId: number,
  message: Pick<AlertMessage, 'key' | 'teamId' | 'enterpriseId' | 'channelId' | 'createdAt'>,
): Promise<void> {
  await transaction
    .insert(alertMessages)
    .values({ ...message, tenantId })
    .onConflictDoNothing();
}

/** A message that was never said is not to be said any more. */
export async function dropAlertMessage(transaction: Transaction, key: string): Promise<void> {
  await transaction.delete(alertMessages).where(eq(alertMessages.key, key));
}

/** The message stands there, or is to stand elsewhere from now on. */
export async function moveAlertMessage(
  { db }: { readonly db: Transaction },
  key: string,
  to: Partial<Omit<AlertMessage, 'key' | 'createdAt'>>,
): Promise<void> {
  await db.update(alertMessages).set(to).where(eq(alertMessages.key, key));
}

/** Something was said once and for all, and stands there. */
export async function noteSaid(
  { db, tenantId }: TenantDatabase,
  message: Omit<AlertMessage, 'movedFrom'>,
): Promise<void> {
  const { postedIn, ts } = message;
  await db
    .insert(alertMessages)
    .values({ ...message, tenantId })
    .onConflictDoUpdate({ target: alertMessages.key, set: { postedIn, ts } });
}

/** By which id Slack knows a channel or a person's direct message, as far as something was said there before. */
export async function placeOfChannel(tenant: TenantDatabase, channelId: string): Promise<string | undefined> {
  const [row] = await tenant.db
    .select({ postedIn: alertMessages.postedIn })
    .from(alertMessages)
    .where(and(eq(alertMessages.channelId, channelId), isNotNull(alertMessages.postedIn)))
    .orderBy(desc(alertMessages.createdAt))
    .limit(1);
  return row?.postedIn ?? undefined;
}

/**
 * Whether something waits to bring a message up to date; that is not begun before this transaction ends, and so tells of
 * what it writes.
 */
export async function isUpdateWaiting(transaction: Transaction, message: string): Promise<boolean> {
  const rows = await transaction
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.state, 'waiting'),
        eq(outbox.kind, 'message'),
        sql`${outbox.payload}->>'message' = ${message}`,
      ),
    )
    .limit(1)
    .for('update');
  return rows.length > 0;
}

/** The latest digest of a channel that is not older than `after`. */
export async function latestDigest(
  transaction: Transaction,
  channelId: string,
  after: Date,
): Promise<AlertMessage | undefined> {
  const [row] = await transaction
    .select()
    .from(alertMessages)
    .where(
      and(
        sql`${alertMessages.key} like 'digest:%'`,
        eq(alertMessages.channelId, channelId),
        gt(alertMessages.createdAt, after),
      ),
    )
    .orderBy(desc(alertMessages.createdAt))
    .limit(1);
  return row;
}

/** The latest digest of a channel that is made or said since `after`, or still to be said. @param prefix of its key */
export async function openDigest(
  transaction: Transaction,
  channelId: string,
  prefix: string,
  after: Date,
): Promise<AlertMessage | undefined> {
  const saidSince = sql`nullif(${alertMessages.ts}, '')::numeric > ${after.getTime() / 1_000}`;
  const [row] = await transaction
    .select()
    .from(alertMessages)
    .where(
      and(
        sql`starts_with(${alertMessages.key}, ${prefix})`,
        eq(alertMessages.channelId, channelId),
        or(isNull(alertMessages.ts), gt(alertMessages.createdAt, after), saidSince),
      ),
    )
    .orderBy(desc(alertMessages.createdAt))
    .limit(1);
  return row;
}

/** How many incidents were told one by one in a channel since `after`. */
export async function countToldSince(
  transaction: Transaction,
  channelId: string,
  after: Date,
): Promise<number> {
  const [row] = await transaction
    .select({ count: sql<number>`count(*)::int` })
    .from(alertMessages)
    .where(
      and(
        sql`${alertMessages.key} like 'incident:%'`,
        eq(alertMessages.channelId, channelId),
        gt(alertMessages.createdAt, after),
      ),
    );
  return row?.count ?? 0;
}

/** How many incidents that were to be told one by one in a channel before `before` still wait for it. */
export async function countUnsaid(
  transaction: Transaction,
  channelId: string,
  before: Date,
): Promise<number> {
  const waits = sql`exists (select 1 from ${outbox} where ${outbox.kind} = 'message'
    and ${outbox.state} in ('waiting', 'sending') and ${outbox.payload}->>'message' = ${alertMessages.key})`;
  const [row] = await transaction
    .select({ count: sql<number>`count(*)::int` })
    .from(alertMessages)
    .where(
      and(
        sql`${alertMessages.key} like 'incident:%'`,
        eq(alertMessages.channelId, channelId),
        isNull(alertMessages.ts),
        lt(alertMessages.createdAt, before),
        waits,
      ),
    );
  return row?.count ?? 0;
}

/** Notes in which message incidents are told of. */
export async function tellIn(transaction: Transaction, ids: readonly number[], key: string): Promise<void> {
  if (ids.length > 0)
    await transaction
      .update(incidents)
      .set({ toldIn: key })
      .where(inArray(incidents.id, [...ids]));
}

/** The incidents that a message tells of, the latest last. */
export async function incidentsToldIn(tenant: TenantDatabase, key: string): Promise<Incident[]> {
  return tenant.db.select().from(incidents).where(eq(incidents.toldIn, key)).orderBy(asc(incidents.id));
}

/** The silences that hold now. */
export async function activeSilences(transaction: Transaction, now: Date): Promise<Silence[]> {
  const holds = or(isNull(silences.until), gt(silences.until, now));
  return transaction
    .select()
    .from(silences)
    .where(and(isNull(silences.endedAt), holds))
    .orderBy(asc(silences.id));
}

/** The silence that holds about an incident now. */
export async function silenceOn(
  transaction: Transaction,
  { integrationId, key }: { readonly integrationId: number | null; readonly key: string },
  now: Date,
): Promise<Silence | undefined> {
  const all = await activeSilences(transaction, now);
  return all.find((each) => each.integrationId === integrationId && each.key === key);
}

/** Ends the silences whose time has passed; returns them, each to one caller alone. */
export async function endOverdueSilences(transaction: Transaction, now: Date): Promise<Silence[]> {
  return transaction
    .update(silences)
    .set({ endedAt: now })
    .where(and(isNull(silences.endedAt), lte(silences.until, now)))
    .returning();
}

/** What stands and was told nowhere, for one caller at a time. */
export async function untoldIncidents(transaction: Transaction): Promise<Incident[]> {
  return transaction
    .select()
    .from(incidents)
    .where(and(isNull(incidents.toldIn), isNull(incidents.overAt), ne(incidents.state, 'resolved')))
    .orderBy(asc(incidents.id))
    .limit(500)
    .for('update', { skipLocked: true });
}

/** Keeps quiet about a condition of a cluster. */
export async function addSilence(
  transaction: Transaction,
  tenantId: number,
  silence: Pick<Silence, 'integrationId' | 'key' | 'until' | 'createdAt' | 'createdBy'>,
): Promise<number> {
  const [row] = await transaction
    .insert(silences)
    .values({ ...silence, tenantId })
    .returning({ id: silences.id });
  return row?.id ?? 0;
}

/** Ends silences: one by its number, or those of a condition. Returns those that ended. */
export async function endSilences(
  transaction: Transaction,
  which:
    | { readonly id: number }
    | { readonly integrationId: number; readonly key: string; readonly untilResolvedOnly: boolean },
  now: Date,
): Promise<Silence[]> {
  const matches =
    'id' in which
      ? eq(silences.id, which.id)
      : and(
          eq(silences.integrationId, which.integrationId),
          eq(silences.key, which.key),
          which.untilResolvedOnly ? isNull(silences.until) : undefined,
        );
  return transaction
    .update(silences)
    .set({ endedAt: now })
    .where(and(matches, isNull(silences.endedAt)))
    .returning();
}

/** The course of an incident, from its beginning. */
export async function stepsOf(tenant: TenantDatabase, incidentId: number): Promise<IncidentStep[]> {
  return tenant.db
    .select()
    .from(incidentSteps)
    .where(eq(incidentSteps.incidentId, incidentId))
    .orderBy(asc(incidentSteps.id));
}

/** Adds to the course of an incident; returns the step's number. */
export async function addStep(
  transaction: Transaction,
  tenantId: number,
  step: Pick<IncidentStep, 'incidentId' | 'at' | 'kind'> &
    Partial<Pick<IncidentStep, 'actorName' | 'detail'>>,
): Promise<number> {
  const [row] = await transaction
    .insert(incidentSteps)
    .values({ ...step, tenantId })
    .returning({ id: incidentSteps.id });
  return row?.id ?? 0;
}
