import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import type { Incident, Transaction } from './incidents.ts';
import { alertMessages, incidents, incidentSteps, outbox } from '../schema/monitoring-schema.ts';

export type AlertMessage = Omit<typeof alertMessages.$inferSelect, 'tenantId'>;
export type IncidentStep = Omit<typeof incidentSteps.$inferSelect, 'tenantId'>;

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
  return countOneByOne(transaction, channelId, gt(alertMessages.createdAt, after));
}

/** How many incidents that were to be told one by one in a channel before `before` still wait for it. */
export async function countUnsaid(
  transaction: Transaction,
  channelId: string,
  before: Date,
): Promise<number> {
  const waits = sql`exists (select 1 from ${outbox} where ${outbox.kind} = 'message'
    and ${outbox.state} in ('waiting', 'sending') and ${outbox.payload}->>'message' = ${alertMessages.key})`;
  const isLate = and(isNull(alertMessages.ts), lt(alertMessages.createdAt, before), waits);
  return countOneByOne(transaction, channelId, isLate);
}

async function countOneByOne(
  transaction: Transaction,
  channelId: string,
  which: SQL | undefined,
): Promise<number> {
  const [row] = await transaction
    .select({ count: sql<number>`count(*)::int` })
    .from(alertMessages)
    .where(and(sql`${alertMessages.key} like 'incident:%'`, eq(alertMessages.channelId, channelId), which));
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
