import { expect, test } from 'vitest';
import { replay } from '../support/replay.ts';
import type { Step } from '../support/replay.ts';

/** A sequence and what must come of it. */
export interface Sequence {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Seconds that are played. */
  readonly until: number;
  /** Everything that is told, as `kind reason/kind/namespace/name severity`, in order; nothing for a near-miss. */
  readonly tells?: readonly string[];
  /** Seconds between which the first of it is told. */
  readonly between?: readonly [number, number];
  /** Null where none is to be told. */
  readonly cause?: string | null;
}

/** What is told without a baseline: the cluster was looked at before the sequence begins. */
export function play(sequences: readonly Sequence[]): void {
  test.each(sequences)('$name', ({ steps, until, tells = [], between, cause }) => {
    const { lines, told } = replay(steps, until);
    expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual(tells);
    const [first] = told;
    if (between) {
      expect(first?.at).toBeGreaterThanOrEqual(between[0]);
      expect(first?.at).toBeLessThanOrEqual(between[1]);
    }
    if (cause !== undefined && first && first.change.kind !== 'resolved')
      expect(first.change.standing.condition.cause).toBe(cause ?? undefined);
  });
}

/** Minutes in seconds. */
export const min = (minutes: number) => minutes * 60;
