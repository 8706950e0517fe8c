import type { ClusterLeases } from '../tenancy/cluster-leases.ts';
import type { RoundTheClock } from './round-the-clock.ts';

/** Whoever connects or removes a cluster tells it here: the leases, and the watch of this process where there is one. */
export function createClusterNews(leases: ClusterLeases, watch: () => RoundTheClock | undefined) {
  return {
    async connected(tenantId: number, integrationId: number): Promise<void> {
      await leases.connected({ tenantId, integrationId });
      watch()?.clustersChanged();
    },
    async removed(tenantId: number, integrationId: number): Promise<void> {
      await leases.removed({ tenantId, integrationId });
      watch()?.clustersChanged();
      watch()?.collect(tenantId);
    },
  };
}
