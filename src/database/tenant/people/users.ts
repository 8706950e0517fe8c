import { and, asc, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Locale } from '../../../core/locale.ts';
import type { Role } from '../../../core/roles.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { passwordResets, slackIdentities, tenantUsers } from '../schema/schema.ts';

export type User = typeof tenantUsers.$inferSelect;

/** What a user begins with. */
export interface NewUser {
  readonly name: string;
  readonly role: Role;
  readonly email?: string;
  readonly passwordHash?: string;
  readonly locale?: Locale;
  readonly timeZone?: string;
}

/** Adds a user; returns its id. */
export async function addUser(tenant: TenantDatabase, user: NewUser): Promise<number> {
  const [row] = await tenant.db
    .insert(tenantUsers)
    .values({ ...user, tenantId: tenant.tenantId })
    .returning({ id: tenantUsers.id });
  if (!row) throw new Error('the user was not added');
  return row.id;
}

/** Whether one more viewer may come in before the transaction ends: others who ask wait for it. */
export async function hasViewerRoom(
  transaction: Pick<TenantDatabase['db'], 'execute' | '$count'>,
  most: number,
  now: Date,
): Promise<boolean> {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtext('viewers'))`);
  const active = and(
    eq(tenantUsers.role, 'viewer'),
    eq(tenantUsers.active, true),
    or(isNull(tenantUsers.accessUntil), gt(tenantUsers.accessUntil, now)),
  );
  return (await transaction.$count(tenantUsers, active)) < most;
}

/** Adds a viewer where fewer than `most` are active; else returns undefined. Of two at once one waits for the other. */
export async function addViewer(
  tenant: TenantDatabase,
  user: Omit<NewUser, 'role'>,
  most: number,
  now: Date,
): Promise<number | undefined> {
  return tenant.db.transaction(async (transaction) => {
    if (!(await hasViewerRoom(transaction, most, now))) return undefined;
    const [row] = await transaction
      .insert(tenantUsers)
      .values({ ...user, role: 'viewer', tenantId: tenant.tenantId })
      .returning({ id: tenantUsers.id });
    return row?.id;
  });
}

/** One user; undefined when there is none. */
export async function findUser(tenant: TenantDatabase, userId: number): Promise<User | undefined> {
  const [row] = await tenant.db.select().from(tenantUsers).where(eq(tenantUsers.id, userId));
  return row;
}

/**
 * Sets the address and password of a user; ends their sessions and links to other passwords. Returns the address before. Undefined, with nothing
 * changed, where the address is another user's.
 */
export async function setCredentials(
  tenant: TenantDatabase,
  userId: number,
  email: string,
  passwordHash: string,
): Promise<{ readonly emailBefore: string | null } | undefined> {
  return tenant.db.transaction(async (transaction) => {
    const [before] = await transaction
      .select({ email: tenantUsers.email })
      .from(tenantUsers)
      .where(eq(tenantUsers.id, userId))
      .for('update');
    const [other] = await transaction
      .select({ id: tenantUsers.id })
      .from(tenantUsers)
      .where(and(eq(tenantUsers.email, email), ne(tenantUsers.id, userId)));
    if (!before || other) return undefined;
    await transaction
      .update(tenantUsers)
      .set({ email, passwordHash, sessionEpoch: sql`${tenantUsers.sessionEpoch} + 1` })
      .where(eq(tenantUsers.id, userId));
    await transaction.delete(passwordResets).where(eq(passwordResets.userId, userId));
    return { emailBefore: before.email };
  });
}

/** The users of a role, first come first. */
export async function findUsersOfRole(tenant: TenantDatabase, role: Role): Promise<User[]> {
  return tenant.db.select().from(tenantUsers).where(eq(tenantUsers.role, role)).orderBy(asc(tenantUsers.id));
}

/** Every user with their Slack ids. */
export async function listUsers(tenant: TenantDatabase): Promise<(User & { slackUserIds: string[] })[]> {
  const rows = await tenant.db
    .select({
      user: tenantUsers,
      slackUserIds: sql<
        string[]
      >`coalesce(json_agg(${slackIdentities.slackUserId}) filter (where ${slackIdentities.slackUserId} is not null), '[]')`,
    })
    .from(tenantUsers)
    .leftJoin(slackIdentities, eq(slackIdentities.userId, tenantUsers.id))
    .groupBy(tenantUsers.id)
    .orderBy(asc(tenantUsers.id));
  return rows.map((row) => ({ ...row.user, slackUserIds: row.slackUserIds }));
}

/**
 * Changes a role and ends the person's sessions. Does nothing, and returns false, when the person is the last active
 * admin and would lose that role.
 */
export async function changeRole(tenant: TenantDatabase, userId: number, role: Role): Promise<boolean> {
  return tenant.db.transaction(async (transaction) => {
    const admins = await transaction
      .select({ id: tenantUsers.id })
      .from(tenantUsers)
      .where(and(eq(tenantUsers.role, 'admin'), eq(tenantUsers.active, true)))
      .for('update');
    if (role !== 'admin' && admins.length === 1 && admins[0]?.id === userId) return false;
    await transaction
      .update(tenantUsers)
      .set({ role, sessionEpoch: sql`${tenantUsers.sessionEpoch} + 1` })
      .where(eq(tenantUsers.id, userId));
    return true;
  });
}

/** What a guest may reach, and until when; null lifts the limit. Their sessions end, so that it counts at once. */
export async function limitGuest(
  tenant: TenantDatabase,
  userId: number,
  limits: { readonly onlyIntegrations: readonly number[] | null; readonly accessUntil: Date | null },
): Promise<void> {
  const onlyIntegrations = limits.onlyIntegrations && [...limits.onlyIntegrations];
  await tenant.db
    .update(tenantUsers)
    .set({
      onlyIntegrations,
      accessUntil: limits.accessUntil,
      sessionEpoch: sql`${tenantUsers.sessionEpoch} + 1`,
    })
    .where(eq(tenantUsers.id, userId));
}

/**
 * Removes a person from the space, or lets them back in; their sessions end. Does nothing, and returns false, when the
 * last active admin or the owner would go.
 */
export async function setActive(tenant: TenantDatabase, userId: number, active: boolean): Promise<boolean> {
  return tenant.db.transaction(async (transaction) => {
    const keepers = await transaction
      .select({ id: tenantUsers.id })
      .from(tenantUsers)
      .where(and(inArray(tenantUsers.role, ['admin', 'freelance']), eq(tenantUsers.active, true)))
      .for('update');
    if (!active && keepers.length === 1 && keepers[0]?.id === userId) return false;
    await transaction
      .update(tenantUsers)
      .set({ active, sessionEpoch: sql`${tenantUsers.sessionEpoch} + 1` })
      .where(eq(tenantUsers.id, userId));
    return true;
  });
}

/** Ends every session of a person. */
export async function endSessions(tenant: TenantDatabase, userId: number): Promise<void> {
  await tenant.db
    .update(tenantUsers)
    .set({ sessionEpoch: sql`${tenantUsers.sessionEpoch} + 1` })
    .where(eq(tenantUsers.id, userId));
}
