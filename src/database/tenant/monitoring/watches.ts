import type { Pending } from '../../../core/incident.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { clusterWatches } from '../schema/monitoring-schema.ts';
import type { NotedHold } from '../schema/monitoring-schema.ts';

/** How the watch of a cluster fares, for those who ask. */
export interface WatchState {
  readonly state: 'starting' | 'watching' | 'refused' | 'unreachable';
  readonly heardAt: Date | undefined;
  readonly objects: number;
  /** The longest that a change waited lately until it was understood and written, milliseconds. */
  readonly lagMs: number;
  readonly refusedKinds: readonly string[];
}

/** What is seen in a cluster and since when, by key, at one moment. */
export interface Holds {
  readonly at: Date;
  readonly pending: ReadonlyMap<string, Pending>;
}

/** So many are noted: a cluster where everything is wrong at once must not make its note large. */
const holdsNoted = 1_000;

/** Notes how the watch of a cluster fares, and what it holds back. */
export async function noteWatch(
  tenant: TenantDatabase,
  integrationId: number,
  watch: WatchState,
  { at, pending }: Holds,
): Promise<void> {
  const noted = [...pending].slice(0, holdsNoted).map(([key, { beganAt, since, ...rest }]) => {
    return [key, { ...rest, beganAt: beganAt.toISOString(), since: since?.toISOString() }] as const;
  });
  const holds: Readonly<Record<string, NotedHold>> = Object.fromEntries(noted);
  const values = { ...watch, heardAt: watch.heardAt ?? null, holds, holdsNotedAt: at };
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
