import type { PgBoss } from 'pg-boss';
import { deadQueueOf } from './job-options.ts';

/** How a queue stands, over all processes; `failures` are this process's alone. */
export interface QueueDepth {
  readonly queue: string;
  /** To be worked on now, and not begun. */
  readonly due: number;
  readonly later: number;
  readonly running: number;
  /** Failed for good: kept for the operator. */
  readonly dead: number;
  readonly failures: number;
}

/** Reads how these queues stand, as counted within the last half minute. */
export async function readDepths(
  boss: Pick<PgBoss, 'getQueues'>,
  queues: readonly string[],
  failures: ReadonlyMap<string, number>,
): Promise<readonly QueueDepth[]> {
  const all = await boss.getQueues();
  return queues.map((queue) => {
    const found = all.find(({ name }) => name === queue);
    const dead = all.find(({ name }) => name === deadQueueOf(queue));
    return {
      queue,
      due: found?.readyCount ?? 0,
      later: found?.deferredCount ?? 0,
      running: found?.activeCount ?? 0,
      dead: dead?.queuedCount ?? 0,
      failures: failures.get(queue) ?? 0,
    };
  });
}
