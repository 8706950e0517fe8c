import { LRUCache } from 'lru-cache';
import type { Spoken } from '../speak/clients.ts';

/** Whether people of other organisations read a channel. */
export interface SharedChannels {
  isShared(tenantId: number, speak: Spoken['speak'], channel: string): Promise<boolean>;
}

const rememberMs = 60_000;

/**
 * Asks Slack, and remembers the answer for a minute under the tenant and the channel. Where Slack does not say (a private
 * channel that NOX is not in, a missing scope), a channel is taken for shared: answers there are private.
 */
export function createSharedChannels(): SharedChannels {
  const known = new LRUCache<string, boolean>({ max: 10_000, ttl: rememberMs });
  return {
    async isShared(tenantId, speak, channel) {
      const key = `${tenantId}:${channel}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const { client } = await speak();
      const info = await client.conversations.info({ channel }).catch(() => undefined);
      const shared =
        !info?.channel || Boolean(info.channel.is_ext_shared || info.channel.is_pending_ext_shared);
      if (info?.channel) known.set(key, shared);
      return shared;
    },
  };
}
