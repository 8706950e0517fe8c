import { and, asc, eq, gte, inArray, lt, lte, or, sql } from 'drizzle-orm';
import type { TenantDatabase } from '../tenant-databases.ts';
import { outbox } from './schema/monitoring-schema.ts';

/** Something that is to go out now. `isUnsure`: it was begun before, and nobody knows how it ended. */
export interface OutgoingRow {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly isUnsure: boolean;
}

/**
 * Takes the next rows of some kinds that are due, oldest first, for one caller alone: they are marked as being sent. Rows that were
 * being sent when their process died are handed out again after `lostAfterMs`.
 */
export async function takeOutgoing(
  tenant: TenantDatabase,
  kinds: readonly string[],
  now: Date,
  limit: number,
  lostAfterMs: number,
): Promise<OutgoingRow[]> {
  return tenant.db.transaction(async (transaction) => {
    const lost = new Date(now.getTime() - lostAfterMs);
    await waitAtDoors(transaction, kinds, now, lostAfterMs);
    const due = and(eq(outbox.state, 'waiting'), lte(outbox.notBefore, now));
    const forgotten = and(eq(outbox.state, 'sending'), lt(outbox.notBefore, lost));
    const rows = await transaction
      .select()
      .from(outbox)
      .where(and(inArray(outbox.kind, [...kinds]), or(due, forgotten)))
      .orderBy(asc(outbox.id))
      .limit(limit)
      .for('update', { skipLocked: true });
    if (rows.length === 0) return [];
    await transaction
      .update(outbox)
      .set({ state: 'sending', error: null, notBefore: now, attempts: sql`${outbox.attempts} + 1` })
      .where(
        inArray(
          outbox.id,
          rows.map(({ id }) => id),
        ),
      );
    return rows.map(({ id, key, kind, payload, attempts, state }) => {
      return { id, key, kind, payload, attempts, isUnsure: state === 'sending' };
    });
  });
}

/**
 * Takes one row of some kinds that is due, the oldest; none while another one of them is being sent, here or in another
 * process. Unlike `alone` it holds no connection while something slow is sent.
 * @param lostAfterMs as for `takeOutgoing`; nothing may take longer to send
 */
export async function takeOneOutgoing(
  tenant: TenantDatabase,
  kinds: readonly string[],
  now: Date,
  lostAfterMs: number,
): Promise<OutgoingRow | undefined> {
  return tenant.db.transaction(async (transaction) => {
    await transaction.execute(
      sql`select pg_advisory_xact_lock(hashtext('nox outbox'), hashtext(${kinds.join()}))`,
    );
    await waitAtDoors(transaction, kinds, now, lostAfterMs);
    const mine = inArray(outbox.kind, [...kinds]);
    const lost = new Date(now.getTime() - lostAfterMs);
    const [busy] = await transaction
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(mine, eq(outbox.state, 'sending'), gte(outbox.notBefore, lost)))
      .limit(1);
    if (busy) return undefined;
    const due = and(eq(outbox.state, 'waiting'), lte(outbox.notBefore, now));
    const [row] = await transaction
      .select()
      .from(outbox)
      .where(and(mine, or(due, eq(outbox.state, 'sending'))))
      .orderBy(asc(outbox.id))
      .limit(1);
    if (!row) return undefined;
    await transaction
      .update(outbox)
      .set({ state: 'sending', error: null, notBefore: now, attempts: sql`${outbox.attempts} + 1` })
      .where(eq(outbox.id, row.id));
    const { id, key, kind, payload, attempts, state } = row;
    return { id, key, kind, payload, attempts, isUnsure: state === 'sending' };
  });
}

/** It went out. */
export async function sentOutgoing(tenant: TenantDatabase, id: number, now: Date): Promise<void> {
  await tenant.db.update(outbox).set({ state: 'sent', doneAt: now }).where(eq(outbox.id, id));
}

/**
 * It is to be tried again. An unsure one keeps its state, so that it is looked for first; what is to wait at the door that
 * it goes through waits as long.
 */
export async function postponeOutgoing(
  tenant: TenantDatabase,
  id: number,
  notBefore: Date,
  { isUnsure, isLimit }: { readonly isUnsure: boolean; readonly isLimit: boolean },
): Promise<void> {
  const state = isUnsure ? 'sending' : 'waiting';
  const error = isLimit ? limited : null;
  await tenant.db.update(outbox).set({ state, notBefore, error }).where(eq(outbox.id, id));
}

/** It will never go out; `error` is a short code. */
export async function failOutgoing(
  tenant: TenantDatabase,
  id: number,
  now: Date,
  error: string,
): Promise<void> {
  await tenant.db.update(outbox).set({ state: 'failed', doneAt: now, error }).where(eq(outbox.id, id));
}

