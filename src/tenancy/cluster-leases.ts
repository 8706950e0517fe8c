import { randomUUID } from 'node:crypto';
import type { ControlDatabase } from '../database/control/database.ts';
import {
  addCluster,
  addClusters,
  holdClusters,
  holdsCluster,
  releaseClusters,
  letClustersGo,
  removeCluster,
} from '../database/control/cluster-leases.ts';
import type { ClusterId, HeldCluster, Holding } from '../database/control/cluster-leases.ts';
import { listReadyTenants } from '../database/control/tenants.ts';
import { listIntegrations } from '../database/tenant/integrations.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';

export type { ClusterId, HeldCluster };

/** Which process watches which cluster. One of these is one process. */
export interface ClusterLeases {
  /** A cluster was connected, or its credential renewed. */
  connected(cluster: ClusterId): Promise<void>;
  removed(cluster: ClusterId): Promise<void>;
  /**
   * Renews what is held and takes this process's fair share of what is free; returns what of it is to be watched, and what
   * is over that share.
   */
  hold(): Promise<Holding>;
  /** Leaves clusters to others, which are no longer watched here. */
  letGo(clusters: readonly ClusterId[]): Promise<void>;
  /** Whether this process holds a cluster at this moment. */
  holds(cluster: ClusterId): Promise<boolean>;
  /** Lets go of everything. */
  release(): Promise<void>;
  /** Compares with what the tenants have connected: what was missed while a process died is made good. */
  reconcile(): Promise<void>;
}

/**
 * @param leaseMs a process that does not renew for this long loses its clusters
 * @param paused which of these tenants' clusters are held, but not watched
 */
export function createClusterLeases(
  control: ControlDatabase,
  databases: TenantDatabases,
  leaseMs: number,
  paused: (tenantIds: readonly number[]) => Promise<ReadonlySet<number>>,
): ClusterLeases {
  const holder = randomUUID();
  return {
    connected: (cluster) => addCluster(control, cluster),
    removed: (cluster) => removeCluster(control, cluster),
    async hold() {
      const { held, surplus } = await holdClusters(control, holder, leaseMs);
      const asleep = await paused([...new Set(held.map(({ tenantId }) => tenantId))]);
      return { held: held.filter(({ tenantId }) => !asleep.has(tenantId)), surplus };
    },
    letGo: (clusters) => letClustersGo(control, holder, clusters),
    holds: (cluster) => holdsCluster(control, holder, cluster),
    release: () => releaseClusters(control, holder),
    async reconcile() {
      for (const { id } of await listReadyTenants(control)) {
        const all = await listIntegrations(await databases.open(id));
        const clusters = all.filter(({ type }) => type === 'k8s');
        await addClusters(
          control,
          id,
          clusters.map((each) => each.id),
        );
      }
    },
  };
}
