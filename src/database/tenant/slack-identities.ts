import { and, eq, sql } from 'drizzle-orm';
import type { TenantDatabase } from '../tenant-databases.ts';
import { slackIdentities, tenantSettings, tenantUsers } from './schema.ts';

/** A Slack person as the tenant knows them, with the tenant's settings, in one query. */
export async function findSlackUser(tenant: TenantDatabase, homeTeamId: string, slackUserId: string) {
  const [row] = await tenant.db
    .select({ user: tenantUsers, settings: tenantSettings, profileAt: slackIdentities.profileAt })
    .from(slackIdentities)
    .innerJoin(tenantUsers, eq(tenantUsers.id, slackIdentities.userId))
    .innerJoin(tenantSettings, eq(tenantSettings.tenantId, slackIdentities.tenantId))
    .where(and(eq(slackIdentities.homeTeamId, homeTeamId), eq(slackIdentities.slackUserId, slackUserId)));
  return row;
}

/** The user behind a Slack user id, whatever workspace of the tenant it is from. */
export async function findUserBySlackId(
  tenant: TenantDatabase,
  slackUserId: string,
): Promise<number | undefined> {
  const [row] = await tenant.db
    .select({ userId: slackIdentities.userId })
    .from(slackIdentities)
    .where(eq(slackIdentities.slackUserId, slackUserId));
  return row?.userId;
}

/** Links a Slack person to a user; an existing link is moved. */
export async function linkSlackUser(
  tenant: TenantDatabase,
  homeTeamId: string,
  slackUserId: string,
  userId: number,
): Promise<void> {
  await tenant.db
    .insert(slackIdentities)
    .values({ tenantId: tenant.tenantId, homeTeamId, slackUserId, userId })
    .onConflictDoUpdate({
      target: [slackIdentities.homeTeamId, slackIdentities.slackUserId],
      set: { userId, profileAt: sql`now()` },
    });
}

/** Takes a fresher profile over. */
export async function refreshProfile(
  tenant: TenantDatabase,
  homeTeamId: string,
  slackUserId: string,
  profile: {
    readonly userId: number;
    readonly name: string;
    readonly locale: 'fr' | 'en';
    readonly timeZone: string | undefined;
  },
): Promise<void> {
  await tenant.db
    .update(slackIdentities)
    .set({ profileAt: sql`now()` })
    .where(and(eq(slackIdentities.homeTeamId, homeTeamId), eq(slackIdentities.slackUserId, slackUserId)));
  const { name, locale, timeZone } = profile;
  await tenant.db
    .update(tenantUsers)
    .set({ name, locale, ...(timeZone ? { timeZone } : {}) })
    .where(eq(tenantUsers.id, profile.userId));
}
