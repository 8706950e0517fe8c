import type { Clock } from '../core/clock.ts';
import type { Pending, Standing, Past } from '../core/incident.ts';
import type { Recorded } from '../database/tenant/monitoring/incidents.ts';
import type { Holds, WatchState } from '../database/tenant/monitoring/watches.ts';
import type { Environment } from '../integrations/provider.ts';
import type { KubernetesConfiguration } from '../integrations/kubernetes/configuration.ts';
import { watchCluster } from '../integrations/kubernetes/watch/watch-cluster.ts';
import type { ClusterWatch } from '../integrations/kubernetes/watch/watch-cluster.ts';
import { certificateResource, watchedResources } from '../integrations/kubernetes/watch/resources.ts';
import type { WatchedKind } from '../integrations/kubernetes/watch/watched.ts';
import { assess } from './assess/assess.ts';
import { moveClock } from './assess/state.ts';
import type { Assessment } from './assess/state.ts';
import { createClusterClock } from './cluster-clock.ts';
import { createClusterPulse } from './cluster-pulse.ts';
import { createClusterState } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import type { ClusterView } from './cluster-view.ts';
import { detectors } from './detectors/all.ts';
import { surroundingsOf } from './surroundings.ts';

/** How often a cluster is looked at, milliseconds. */
export interface MonitorPace extends Omit<ClusterWatch, 'readsCertificates'> {
  /** After a change, so that a burst of changes is one look. */
  readonly afterChangeMs: number;
  /** Without a change, since holds pass without one. */
  readonly everyMs: number;
  /** How often it is noted how the watch fares. */
  readonly noteMs: number;
  /** How long the first look waits for kinds that do not come. */
  readonly patienceMs: number;
}

/** A look is followed by a rest of so many times its own length, and of this at most. */
const restFactor = 9;
const longestRestMs = 1_000;

/** What a monitor needs to know and may do; nothing of it reaches beyond one cluster of one tenant. */
export interface ClusterMonitor {
  readonly name: string;
  readonly configuration: KubernetesConfiguration;
  readonly readsCertificates: boolean;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly pace: MonitorPace;
  /** What is remembered from before. */
  readonly before: {
    readonly isBaselined: boolean;
    readonly pending: readonly (readonly [key: string, hold: Pending])[];
    readonly standing: readonly Standing[];
    readonly past: readonly Past[];
  };
  /**
   * Writes what changed and what is to be told. Rejects where it could not be written, or where this process holds the
   * cluster no more: then the same is tried again at the next look.
   */
  record(
    changes: ReturnType<typeof assess>['changes'],
    state: ClusterState,
    now: Date,
  ): Promise<readonly Recorded[]>;
  note(watch: WatchState, holds: Holds): Promise<void>;
  /** Now and then, while all of the cluster is seen. */
  lookAtWorkloads(view: ClusterView, now: Date): Promise<void>;
  fault(error: unknown): void;
}

/**
 * Watches one cluster and tells what happens in it, until `signal` is aborted. Looks are taken one at a time, and what a
 * look found is remembered only when it was written: a database that is down delays, and loses nothing.
 */
