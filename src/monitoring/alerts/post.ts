import { nextOutgoing } from '../../database/tenant/outbox.ts';
import type { TenantDatabases } from '../../database/tenant-databases.ts';
import { deliver, lostAfterMs } from './deliver.ts';
import type { Delivery } from './deliver.ts';

/** The post of this process: empties outboxes when told, and comes back when something is due later. */
export interface Post {
  /** Something waits to go out of a tenant. */
  collect(tenantId: number): void;
  /** Resolves when nothing that is due now is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** @param emptyMs how often tenants whose outbox is not empty are looked at again, besides when something is due */
export function createPost(delivery: Delivery, databases: TenantDatabases, emptyMs: number): Post {
  const underWay = new Map<number, Promise<void>>();
  const again = new Set<number>();
  const timers = new Map<number, NodeJS.Timeout>();
  let isStopped = false;

  function collect(tenantId: number): void {
    if (isStopped) return;
    if (underWay.has(tenantId)) {
      again.add(tenantId);
      return;
    }
    clearTimeout(timers.get(tenantId));
    timers.delete(tenantId);
    const work = run(tenantId).finally(() => {
      underWay.delete(tenantId);
      if (again.delete(tenantId)) collect(tenantId);
    });
    underWay.set(tenantId, work);
  }

  async function run(tenantId: number): Promise<void> {
    let next: Date | undefined;
    try {
      const tenant = await databases.open(tenantId);
      await deliver(delivery, tenant);
      next = await nextOutgoing(tenant, lostAfterMs);
    } catch (error) {
      delivery.log.warn({ tenantId, err: error }, 'an outbox could not be emptied');
      next = new Date(delivery.clock.now().getTime() + emptyMs);
    }
    if (!next || isStopped) return;
    const ms = Math.min(emptyMs, Math.max(200, next.getTime() - delivery.clock.now().getTime()));
    timers.set(tenantId, setTimeout(() => collect(tenantId), ms).unref());
  }

  return {
    collect,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    async stop() {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };
}
