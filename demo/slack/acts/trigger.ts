import { randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';

/** A `trigger_id` opens one view within three seconds (https://docs.slack.dev/interactivity/handling-user-interaction). */
const lifetimeMs = 3_000;

/** A new `trigger_id`, for what a person just did. */
export function openTrigger(store: Store, userId: string): string {
  const id = `${store.now()}.${randomBytes(6).toString('hex')}`;
  store.triggers.set(id, { userId, until: store.now() + lifetimeMs });
  return id;
}