export async function monitorCluster(monitor: ClusterMonitor, signal: AbortSignal): Promise<void> {
  const { clock, pace, name, before } = monitor;
  const now = () => clock.now();
  const state = createClusterState();
  const kinds: WatchedKind[] = watchedResources.map(({ kind }) => kind);
  if (monitor.readsCertificates) kinds.push(certificateResource.kind);
  const pulse = createClusterPulse(kinds, now);
  const time = createClusterClock(clock);
  const begunAt = now().getTime();
  const byKey = <T extends Standing | Past>(all: readonly T[]) =>
    new Map(all.map((each) => [each.condition.key, each]));
  let assessment: Assessment = {
    isFirst: !before.isBaselined,
    pending: new Map(before.pending),
    standing: byKey(before.standing),
    past: byKey(before.past),
    suppressed: [],
  };
  let isBaselined = before.isBaselined;
  let isNoted = false;
  // Kinds whose first sight is still to come: what is found in them then was there before.
  const unseen = new Set(isBaselined ? [] : kinds);
  let changedAt: number | undefined;
  let worstLagMs = 0;
  let restUntil = 0;
  let looking: Promise<void> | undefined;
  let again = false;
  let soon: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const { now: at, movedMs, aheadMs } = time.read();
    if (movedMs !== 0) {
      pulse.clockMoved(movedMs);
      assessment = moveClock(assessment, movedMs);
    }
    const isSeen = pulse.isComplete() || at.getTime() - begunAt > pace.patienceMs;
    const silent = pulse.finding(name, at);
    if (!isSeen && !silent) return;
    const isReachable = isSeen && pulse.isReachable(at);
    const clusterTime = new Date(at.getTime() + aheadMs);
    const found = isReachable ? detectors.flatMap((detect) => [...detect(state, clusterTime)]) : [];
    const justSeen = [...unseen].filter((kind) => pulse.hasSeen(kind));
    const surroundings = surroundingsOf(state);
    const { after, changes } = assess(assessment, silent ? [...found, silent] : found, {
      now: at,
      aheadMs,
      isReachable,
      isPartlyFirst: isBaselined && justSeen.length > 0,
      mayEnd: pulse.isWhole(),
      ...surroundings,
    });
    if (changes.length > 0 || (!isBaselined && !after.isFirst)) await monitor.record(changes, state, at);
    isBaselined ||= !after.isFirst;
    assessment = after;
    if (!isNoted) void note();
    isNoted = true;
    for (const kind of isReachable ? justSeen : []) unseen.delete(kind);
  }

  function lookNow(): void {
    if (looking) {
      again = true;
      return;
    }
    const begunAt = performance.now();
    const since = changedAt;
    changedAt = undefined;
    looking = look()
      .then(() => {
        const endedAt = performance.now();
        if (since !== undefined) worstLagMs = Math.max(worstLagMs, endedAt - since);
        // A large cluster that never rests must not have looks follow each other without end.
        restUntil = endedAt + Math.min(longestRestMs, restFactor * (endedAt - begunAt));
      })
      .catch((error: unknown) => {
        if (!signal.aborted) monitor.fault(error);
      })
      .finally(() => {
        looking = undefined;
        if (again && !signal.aborted) lookSoon();
        again = false;
      });
  }

  function lookSoon(): void {
    changedAt ??= performance.now();
    const ms = Math.max(pace.afterChangeMs, restUntil - performance.now());
    soon ??= setTimeout(() => {
      soon = undefined;
      lookNow();
    }, ms);
  }

  async function note(): Promise<void> {
    const reachable = pulse.isReachable(now());
    const seen = pulse.isComplete() ? 'watching' : 'starting';
    const lagMs = Math.round(worstLagMs);
    worstLagMs = 0;
    const watch: WatchState = {
      lagMs,
      state: pulse.isRefused() ? 'refused' : reachable ? seen : 'unreachable',
      heardAt: pulse.heardAt(),
      objects: state.size(),
      refusedKinds: pulse.refusedKinds(),
    };
    await monitor
      .note(watch, { at: now(), pending: assessment.pending })
      .catch((error: unknown) => monitor.fault(error));
    if (reachable && pulse.isWhole())
      await monitor.lookAtWorkloads(state, now()).catch((error: unknown) => monitor.fault(error));
  }

  const looks = setInterval(lookNow, pace.everyMs);
  const notes = setInterval(() => void note(), pace.noteMs);
  const changed = (isChange: boolean) => isChange && lookSoon();
  try {
    await watchCluster(
      monitor.configuration,
      monitor.environment,
      name,
      {
        replaced: (kind, objects) => changed(state.replace(kind, objects)),
        put: (object) => changed(state.put(object)),
        gone: (kind, namespace, objectName) => changed(state.gone(kind, namespace, objectName)),
        begun: (kind) => pulse.begun(kind),
        heard: (kind) => pulse.heard(kind),
        refused(kind) {
          if (!pulse.hasSeen(kind)) unseen.add(kind);
          pulse.refused(kind);
        },
        failed: (kind, error) => pulse.failed(kind, error),
        pulse(isAlive, error, aheadMs) {
          time.told(aheadMs);
          pulse.pulse(isAlive, error);
        },
      },
      { ...pace, readsCertificates: monitor.readsCertificates },
      signal,
    );
  } finally {
    clearInterval(looks);
    clearInterval(notes);
    clearTimeout(soon);
    await looking;
  }
}
