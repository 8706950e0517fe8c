import { and, eq, lt } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { unfinishedEvents } from './schema.ts';

/** Notes that an event of a tenant waits to be finished. */
export async function noteUnfinished(
  control: ControlDatabase,
  tenantId: number,
  eventId: string,
): Promise<void> {
  await control.db.insert(unfinishedEvents).values({ tenantId, eventId }).onConflictDoNothing();
}

/** Notes that it is finished. */
export async function noteFinished(
  control: ControlDatabase,
  tenantId: number,
  eventId: string,
): Promise<void> {
  await control.db
    .delete(unfinishedEvents)
    .where(and(eq(unfinishedEvents.tenantId, tenantId), eq(unfinishedEvents.eventId, eventId)));
}

/**
 * Events that have waited since before `before`. Each is handed out to one caller: its time is set
 * to now, so that two processes do not take the same.
 */
export async function takeUnfinished(
  control: ControlDatabase,
  before: Date,
): Promise<{ tenantId: number; eventId: string }[]> {
  return control.db
    .update(unfinishedEvents)
    .set({ receivedAt: new Date() })
    .where(lt(unfinishedEvents.receivedAt, before))
    .returning({ tenantId: unfinishedEvents.tenantId, eventId: unfinishedEvents.eventId });
}
