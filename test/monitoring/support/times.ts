import type { Times } from '../../../src/monitoring/round-the-clock.ts';

/** A clock that ticks fast, for tests. */
export const quickTimes: Times = {
  pace: {
    watchForMs: 60_000,
    silentMs: 60_000,
    firstBackOffMs: 20,
    longestBackOffMs: 200,
    refusedMs: 60_000,
  },
  pulseMs: 200,
  afterChangeMs: 20,
  everyMs: 200,
  noteMs: 200,
  patienceMs: 5_000,
  leaseMs: 1_000,
  renewMs: 200,
  remindMs: 200,
  emptyMs: 200,
};
