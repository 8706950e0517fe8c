import { and, eq, isNotNull, lt, sql } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { slackEvents } from '../schema/schema.ts';

/** Keeps an event; false when it was kept before. */
export async function keepEvent(tenant: TenantDatabase, eventId: string, body: string): Promise<boolean> {
  const rows = await tenant.db
    .insert(slackEvents)
    .values({ eventId, body, tenantId: tenant.tenantId })
    .onConflictDoNothing()
    .returning({ eventId: slackEvents.eventId });
  return rows.length > 0;
}

/** The body of an event that is not finished; undefined when it is, or is not known. */
export async function readEvent(tenant: TenantDatabase, eventId: string): Promise<string | undefined> {
  const [row] = await tenant.db.select().from(slackEvents).where(eq(slackEvents.eventId, eventId));
  return row?.doneAt ? undefined : (row?.body ?? undefined);
}

/** Marks an event finished, drops its body, and forgets finished ones older than a day. */
export async function finishEvent(tenant: TenantDatabase, eventId: string): Promise<void> {
  await tenant.db
    .update(slackEvents)
    .set({ doneAt: sql`now()`, body: null })
    .where(eq(slackEvents.eventId, eventId));
  await tenant.db
    .delete(slackEvents)
    .where(and(isNotNull(slackEvents.doneAt), lt(slackEvents.receivedAt, sql`now() - interval '1 day'`)));
}
