import type { Severity } from '../../core/incident.ts';
import type { Condition } from './condition.ts';
import type { Suppression } from './absorb.ts';

/** A condition that was seen and whose hold has not passed. */
export interface Pending {
  readonly firstSeenAt: Date;
  /** It was there when the cluster was first looked at, and the cluster does not tell since when. */
  readonly wasBefore: boolean;
}

/** An incident as the assessment remembers it; the rows in the tenant's database say the same. */
export interface Standing {
  readonly condition: Condition;
  /** The worst that was told. */
  readonly told: Severity;
  readonly openedAt: Date;
  /** Since when its condition is no longer seen; undefined while it is. */
  readonly goneSince: Date | undefined;
  /** When it was opened again after it had been resolved, the latest last. */
  readonly returns: readonly Date[];
}

/** Resolved lately: the same again is the same incident. */
export interface Past {
  readonly condition: Condition;
  readonly told: Severity;
  readonly openedAt: Date;
  readonly resolvedAt: Date;
  readonly returns: readonly Date[];
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

/** What changed at a look, in the order in which it is to be told. */
export type Change =
  | { readonly kind: 'opened' | 'baselined'; readonly standing: Standing }
  | { readonly kind: 'reopened'; readonly standing: Standing; readonly isFlapping: boolean }
  | { readonly kind: 'escalated' | 'updated'; readonly standing: Standing }
  | { readonly kind: 'resolved'; readonly past: Past };
