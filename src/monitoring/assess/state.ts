import type { Past, Standing } from '../../core/incident.ts';
import type { Suppression } from './absorb.ts';

/** A condition that was seen and whose hold has not passed. */
export interface Pending {
  readonly firstSeenAt: Date;
  /** It was there when the cluster was first looked at, and the cluster does not tell since when. */
  readonly wasBefore: boolean;
}

/** What is remembered of one cluster between two looks. Plain data: looked at again it gives the same. */
export interface Assessment {
  /** Whether the cluster was looked at before: what is found at the first look was there before NOX. */
  readonly isFirst: boolean;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly standing: ReadonlyMap<string, Standing>;
  readonly past: ReadonlyMap<string, Past>;
  readonly suppressed: readonly Suppression[];
}

/** A cluster that was never looked at. */
export const blank: Assessment = {
  isFirst: true,
  pending: new Map(),
  standing: new Map(),
  past: new Map(),
  suppressed: [],
};
