import type { Finding } from '../core/incident.ts';
import type { WatchedKind } from '../integrations/kubernetes/watch/watched.ts';
import { evidence, minute } from './detectors/detector.ts';

/** Without a sign of life for this long a cluster is not believed any more; after the hold people are told. */
const doubtMs = 45_000;
const holdMs = 2 * minute;

/** What is known of a cluster's life: which kinds were heard, which fail, since when there is silence. */
export interface ClusterPulse {
  /** The cluster said something about a kind. */
  heard(kind: WatchedKind): void;
  refused(kind: WatchedKind): void;
  failed(kind: WatchedKind, error: unknown): void;
  pulse(isAlive: boolean, error: unknown): void;
  isReachable(now: Date): boolean;
  /** Whether every kind was seen at least once, or may not be. */
  isComplete(): boolean;
  /** Whether every kind is seen now. */
  isWhole(): boolean;
  heardAt(): Date | undefined;
  refusedKinds(): readonly WatchedKind[];
  /** That the cluster does not answer, as a finding; undefined while it does. */
  finding(cluster: string, now: Date): Finding | undefined;
}

/** Listens to one cluster. @param kinds everything that is watched */
export function createClusterPulse(kinds: readonly WatchedKind[], now: () => Date): ClusterPulse {
  const begunAt = now();
  const seen = new Set<WatchedKind>();
  const failing = new Map<WatchedKind, unknown>();
  const refused = new Set<WatchedKind>();
  let lastAt: Date | undefined;
  let trouble: unknown;

  const silence = (at: Date): number => at.getTime() - (lastAt ?? begunAt).getTime();

  return {
    heard(kind) {
      seen.add(kind);
      failing.delete(kind);
      refused.delete(kind);
      lastAt = now();
    },
    refused(kind) {
      refused.add(kind);
      failing.delete(kind);
    },
    failed(kind, error) {
      failing.set(kind, error);
      trouble = error;
    },
    pulse(isAlive, error) {
      // A cluster that answers to all, but not to this credential, is not alive for us.
      if (isAlive && failing.size + refused.size < kinds.length) lastAt = now();
      if (!isAlive) trouble = error;
    },
    isReachable: (at) => silence(at) <= doubtMs,
    isComplete: () => kinds.every((kind) => seen.has(kind) || refused.has(kind)),
    isWhole: () => failing.size === 0 && kinds.every((kind) => seen.has(kind) || refused.has(kind)),
    heardAt: () => lastAt,
    refusedKinds: () => [...refused],
    finding(cluster, at) {
      if (silence(at) <= doubtMs) return undefined;
      const isRefused = statusOf(trouble) === 401;
      return {
        reason: 'cluster_unreachable',
        subject: { kind: 'Cluster', namespace: '', name: cluster },
        member: cluster,
        node: '',
        since: lastAt ?? begunAt,
        holdMs,
        severity: 'critical',
        occurrence: undefined,
        cause: isRefused ? 'cause.credential' : undefined,
        evidence: [evidence('last answer', lastAt ?? begunAt)],
      };
    },
  };
}

function statusOf(error: unknown): number | undefined {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'number' ? code : undefined;
}
