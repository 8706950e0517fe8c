import type { Clock } from '../core/clock.ts';
import { recordChanges } from '../database/tenant/monitoring/incidents.ts';
import { readMonitored } from '../database/tenant/monitoring/read-monitored.ts';
import { noteWatch } from '../database/tenant/monitoring/watches.ts';
import type { Outgoing, Recorded, Transaction } from '../database/tenant/monitoring/incidents.ts';
import { recordLook } from '../database/tenant/monitoring/workloads.ts';
import type { TenantDatabase, TenantDatabases } from '../database/tenant-databases.ts';
import type { KubernetesConfiguration } from '../integrations/kubernetes/configuration.ts';
import type { Environment } from '../integrations/provider.ts';
import type { ClusterId, ClusterLeases, HeldCluster } from '../tenancy/cluster-leases.ts';
import type { ClusterState } from './cluster-state.ts';
import { createWorkloadLooks } from './look-at-workloads.ts';
import { monitorCluster } from './monitor-cluster.ts';
import type { MonitorPace } from './monitor-cluster.ts';

/** What monitoring works with. `log` gets ids and errors, never names or payloads. */
export interface MonitoringDependencies {
  readonly leases: ClusterLeases;
  readonly databases: TenantDatabases;
  readonly openCluster: (
    tenant: TenantDatabase,
    integrationId: number,
  ) => Promise<{ readonly name: string; readonly configuration: KubernetesConfiguration } | undefined>;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly pace: MonitorPace;
  /** How often leases are renewed, milliseconds. */
  readonly renewMs: number;
  /** How often the outboxes of tenants whose clusters are watched are looked into, though nobody said a word. */
  readonly remindMs: number;
  /** Looks for what waits in a tenant, or was not told and may be now. */
  readonly remind: (tenantId: number) => Promise<void>;
  /** What goes out of what was written; runs in the transaction that writes it. */
  readonly tell: (
    transaction: Transaction,
    tenant: TenantDatabase,
    recorded: readonly Recorded[],
    state: ClusterState,
  ) => Promise<readonly Outgoing[]>;
  /** What was written of one look: more may be found out about what opened, meanwhile. */
  readonly opened: (tenantId: number, recorded: readonly Recorded[], state: ClusterState) => void;
  /** Something waits to go out. */
  readonly told: (tenantId: number) => void;
  readonly log: {
    info(fields: Readonly<Record<string, unknown>>, message: string): void;
    error(fields: Readonly<Record<string, unknown>>, message: string): void;
  };
}

/** NOX's watch over this process's share of all clusters. */
export interface Monitoring {
  start(): Promise<void>;
  /** Renews and takes leases now, without waiting. */
  renew(): Promise<void>;
  watched(): readonly ClusterId[];
  /** Ends every watch and leaves the clusters to others. */
  stop(): Promise<void>;
}

/** How long what is over is remembered, for what comes back. */
const rememberMs = 60 * 60_000;
/** Whoever takes a cluster over within this time lets its holds go on. */
const takeOverMs = 5 * 60_000;

