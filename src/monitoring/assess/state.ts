import type { Past, Pending, Standing } from '../../core/incident.ts';
import type { Suppression } from './absorb.ts';

/** What is remembered of one cluster between two looks. Plain data: looked at again it gives the same. */
export interface Assessment {
  /** Whether the cluster was looked at before: what is found at the first look was there before NOX. */
  readonly isFirst: boolean;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly standing: ReadonlyMap<string, Standing>;
  readonly past: ReadonlyMap<string, Past>;
  readonly suppressed: readonly Suppression[];
}

/** The same assessment after our own clock was set forward by so many milliseconds, or back: what waits waits on. */
export function moveClock(assessment: Assessment, ms: number): Assessment {
  const moved = (at: Date) => new Date(at.getTime() + ms);
  const each = <T>(all: ReadonlyMap<string, T>, change: (one: T) => T) =>
    new Map([...all].map(([key, one]) => [key, change(one)]));
  return {
    ...assessment,
    pending: each(assessment.pending, (one) => ({
      ...one,
      beganAt: moved(one.beganAt),
    })),
    standing: each(assessment.standing, (one) => ({
      ...one,
      goneSince: one.goneSince && moved(one.goneSince),
      returns: one.returns.map(moved),
    })),
    past: each(assessment.past, (one) => ({
      ...one,
      overAt: moved(one.overAt),
      returns: one.returns.map(moved),
    })),
  };
}

/** A cluster that was never looked at. */
export const blank: Assessment = {
  isFirst: true,
  pending: new Map(),
  standing: new Map(),
  past: new Map(),
  suppressed: [],
};
