import { and, eq, sql } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { clusterLeases, watchingProcesses } from './schema.ts';

/** A cluster by ids alone. */
export interface ClusterId {
  readonly tenantId: number;
  readonly integrationId: number;
}

/** A cluster that is held; another generation means that its credential was renewed. */
export interface HeldCluster extends ClusterId {
  readonly generation: number;
}

/** Makes a cluster known to be watched; again has its watch begun anew. */
export async function addCluster(
  control: ControlDatabase,
  { tenantId, integrationId }: ClusterId,
): Promise<void> {
  await control.db
    .insert(clusterLeases)
    .values({ tenantId, integrationId })
    .onConflictDoUpdate({
      target: [clusterLeases.tenantId, clusterLeases.integrationId],
      set: { generation: sql`${clusterLeases.generation} + 1` },
    });
}

/** Forgets a cluster: whoever watches it stops at the next renewal. */
export async function removeCluster(control: ControlDatabase, id: ClusterId): Promise<void> {
  await control.db.delete(clusterLeases).where(sameAs(id));
}

/**
 * Makes these clusters of a tenant known, for what was missed while no process heard of it. What is known and not among
 * them stays: it may have been connected this very moment, and whoever watches it sees whether it is there.
 */
export async function addClusters(
  control: ControlDatabase,
  tenantId: number,
  integrationIds: readonly number[],
): Promise<void> {
  if (integrationIds.length > 0)
    await control.db
      .insert(clusterLeases)
      .values(integrationIds.map((integrationId) => ({ tenantId, integrationId })))
      .onConflictDoNothing();
}

/** What a process holds, and what of it is over its fair share: to be let go once it is no longer watched. */
export interface Holding {
  readonly held: readonly HeldCluster[];
  readonly surplus: readonly HeldCluster[];
}

/**
 * Renews what `holder` holds and takes of what is free as much as its fair share allows, by the database's clock. Two
 * processes never get the same. Shares are equal; where that does not come out even, those who hold most have one more.
 * @param leaseMs how long without renewal before others may take it
 */
export async function holdClusters(
  control: ControlDatabase,
  holder: string,
  leaseMs: number,
): Promise<Holding> {
  return control.sql.begin(async (transaction) => {
    const until = transaction`now() + ${leaseMs} * interval '1 millisecond'`;
    await transaction`delete from watching_processes where alive_until < now() - interval '1 hour'`;
    await transaction`
      insert into watching_processes (holder, alive_until) values (${holder}, ${until})
      on conflict (holder) do update set alive_until = excluded.alive_until`;
    await transaction`update cluster_leases set held_until = ${until} where holder = ${holder}`;
    const processes = await transaction<{ holder: string; held: number }[]>`
      select holder, (select count(*) from cluster_leases where cluster_leases.holder = watching_processes.holder)::int as held
      from watching_processes where alive_until > now() order by held desc, holder`;
    const [count] = await transaction<{ all: number }[]>`select count(*)::int as all from cluster_leases`;
    const all = count?.all ?? 0;
    const rank = processes.findIndex((each) => each.holder === holder);
    const share = Math.floor(all / processes.length) + (rank < all % processes.length ? 1 : 0);
    const mine = processes[rank]?.held ?? 0;
    if (mine < share) {
      await transaction`
        update cluster_leases set holder = ${holder}, held_until = ${until}
        where (tenant_id, integration_id) in (
          select tenant_id, integration_id from cluster_leases
          where holder is null or held_until < now()
          order by held_until nulls first limit ${share - mine} for update skip locked)`;
    }
    const held = await transaction<HeldCluster[]>`
      select tenant_id as "tenantId", integration_id as "integrationId", generation from cluster_leases
      where holder = ${holder} order by tenant_id, integration_id`;
    return { held, surplus: held.slice(share) };
  }) as Promise<Holding>;
}

/** Leaves clusters to others. */
export async function letClustersGo(
  control: ControlDatabase,
  holder: string,
  clusters: readonly ClusterId[],
): Promise<void> {
  for (const cluster of clusters)
    await control.db
      .update(clusterLeases)
      .set({ holder: null, heldUntil: null })
      .where(and(sameAs(cluster), eq(clusterLeases.holder, holder)));
}

/** Whether `holder` holds a cluster now: asked before something is written for it. */
export async function holdsCluster(
  control: ControlDatabase,
  holder: string,
  id: ClusterId,
): Promise<boolean> {
  const [row] = await control.db
    .select({ holder: clusterLeases.holder })
    .from(clusterLeases)
    .where(and(sameAs(id), sql`${clusterLeases.heldUntil} > now()`));
  return row?.holder === holder;
}

/** Lets go of everything at once, on stopping. */
export async function releaseClusters(control: ControlDatabase, holder: string): Promise<void> {
  await control.db.delete(watchingProcesses).where(eq(watchingProcesses.holder, holder));
  await control.db
    .update(clusterLeases)
    .set({ holder: null, heldUntil: null })
    .where(eq(clusterLeases.holder, holder));
}

function sameAs({ tenantId, integrationId }: ClusterId) {
  return and(eq(clusterLeases.tenantId, tenantId), eq(clusterLeases.integrationId, integrationId));
}
