import { and, eq, ne, or } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { slackRoutes, tenants } from './schema.ts';

/** A row of the routes; absent ids are empty strings. */
export interface RouteKey {
  readonly appId: string;
  readonly enterpriseId: string;
  readonly teamId: string;
  readonly isEnterpriseInstall: boolean;
}

function matches(key: RouteKey) {
  return and(
    eq(slackRoutes.appId, key.appId),
    eq(slackRoutes.enterpriseId, key.enterpriseId),
    eq(slackRoutes.teamId, key.teamId),
    eq(slackRoutes.isEnterpriseInstall, key.isEnterpriseInstall),
  );
}

/**
 * The tenant of a workspace's own row, by team alone (a team's id is unique), else of the organisation's row.
 * A request that names no team is looked up by organisation alone.
 */
export async function findRoute(control: ControlDatabase, key: RouteKey): Promise<number | undefined> {
  const conditions = [];
  if (key.teamId) conditions.push(eq(slackRoutes.teamId, key.teamId));
  if (key.enterpriseId) {
    conditions.push(
      and(
        eq(slackRoutes.enterpriseId, key.enterpriseId),
        eq(slackRoutes.teamId, ''),
        eq(slackRoutes.isEnterpriseInstall, true),
      ),
    );
  }
  if (conditions.length === 0) return undefined;
  const rows = await control.db
    .select()
    .from(slackRoutes)
    .where(and(eq(slackRoutes.appId, key.appId), or(...conditions)));
  const exact = key.isEnterpriseInstall
    ? rows.find((row) => row.isEnterpriseInstall)
    : rows.find((row) => !row.isEnterpriseInstall);
  return (exact ?? rows.find((row) => row.isEnterpriseInstall))?.tenantId;
}

/** The tenant that holds exactly this route: a workspace by its team, an organisation by its org-wide row. */
export async function findRouteHolder(control: ControlDatabase, key: RouteKey): Promise<number | undefined> {
  const same = key.isEnterpriseInstall
    ? and(eq(slackRoutes.enterpriseId, key.enterpriseId), eq(slackRoutes.isEnterpriseInstall, true))
    : and(eq(slackRoutes.teamId, key.teamId), eq(slackRoutes.isEnterpriseInstall, false));
  const [row] = await control.db
    .select()
    .from(slackRoutes)
    .where(and(eq(slackRoutes.appId, key.appId), same));
  return row?.tenantId;
}

/** Why a route cannot be a tenant's: another tenant has it, the tenant may have one only and has another, or it has its fill. */
export type ClaimRefusal = 'taken' | 'one_only' | 'full';

/**
 * Claims a route for a tenant, also again. A workspace inside an organisation whose org-wide route is another tenant's is
 * taken. With `only` the tenant may hold no other route; `most` is how many it may hold before a new one is refused. Of two
 * claims at once one waits for the other.
 */
export async function claimRoute(
  control: ControlDatabase,
  key: RouteKey,
  tenantId: number,
  only: boolean,
  most: number,
): Promise<ClaimRefusal | undefined> {
  return control.db.transaction(async (transaction) => {
    await transaction.select().from(tenants).where(eq(tenants.id, tenantId)).for('update');
    const held = await transaction
      .select()
      .from(slackRoutes)
      .where(and(eq(slackRoutes.appId, key.appId), eq(slackRoutes.tenantId, tenantId)));
    const isSame = (row: RouteKey) =>
      row.enterpriseId === key.enterpriseId &&
      row.teamId === key.teamId &&
      row.isEnterpriseInstall === key.isEnterpriseInstall;
    if (only && held.some((row) => !isSame(row))) return 'one_only';
    if (!key.isEnterpriseInstall && key.enterpriseId) {
      const [organisation] = await transaction
        .select()
        .from(slackRoutes)
        .where(
          and(
            eq(slackRoutes.appId, key.appId),
            eq(slackRoutes.enterpriseId, key.enterpriseId),
            eq(slackRoutes.isEnterpriseInstall, true),
            ne(slackRoutes.tenantId, tenantId),
          ),
        );
      if (organisation) return 'taken';
    }
    // Another's is told first: more room would not help.
    const [holder] = await transaction.select().from(slackRoutes).where(matches(key));
    if (!holder && held.length >= most && !held.some(isSame)) return 'full';
    await transaction
      .insert(slackRoutes)
      .values({ ...key, tenantId })
      .onConflictDoNothing();
    const [row] = await transaction.select().from(slackRoutes).where(matches(key));
    return row?.tenantId === tenantId ? undefined : 'taken';
  });
}

/** All routes of a tenant. */
export async function routesOf(control: ControlDatabase, tenantId: number): Promise<RouteKey[]> {
  return control.db.select().from(slackRoutes).where(eq(slackRoutes.tenantId, tenantId));
}

/** Gives a route up. */
export async function releaseRoute(control: ControlDatabase, key: RouteKey, tenantId: number): Promise<void> {
  await control.db.delete(slackRoutes).where(and(matches(key), eq(slackRoutes.tenantId, tenantId)));
}
