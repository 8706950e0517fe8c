import type { Clock } from '../core/clock.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { noteFinished, noteUnfinished, takeUnfinished } from '../database/control/unfinished-events.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { finishEvent, keepEvent, readEvent } from '../database/tenant/slack/slack-events.ts';

/** A Slack event that was acknowledged and is not finished. */
export interface UnfinishedEvent {
  readonly tenantId: number;
  readonly eventId: string;
  /** The request's body as it came. */
  readonly body: string;
}

/** Events are kept before they are acknowledged, so that a crash loses none and a repetition does nothing. */
export interface EventInbox {
  /** Keeps an event in its tenant's database; `seen` when it was kept before. */
  receive(tenantId: number, eventId: string, body: string): Promise<'new' | 'seen'>;
  /** Marks it finished and forgets its body. */
  done(tenantId: number, eventId: string): Promise<void>;
  /** Events older than `olderThanMs` that nobody finished: each is handed to one caller. */
  unfinished(olderThanMs: number): Promise<readonly UnfinishedEvent[]>;
}

/** The inbox: bodies in the tenants' databases, ids alone in the control database. */
export function createEventInbox(
  control: ControlDatabase,
  databases: TenantDatabases,
  clock: Clock,
): EventInbox {
  return {
    async receive(tenantId, eventId, body) {
      // The note comes first: a crash between the two leaves a note without a body, which is dropped,
      // where the other order would leave a body that nobody looks for.
      await noteUnfinished(control, tenantId, eventId);
      const kept = await keepEvent(await databases.open(tenantId), eventId, body);
      return kept ? 'new' : 'seen';
    },
    async done(tenantId, eventId) {
      await finishEvent(await databases.open(tenantId), eventId);
      await noteFinished(control, tenantId, eventId);
    },
    async unfinished(olderThanMs) {
      const waiting = await takeUnfinished(control, new Date(clock.now().getTime() - olderThanMs));
      const events: UnfinishedEvent[] = [];
      for (const { tenantId, eventId } of waiting) {
        const body = await readEvent(await databases.open(tenantId), eventId);
        if (body === undefined) await noteFinished(control, tenantId, eventId);
        else events.push({ tenantId, eventId, body });
      }
      return events;
    },
  };
}
