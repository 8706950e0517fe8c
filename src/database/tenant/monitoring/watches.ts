import type { TenantDatabase } from '../../tenant-databases.ts';
import { clusterWatches } from '../schema/monitoring-schema.ts';

/** How the watch of a cluster fares, for those who ask. */
export interface WatchState {
  readonly state: 'starting' | 'watching' | 'refused' | 'unreachable';
  readonly heardAt: Date | undefined;
  readonly objects: number;
  /** The longest that a change waited lately until it was understood and written, milliseconds. */
  readonly lagMs: number;
  readonly refusedKinds: readonly string[];
}

/** Notes how the watch of a cluster fares. */
export async function noteWatch(
  tenant: TenantDatabase,
  integrationId: number,
  watch: WatchState,
): Promise<void> {
  const values = { ...watch, heardAt: watch.heardAt ?? null };
  await tenant.db
    .insert(clusterWatches)
    .values({ tenantId: tenant.tenantId, integrationId, ...values })
    .onConflictDoUpdate({ target: clusterWatches.integrationId, set: values });
}

/** How the watches of all clusters fare. */
export async function listWatches(tenant: TenantDatabase) {
  return tenant.db.select().from(clusterWatches);
}

/** Whether TLS secrets of a cluster are read for the end of their certificates. */
export async function readCertificates(
  tenant: TenantDatabase,
  integrationId: number,
  isOn: boolean,
): Promise<void> {
  await tenant.db
    .insert(clusterWatches)
    .values({ tenantId: tenant.tenantId, integrationId, readsCertificates: isOn })
    .onConflictDoUpdate({ target: clusterWatches.integrationId, set: { readsCertificates: isOn } });
}
