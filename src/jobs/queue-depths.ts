import type { PgBoss } from 'pg-boss';
import type { QueueDepth } from '../core/queue-depth.ts';
import { deadQueueOf } from './job-options.ts';

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
