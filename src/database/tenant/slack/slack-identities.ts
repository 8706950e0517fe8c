import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Role } from '../../../core/roles.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { slackIdentities, tenantSettings, tenantUsers } from '../schema/schema.ts';

/** A Slack person as the tenant knows them, with the tenant's settings, in one query. */
export async function findSlackUser(tenant: TenantDatabase, homeTeamId: string, slackUserId: string) {
  const [row] = await tenant.db
    .select({
      user: tenantUsers,
      settings: tenantSettings,
      profileAt: slackIdentities.profileAt,
      locale: slackIdentities.locale,
      timeZone: slackIdentities.timeZone,
    })
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

/** The user whom one Slack person is under any of these homes; undefined when under none. */
export async function findUserAtHomes(
  tenant: TenantDatabase,
  homeTeamIds: readonly string[],
  slackUserId: string,
): Promise<number | undefined> {
  if (homeTeamIds.length === 0) return undefined;
  const [row] = await tenant.db
    .select({ userId: slackIdentities.userId })
    .from(slackIdentities)
    .where(
      and(
        inArray(slackIdentities.homeTeamId, [...homeTeamIds]),
        eq(slackIdentities.slackUserId, slackUserId),
      ),
    );
  return row?.userId;
}

/** What is known of a Slack person's language and zone at the moment of linking. */
export interface SlackManner {
  readonly locale: 'fr' | 'en';
  readonly timeZone: string | undefined;
}

/**
 * Links a Slack person to a user; an existing link is moved. Without `manner` the profile counts as never read, so that
 * it is read at the person's first message.
 */
export async function linkSlackUser(
  tenant: TenantDatabase,
  homeTeamId: string,
  slackUserId: string,
  userId: number,
  manner?: SlackManner,
): Promise<void> {
  const known = {
    userId,
    profileAt: manner ? sql`now()` : sql`'epoch'::timestamptz`,
    ...(manner ? { locale: manner.locale, timeZone: manner.timeZone ?? null } : {}),
  };
  await tenant.db
    .insert(slackIdentities)
    .values({ tenantId: tenant.tenantId, homeTeamId, slackUserId, ...known })
    .onConflictDoUpdate({ target: [slackIdentities.homeTeamId, slackIdentities.slackUserId], set: known });
}

/**
 * Makes a user of a Slack person met for the first time; returns its id. Of two first messages at once, one makes the
 * user and the other finds it.
 */
export async function addSlackUser(
  tenant: TenantDatabase,
  homeTeamId: string,
  slackUserId: string,
  user: { readonly name: string; readonly role: Role } & SlackManner,
): Promise<number> {
  const { name, role, locale } = user;
  const timeZone = user.timeZone ?? null;
  const { tenantId } = tenant;
  return tenant.db.transaction(async (transaction) => {
    await transaction.execute(
      sql`select pg_advisory_xact_lock(hashtext(${`slack user ${homeTeamId}/${slackUserId}`}))`,
    );
    const [known] = await transaction
      .select({ userId: slackIdentities.userId })
      .from(slackIdentities)
      .where(and(eq(slackIdentities.homeTeamId, homeTeamId), eq(slackIdentities.slackUserId, slackUserId)));
    if (known) return known.userId;
    const [made] = await transaction
      .insert(tenantUsers)
      .values({ tenantId, name, role, locale, timeZone })
      .returning({ id: tenantUsers.id });
    if (!made) throw new Error('the user was not added');
    await transaction
      .insert(slackIdentities)
      .values({ tenantId, homeTeamId, slackUserId, userId: made.id, locale, timeZone });
    return made.id;
  });
}

/**
 * Takes a fresher profile over: for this Slack identity, and for people known through Slack alone the user's own too (of
 * an account that has an address, no workspace's administrator decides the name).
 */
export async function refreshProfile(
  tenant: TenantDatabase,
  homeTeamId: string,
  slackUserId: string,
  profile: SlackManner & { readonly userId: number; readonly name: string },
): Promise<void> {
  const { locale, timeZone } = profile;
  await tenant.db
    .update(slackIdentities)
    .set({ profileAt: sql`now()`, locale, ...(timeZone ? { timeZone } : {}) })
    .where(and(eq(slackIdentities.homeTeamId, homeTeamId), eq(slackIdentities.slackUserId, slackUserId)));
  await tenant.db
    .update(tenantUsers)
    .set({ name: profile.name, locale, ...(timeZone ? { timeZone } : {}) })
    .where(and(eq(tenantUsers.id, profile.userId), isNull(tenantUsers.email)));
}
