import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { SlackDependencies } from '../dependencies.ts';
import { text, whereOf } from '../actor/where.ts';
import type { SlackBody } from '../actor/where.ts';

/** Work under way, so that stopping can wait for it, and that no event is taken up while it is being answered. */
export interface UnderWay {
  track<T>(work: Promise<T>): Promise<T>;
  settled(): Promise<void>;
  /** Runs `work` unless the event is under way in this process. */
  once(tenantId: number, eventId: string, work: () => Promise<void>): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<unknown>>();
  const events = new Set<string>();
  return {
    track(work) {
      running.add(work);
      const forget = () => running.delete(work);
      work.then(forget, forget);
      return work;
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
    async once(tenantId, eventId, work) {
      const key = `${tenantId}:${eventId}`;
      if (events.has(key)) return;
      events.add(key);
      await work().finally(() => events.delete(key));
    },
  };
}

/**
 * A receiver that keeps events before Bolt acknowledges them: a crash loses none, a repetition does nothing, and
 * where they cannot be kept Slack is told so and sends them again.
 */
export function keepingEvents(
  inner: Receiver,
  { inbox, installations, log }: SlackDependencies,
  underWay: UnderWay,
): Receiver {
  async function process(app: App, event: ReceiverEvent): Promise<void> {
    const body = event.body as SlackBody;
    const eventId = text(body.event_id);
    if (body.type !== 'event_callback' || !eventId) return app.processEvent(event);
    const tenantId = await installations.findTenant(whereOf(body));
    if (tenantId === undefined) return void (await event.ack());
    const kept = await inbox.receive(tenantId, eventId, JSON.stringify(body));
    if (kept === 'seen') return void (await event.ack());
    await underWay.once(tenantId, eventId, async () => {
      try {
        await app.processEvent(event);
        await inbox.done(tenantId, eventId);
      } catch (error) {
        // It is kept, and Bolt has acknowledged it: it will be taken up again.
        log.warn({ tenantId, eventId, err: error }, 'an event stays unfinished');
      }
    });
  }
  return {
    init: (app) =>
      inner.init({
        processEvent: (event: ReceiverEvent) => underWay.track(process(app, event)),
      } as unknown as App),
    start: (...args) => inner.start(...args),
    stop: (...args) => inner.stop(...args),
  };
}

/** Takes up events that a process left unfinished, once each. */
export async function finishLeftovers(
  app: App,
  { inbox, log }: SlackDependencies,
  underWay: UnderWay,
  olderThanMs: number,
): Promise<void> {
  for (const { tenantId, eventId, body } of await inbox.unfinished(olderThanMs)) {
    await underWay.once(tenantId, eventId, async () => {
      try {
        await app.processEvent({ body: JSON.parse(body) as Record<string, unknown>, ack: async () => {} });
      } catch (error) {
        log.error({ tenantId, eventId, err: error }, 'an event failed again');
      }
      await inbox.done(tenantId, eventId);
    });
  }
}
