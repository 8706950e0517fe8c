import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createConnectionBudget } from '../../src/database/connection-budget.ts';

const turn = () => new Promise((done) => setImmediate(done));

/** A pool that counts the connections it would have open. */
function open(budget: ReturnType<typeof createConnectionBudget>) {
  const pool = { rests: 0, inside: 0 };
  const admission = budget.admit(async () => {
    expect(pool.inside).toBe(0);
    pool.rests++;
    await turn();
  });
  return {
    pool,
    admission,
    /** Enters; the result leaves again. */
    async enter(isPinned = false) {
      const leave = await admission.enter(isPinned);
      pool.inside++;
      return () => {
        pool.inside--;
        leave();
      };
    },
  };
}

test('idle pools make room, the one that rests longest first, and come back when they have work', async () => {
  const budget = createConnectionBudget({ most: 4, perPool: 4, waitMs: 60_000 });
  const [a, b, c] = [open(budget), open(budget), open(budget)];
  for (const each of await Promise.all([a.enter(), a.enter()])) each();
  for (const each of await Promise.all([b.enter(), b.enter()])) each();
  expect(budget.used()).toBe(4);
  const leave = await c.enter();
  expect([a.pool.rests, b.pool.rests, budget.used()]).toEqual([1, 0, 3]);
  leave();
  (await a.enter())();
  expect(b.pool.rests).toBe(0);
});

test('a burst of one tenant keeps no other waiting behind it', async () => {
  const budget = createConnectionBudget({ most: 4, perPool: 4, waitMs: 60_000 });
  const [loud, quiet] = [open(budget), open(budget)];
  const order: string[] = [];
  const work = async (name: string, each: ReturnType<typeof open>) => {
    const leave = await each.enter();
    await turn();
    order.push(name);
    leave();
  };
  const burst = Array.from({ length: 4 }, () => loud.enter());
  const held = await Promise.all(burst);
  const rest = Array.from({ length: 100 }, () => work('loud', loud));
  const other = work('quiet', quiet);
  for (const leave of held) leave();
  await other;
  // It had its turn before most of what stood in line before it.
  expect(order.filter((name) => name === 'loud').length).toBeLessThan(40);
  await Promise.all(rest);
  expect(order).toHaveLength(101);
});

test('what waits too long is told so, and the place in line goes to others', async () => {
  const budget = createConnectionBudget({ most: 1, perPool: 4, waitMs: 30 });
  const [a, b] = [open(budget), open(budget)];
  const leave = await a.enter();
  await expect(b.enter()).rejects.toMatchObject({ code: 'unavailable' });
  leave();
  (await b.enter())();
});

test('a reservation leaves one more for the work that is done under it, however tight it is', async () => {
  const budget = createConnectionBudget({ most: 3, perPool: 4, waitMs: 60_000 });
  const all = Array.from({ length: 10 }, () => open(budget));
  await Promise.all(
    all.map(async (each) => {
      const release = await each.enter(true);
      await turn();
      (await each.enter())();
      release();
    }),
  );
  expect(budget.used()).toBeLessThanOrEqual(3);
});

test('whatever comes, no more are open than there may be, and all get their turn', async () => {
  const step = fc.record({ pool: fc.nat({ max: 7 }), pinned: fc.boolean(), turns: fc.nat({ max: 4 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 9 }),
      fc.array(step, { minLength: 1, maxLength: 80 }),
      async (most, steps) => {
        const budget = createConnectionBudget({ most, perPool: 4, waitMs: 60_000 });
        const pools = Array.from({ length: 8 }, () => open(budget));
        await Promise.all(
          steps.map(async ({ pool, pinned, turns }) => {
            const each = pools[pool];
            if (!each) return;
            const leave = await each.enter(pinned && most >= 4);
            expect(budget.used()).toBeLessThanOrEqual(most);
            for (let i = 0; i < turns; i++) await turn();
            if (pinned && most >= 4) (await each.enter())();
            leave();
          }),
        );
        for (const { admission } of pools) admission.leave();
        // Those that were resting are done with that.
        await turn();
        await turn();
        expect(budget.used()).toBe(0);
      },
    ),
    { numRuns: 100 },
  );
});
