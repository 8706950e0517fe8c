import { randomBytes } from 'node:crypto';
import { contentOf } from './methods/chat.ts';
import type { Store, Way } from './store.ts';
import { Refusal } from './types.ts';
import type { Message } from './types.ts';

/** Thirty minutes and five answers (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
const lifetimeMs = 30 * 60_000;

/** Opens a `response_url`. */
export function openWay(store: Store, url: string, way: Omit<Way, 'until' | 'left'>): string {
  const id = randomBytes(12).toString('hex');
  store.ways.set(id, { ...way, until: store.now() + lifetimeMs, left: 5 });
  return `${url}/response/${id}`;
}

/** Takes an answer at a `response_url`. Errors: Refusal: `expired_url`, `used_url`, and for what Slack would not show. */
export function takeResponse(store: Store, id: string, body: Readonly<Record<string, unknown>>): void {
  const way = store.ways.get(id);
  if (!way || way.until <= store.now()) throw new Refusal('expired_url');
  if (way.left < 1) throw new Refusal('used_url');
  way.left -= 1;
  showAnswer(store, way, body);
}

/** Shows what an app answered, in the acknowledgement or at a `response_url`. */
export function showAnswer(
  store: Store,
  way: Omit<Way, 'until' | 'left'>,
  body: Readonly<Record<string, unknown>>,
): void {
  const original = way.messageTs ? findMessage(store, way.channelId, way.messageTs) : undefined;
  if (body.delete_original === true && original) {
    store.messages.splice(store.messages.indexOf(original), 1);
    return store.changed();
  }
  const content = contentOf({ args: body });
  if (body.replace_original === true && original) {
    Object.assign(original, content);
    return store.changed();
  }
  store.post({
    channelId: way.channelId,
    userId: way.botUserId,
    ...content,
    threadTs: way.threadTs,
    onlyFor: body.response_type === 'in_channel' ? undefined : way.userId,
  });
}

/** A message by its time. */
function findMessage(store: Store, channelId: string, ts: string): Message | undefined {
  return store.messages.find((each) => each.channelId === channelId && each.ts === ts);
}
