import type { Clock } from '../core/clock.ts';
import { nextOutgoing } from '../database/tenant/outbox.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import type { Lane, LaneLog } from './lane.ts';

/** The post of this process: empties outboxes when told, and comes back when something is due later. */
export interface Post {
  /** Something waits to go out of a tenant. */
  collect(tenantId: number): void;
  /** Resolves when nothing that is due now is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** What the post works with. */
export interface PostDependencies {
  readonly databases: TenantDatabases;
  /** Each is emptied by itself: what hangs in one delays no other. */
  readonly lanes: readonly Lane[];
  readonly clock: Clock;
  readonly log: LaneLog;
  /** How often tenants whose outbox is not empty are looked at again, besides when something is due; milliseconds. */
  readonly emptyMs: number;
}

export function createPost({ databases, lanes, clock, log, emptyMs }: PostDependencies): Post {
  const rounds = lanes.map(createRounds);
  let isStopped = false;

  function createRounds(lane: Lane) {
    const underWay = new Map<number, Promise<void>>();
    const again = new Set<number>();
    const timers = new Map<number, NodeJS.Timeout>();

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
        await lane.empty(tenant);
        next = await nextOutgoing(tenant, lane.kinds, lane.lostAfterMs);
      } catch (error) {
        log.warn({ tenantId, lane: lane.name, err: error }, 'an outbox could not be emptied');
        next = new Date(clock.now().getTime() + emptyMs);
      }
      if (!next || isStopped) return;
      const ms = Math.min(emptyMs, Math.max(200, next.getTime() - clock.now().getTime()));
      timers.set(tenantId, setTimeout(() => collect(tenantId), ms).unref());
    }

    return { collect, underWay, timers };
  }

  return {
    collect: (tenantId) => rounds.forEach((each) => each.collect(tenantId)),
    async settled() {
      for (;;) {
        const work = rounds.flatMap(({ underWay }) => [...underWay.values()]);
        if (work.length === 0) return;
        await Promise.all(work);
      }
    },
    async stop() {
      isStopped = true;
      for (const { timers } of rounds) for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(rounds.flatMap(({ underWay }) => [...underWay.values()]));
    },
  };
}
