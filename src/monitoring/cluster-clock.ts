import type { Clock } from '../core/clock.ts';

/** The time at which a cluster is looked at: ours, and the cluster's own, which may differ. */
export interface ClusterClock {
  /** The cluster told the time: so far it is ahead of ours, milliseconds. */
  told(aheadMs: number | undefined): void;
  /**
   * The time now. `movedMs`: our clock was set so far since the last reading, apart from the time that passed.
   * `aheadMs`: what is added to our time to have the cluster's.
   */
  read(): { readonly now: Date; readonly movedMs: number; readonly aheadMs: number };
}

/** Clocks that differ by less are taken for the same: answers tell whole seconds, and take time to come. */
const toleratedMs = 10_000;

/** Reads our clock beside one that nobody sets. */
export function createClusterClock(clock: Clock): ClusterClock {
  const passed = () => clock.passedMs?.() ?? clock.now().getTime();
  let before = { wall: clock.now().getTime(), passed: passed() };
  let ahead = 0;
  return {
    told(aheadMs) {
      ahead = aheadMs ?? ahead;
    },
    read() {
      const now = clock.now();
      const reading = { wall: now.getTime(), passed: passed() };
      const moved = reading.wall - before.wall - (reading.passed - before.passed);
      const movedMs = Math.abs(moved) > toleratedMs ? moved : 0;
      before = reading;
      ahead -= movedMs;
      return { now, movedMs, aheadMs: Math.abs(ahead) > toleratedMs ? ahead : 0 };
    },
  };
}
