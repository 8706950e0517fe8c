import type { Finding } from '../core/incident.ts';
import type { WatchedKind } from '../integrations/kubernetes/watch/watched.ts';
import { evidence, minute } from './detectors/detector.ts';

/** Without a sign of life for this long a cluster is not believed any more; after the hold people are told. */
const doubtMs = 45_000;
const holdMs = 2 * minute;

/** What is known of a cluster's life: which kinds were heard, which fail, since when there is silence. */
export interface ClusterPulse {
  /** A watch of a kind was taken: it fails no more, and has said nothing yet. */
  begun(kind: WatchedKind): void;
  /** The cluster said something about a kind. */
  heard(kind: WatchedKind): void;
  refused(kind: WatchedKind): void;
  failed(kind: WatchedKind, error: unknown): void;
  pulse(isAlive: boolean, error: unknown): void;
  isReachable(now: Date): boolean;
  /** Whether the cluster answered last that it takes this credential no more. */
  isRefused(): boolean;
  /** Whether a kind was seen at least once. */
  hasSeen(kind: WatchedKind): boolean;
  /** Our own clock was set forward by so many milliseconds, or back: what was measured is moved along. */
  clockMoved(ms: number): void;
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
  let begunAt = now();
  const seen = new Set<WatchedKind>();
  const failing = new Map<WatchedKind, unknown>();
  const refused = new Set<WatchedKind>();
  let lastAt: Date | undefined;
  let trouble: unknown;
  /** Since when the cluster takes this credential no more, although watches that were begun before may go on. */
  let refusedSince: Date | undefined;

  const silence = (at: Date): number => at.getTime() - (lastAt ?? begunAt).getTime();

  return {
    begun: (kind) => void failing.delete(kind),
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
      refusedSince = !isAlive && isRefusal(error) ? (refusedSince ?? now()) : undefined;
    },
    clockMoved(ms) {
      begunAt = moved(begunAt, ms);
      lastAt = lastAt && moved(lastAt, ms);
      refusedSince = refusedSince && moved(refusedSince, ms);
    },
    hasSeen: (kind) => seen.has(kind),
    isRefused: () => refusedSince !== undefined,
    isReachable: (at) => silence(at) <= doubtMs,
    isComplete: () => kinds.every((kind) => seen.has(kind) || refused.has(kind)),
    isWhole: () => failing.size === 0 && kinds.every((kind) => seen.has(kind) || refused.has(kind)),
    heardAt: () => lastAt,
    refusedKinds: () => [...refused],
    finding(cluster, at) {
      const isSilent = silence(at) > doubtMs;
      if (!isSilent && !refusedSince) return undefined;
      const since = isSilent ? (lastAt ?? begunAt) : refusedSince;
      return {
        reason: 'cluster_unreachable',
        subject: { kind: 'Cluster', namespace: '', name: cluster },
        member: cluster,
        node: '',
        since,
        holdMs,
        severity: 'critical',
        occurrence: undefined,
        cause: refusedSince || isRefusal(trouble) ? 'cause.credential' : undefined,
        evidence: [evidence('last answer', lastAt ?? begunAt)],
      };
    },
  };
}

function moved(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** The cluster's 401, as it came or in NOX's terms. */
function isRefusal(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return code === 401 || code === 'upstream_auth';
}