interface Running {
  readonly cluster: HeldCluster;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

export function createMonitoring(dependencies: MonitoringDependencies): Monitoring {
  const { leases, databases, clock, log } = dependencies;
  const running = new Map<string, Running>();
  let renewing: Promise<void> | undefined;
  let isStopped = false;
  let isAsked = false;
  const timers: NodeJS.Timeout[] = [];

  async function watch(cluster: ClusterId, signal: AbortSignal): Promise<void> {
    const { tenantId, integrationId } = cluster;
    const tenant = await databases.open(tenantId);
    const opened = await dependencies.openCluster(tenant, integrationId);
    if (!opened) return leases.removed(cluster);
    const ago = (ms: number) => new Date(clock.now().getTime() - ms);
    const before = await readMonitored(tenant, integrationId, ago(rememberMs), ago(takeOverMs));
    // What a process that died had not sent yet.
    dependencies.told(tenantId);
    const looks = createWorkloadLooks();
    await monitorCluster(
      {
        ...opened,
        before,
        readsCertificates: before.readsCertificates,
        environment: dependencies.environment,
        clock,
        pace: dependencies.pace,
        async record(changes, state, now) {
          if (!(await leases.holds(cluster))) throw new Error('the lease was lost');
          const own = await databases.open(tenantId);
          const written = { integrationId, name: opened.name };
          const recorded = await recordChanges(own, written, changes, now, (transaction, all) =>
            dependencies.tell(transaction, own, all, state),
          );
          if (recorded.length > 0) dependencies.told(tenantId);
          dependencies.opened(tenantId, recorded, state);
          return recorded;
        },
        note: async (state, holds) => noteWatch(await databases.open(tenantId), integrationId, state, holds),
        async lookAtWorkloads(view, now) {
          const look = looks(view, now);
          if (look) await recordLook(await databases.open(tenantId), integrationId, look);
        },
        fault: (error) => log.error({ tenantId, integrationId, err: error }, 'a look at a cluster failed'),
      },
      signal,
    );
  }

  /** @param before the watch of the same cluster that is being ended: one at a time */
  function begin(cluster: HeldCluster, before: Promise<void> | undefined): void {
    const { tenantId, integrationId } = cluster;
    const key = keyOf(cluster);
    const stop = new AbortController();
    const done = Promise.resolve(before)
      .then(() => (stop.signal.aborted ? undefined : watch(cluster, stop.signal)))
      .catch((error: unknown) =>
        log.error({ tenantId, integrationId, err: error }, 'a cluster is not watched'),
      )
      // It ended by itself: begun again at the next renewal, if it is still held.
      .finally(() => running.get(key)?.stop === stop && running.delete(key));
    running.set(key, { cluster, stop, done });
  }

  async function renewOnce(): Promise<void> {
    const { held, surplus } = await leases.hold();
    const over = new Set(surplus.map(keyOf));
    const wanted = new Map(held.map((cluster) => [keyOf(cluster), cluster]));
    const ending = new Map<string, Promise<void>>();
    for (const [key, { cluster, stop, done }] of running) {
      if (wanted.get(key)?.generation === cluster.generation && !over.has(key)) continue;
      stop.abort();
      running.delete(key);
      ending.set(key, done);
    }
    for (const [key, cluster] of wanted)
      if (!running.has(key) && !over.has(key) && !isStopped) begin(cluster, ending.get(key));
    // Others get them when they are no longer watched here, however long one of them takes to end.
    for (const cluster of surplus)
      void Promise.resolve(ending.get(keyOf(cluster)))
        .then(() => leases.letGo([cluster]))
        .catch((error: unknown) => log.error({ err: error }, 'a cluster could not be left to others'));
  }

  function renew(): Promise<void> {
    isAsked = true;
    renewing ??= renewWhileAsked().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  /** What changes while leases are read is seen by reading them again. */
  async function renewWhileAsked(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await renewOnce().catch((error: unknown) =>
        log.error({ err: error }, 'the leases of clusters could not be renewed'),
      );
    }
  }

  function remind(): void {
    for (const tenantId of new Set([...running.values()].map(({ cluster }) => cluster.tenantId)))
      void dependencies
        .remind(tenantId)
        .catch((error: unknown) => log.error({ tenantId, err: error }, 'an outbox could not be looked into'));
  }

  return {
    async start() {
      timers.push(
        setInterval(() => void renew(), dependencies.renewMs),
        setInterval(remind, dependencies.remindMs),
      );
      for (const timer of timers) timer.unref();
      await renew();
      log.info({ clusters: running.size }, 'watching clusters');
    },
    renew,
    watched: () => [...running.values()].map(({ cluster }) => cluster),
    async stop() {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      await renewing;
      const all = [...running.values()];
      for (const { stop } of all) stop.abort();
      await Promise.all(all.map(({ done }) => done));
      await leases.release().catch(() => {});
    },
  };
}

function keyOf({ tenantId, integrationId }: ClusterId): string {
  return `${tenantId}/${integrationId}`;
}