/** When something of these kinds waits to go out next; undefined when nothing waits. @param lostAfterMs as for `takeOutgoing` */
export async function nextOutgoing(
  tenant: TenantDatabase,
  kinds: readonly string[],
  lostAfterMs: number,
): Promise<Date | undefined> {
  const [row] = await tenant.sql<{ at: string | null }[]>`
    select min(case state when 'sending' then not_before + ${lostAfterMs} * interval '1 millisecond'
      else not_before end) as at
    from outbox where state in ('waiting', 'sending') and kind in ${tenant.sql([...kinds])}`;
  return row?.at ? new Date(row.at) : undefined;
}

/** Forgets what went out before `before`. */
export async function forgetOutgoing(tenant: TenantDatabase, before: Date): Promise<void> {
  await tenant.db.delete(outbox).where(and(eq(outbox.state, 'sent'), lt(outbox.doneAt, before)));
}

/**
 * Runs `work` while no other process does for this tenant; false where another one is at it. What goes out of a tenant
 * goes out in order.
 */
export async function alone(tenant: TenantDatabase, work: () => Promise<void>): Promise<boolean> {
  const connection = await tenant.sql.reserve();
  try {
    const [row] = await connection<{ locked: boolean }[]>`
      select pg_try_advisory_lock(hashtext('nox outbox')) as locked`;
    if (!row?.locked) return false;
    try {
      await work();
    } finally {
      await connection`select pg_advisory_unlock(hashtext('nox outbox'))`.catch(() => {});
    }
    return true;
  } finally {
    connection.release();
  }
}

/**
 * One edit does for all rows that wait to bring a message up to date: those that are there now are done with the one that
 * is being sent. To be called before the message is composed; what is written meanwhile waits for an edit of its own.
 */
export async function joinWaiting(tenant: TenantDatabase, message: string, now: Date): Promise<void> {
  await tenant.sql`
    update outbox set state = 'sent', done_at = ${now.toISOString()}
    where id in (
      select id from outbox
      where state = 'waiting' and kind = 'message' and payload->>'message' = ${message}
      for update skip locked)`;
}

/** Whether a message is still to be said. */
export async function isGoingOut(tenant: TenantDatabase, message: string): Promise<boolean> {
  const [row] = await tenant.sql<{ id: number }[]>`
    select id from outbox
    where state in ('waiting', 'sending') and kind = 'message' and payload->>'message' = ${message} limit 1`;
  return row !== undefined;
}

/** Why a row waits: the service at its door asked for patience, and everything else that goes there waits with it. */
const limited = 'limited';

/**
 * What goes through a door (`to` in its payload: a tool; none: the only one of these kinds) waits for as long as the
 * service behind it asked for, what was put out since as well.
 */
async function waitAtDoors(
  transaction: Pick<TenantDatabase['db'], 'execute'>,
  kinds: readonly string[],
  now: Date,
  lostAfterMs: number,
): Promise<void> {
  const mine = sql`kind in ${[...kinds]}`;
  const lost = sql`${lostAfterMs} * interval '1 millisecond'`;
  const at = sql`${now.toISOString()}::timestamptz`;
  await transaction.execute(sql`
    update outbox as mine set not_before = case mine.state when 'sending' then door.until - ${lost} else door.until end
    from (
      select payload->>'to' as name,
        max(case state when 'sending' then not_before + ${lost} else not_before end) as until
      from outbox where error = ${limited} and state in ('waiting', 'sending') and ${mine} group by 1
    ) as door
    where door.until > ${at} and mine.${mine} and mine.payload->>'to' is not distinct from door.name
      and ((mine.state = 'waiting' and mine.not_before < door.until)
        or (mine.state = 'sending' and mine.not_before + ${lost} <= ${at}))`);
}

/** Messages that a channel could not be told in time are looked at now, those whose fate is not known as well. */
export async function hastenUnsaid(
  transaction: Pick<TenantDatabase['db'], 'execute'>,
  channelId: string,
  before: Date,
  now: Date,
  lostAfterMs: number,
): Promise<void> {
  const lost = new Date(now.getTime() - lostAfterMs - 1);
  await transaction.execute(sql`
    update outbox set not_before = case state when 'sending' then ${lost.toISOString()}::timestamptz
      else ${now.toISOString()}::timestamptz end
    from alert_messages as said
    where kind = 'message' and state in ('waiting', 'sending') and payload->>'message' = said.key
      and said.key like 'incident:%' and said.channel_id = ${channelId} and said.ts is null
      and said.created_at < ${before.toISOString()}::timestamptz`);
}

/** What waits for a message to stand somewhere need not wait any longer. */
export async function releaseLines(tenant: TenantDatabase, message: string, now: Date): Promise<void> {
  await tenant.sql`
    update outbox set not_before = ${now.toISOString()}
    where state = 'waiting' and kind = 'line' and payload->>'message' = ${message}
      and not_before > ${now.toISOString()}`;
}

/** Whether another row about the same message was begun and never ended: the message may stand there. */
export async function isBegun(tenant: TenantDatabase, message: string, exceptId: number): Promise<boolean> {
  const [row] = await tenant.sql<{ id: number }[]>`
    select id from outbox
    where state = 'sending' and kind = 'message' and payload->>'message' = ${message} and id <> ${exceptId} limit 1`;
  return row !== undefined;
}
