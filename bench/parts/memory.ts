import { startWorld } from '../world.ts';

export interface MemoryFigures {
  readonly steps: readonly {
    readonly tenants: number;
    /** Resident bytes of the NOX process right after every tenant was served, and once their pools were idle. */
    readonly busy: number;
    readonly idle: number;
    readonly idleHeap: number;
  }[];
  /** Idle resident memory with the most tenants over that with the fewest. */
  readonly growth: number;
}

/** Resident memory of one NOX that has served so many tenants, all of which are idle then. No time is measured here. */
export async function benchMemory(
  counts: readonly number[],
  env: Readonly<Record<string, string>>,
): Promise<MemoryFigures> {
  const world = await startWorld(Math.max(...counts), {
    durable: false,
    // Minutes of rest are made seconds.
    env: { ...env, BENCH_SHORT_REST: 'yes' },
  });
  try {
    const steps: MemoryFigures['steps'][number][] = [];
    let aboard = 0;
    for (const tenants of counts) {
      await world.comeAboard(tenants - aboard);
      aboard = tenants;
      for (const workspace of world.workspaces.slice(0, aboard)) await world.say(workspace, 'status');
      const busy = (await world.nox.ask<{ rss: number }>('memory')).rss;
      await world.nox.ask('rest');
      const rested = await world.nox.ask<{ rss: number; heapUsed: number }>('memory');
      steps.push({ tenants, busy, idle: rested.rss, idleHeap: rested.heapUsed });
    }
    return { steps, growth: (steps.at(-1)?.idle ?? 0) / (steps[0]?.idle ?? 1) };
  } finally {
    await world.stop();
  }
}
