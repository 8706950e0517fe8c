import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyTree } from './copy-tree.ts';
import type { Outcome, Tree } from './copy-tree.ts';
import { mutations } from './guards/all.ts';
import type { Mutation } from './mutation.ts';

/** Each guard taken out of a copy of the sources: a test must turn red. Two copies are tried at a time. */
let trees: readonly Tree[];
const atOnce = 2;
/** The beginning of a name, to try some alone. */
const only = process.env['NOX_MUTATION'] ?? '';
const chosen = mutations.filter((each) => each.name.includes(only));

beforeAll(async () => {
  trees = await Promise.all(Array.from({ length: atOnce }, copyTree));
});
afterAll(() => Promise.all((trees ?? []).map((tree) => tree.remove())));

/** A mutation that no longer applies tries nothing: the list is to be brought up to the sources. */
function unapplied(error: unknown): Outcome {
  return { passed: 0, failed: 0, said: String(error) };
}

test('a copy that nothing was changed in is green', async () => {
  const [one, other] = trees as [Tree, Tree];
  const [egress, catalog] = await Promise.all([
    one.run('test/isolation/egress.test.ts', 'refuses private, written'),
    other.run('test/isolation/sessions.test.ts', ''),
  ]);
  expect([egress, catalog].map(({ passed, failed }) => [passed > 0, failed])).toEqual([
    [true, 0],
    [true, 0],
  ]);
}, 120_000);

test('each guard is missed by a test when it is gone', async () => {
  const begun = Date.now();
  const queue = [...chosen];
  const outcomes: { readonly mutation: Mutation; readonly outcome: Outcome }[] = [];
  await Promise.all(
    trees.map(async (tree) => {
      for (let mutation = queue.shift(); mutation; mutation = queue.shift())
        outcomes.push({ mutation, outcome: await tree.try(mutation).catch(unapplied) });
    }),
  );
  const survived = outcomes.filter(({ outcome }) => outcome.failed === 0);
  const seconds = Math.round((Date.now() - begun) / 1000);
  const killed = outcomes.length - survived.length;
  console.info(`isolation: ${outcomes.length} mutations tried, ${killed} killed, in ${seconds} s`);
  expect(
    survived.map(
      ({ mutation, outcome: { passed, said } }) =>
        `${mutation.name}: ${passed} passed\n${said.slice(-2_000)}`,
    ),
  ).toEqual([]);
  expect(outcomes).toHaveLength(chosen.length);
}, 900_000);
