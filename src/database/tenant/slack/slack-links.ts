import { and, eq, gt, ne, or, sql } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { slackIdentities, slackLinks, tenantUsers } from '../schema/schema.ts';

export type SlackLinkRow = Omit<typeof slackLinks.$inferSelect, 'tenantId'>;

/** Keeps a link. The same person's earlier one for the same purpose is void, so that there is one at most. */
export async function addSlackLink(tenant: TenantDatabase, row: SlackLinkRow): Promise<void> {
  await tenant.db
    .insert(slackLinks)
    .values({ ...row, tenantId: tenant.tenantId })
    .onConflictDoUpdate({
      target: [slackLinks.homeTeamId, slackLinks.slackUserId, slackLinks.purpose],
      set: row,
    });
}

/** A link that is still good; undefined when unknown, used or expired. */
export async function findSlackLink(
  tenant: TenantDatabase,
  codeHash: string,
  now: Date,
): Promise<SlackLinkRow | undefined> {
  const [row] = await tenant.db
    .select()
    .from(slackLinks)
    .where(and(eq(slackLinks.codeHash, codeHash), gt(slackLinks.expiresAt, now)));
  return row;
}

/** Takes a link out, once: of two at the same time one gets it. */
export async function takeSlackLink(
  tenant: TenantDatabase,
  codeHash: string,
  now: Date,
): Promise<SlackLinkRow | undefined> {
  const [row] = await tenant.db.delete(slackLinks).where(eq(slackLinks.codeHash, codeHash)).returning();
  return row && row.expiresAt > now ? row : undefined;
}

/** Why a Slack person cannot be moved to another account. */
export type MoveRefusal = 'owner' | 'last_admin' | 'inactive';

/**
 * Moves a Slack person to an account. Whoever they were until then, known through Slack alone and not any more, is
 * deactivated. Refused where that was the owner or the last administrator, or where the account is not active.
 */
export async function moveSlackUser(
  tenant: TenantDatabase,
  homeTeamId: string,
  slackUserId: string,
  userId: number,
): Promise<MoveRefusal | undefined> {
  const { tenantId } = tenant;
  const own = and(eq(slackIdentities.homeTeamId, homeTeamId), eq(slackIdentities.slackUserId, slackUserId));
  return tenant.db.transaction(async (transaction) => {
    const keepers = await transaction
      .select({ id: tenantUsers.id, role: tenantUsers.role })
      .from(tenantUsers)
      .where(
        and(
          or(eq(tenantUsers.role, 'admin'), eq(tenantUsers.role, 'freelance')),
          eq(tenantUsers.active, true),
        ),
      )
      .for('update');
    const [account] = await transaction
      .select()
      .from(tenantUsers)
      .where(eq(tenantUsers.id, userId))
      .for('update');
    if (!account?.active) return 'inactive';
    const [before] = await transaction
      .select({ id: tenantUsers.id, email: tenantUsers.email })
      .from(slackIdentities)
      .innerJoin(tenantUsers, eq(tenantUsers.id, slackIdentities.userId))
      .where(own);
    if (before && before.id !== userId && before.email === null) {
      const others = await transaction
        .select({ id: slackIdentities.slackUserId })
        .from(slackIdentities)
        .where(
          and(
            eq(slackIdentities.userId, before.id),
            or(ne(slackIdentities.homeTeamId, homeTeamId), ne(slackIdentities.slackUserId, slackUserId)),
          ),
        );
      if (others.length === 0) {
        const keeper = keepers.find(({ id }) => id === before.id);
        if (keeper?.role === 'freelance') return 'owner';
        if (keeper && keepers.length === 1) return 'last_admin';
        await transaction
          .update(tenantUsers)
          .set({ active: false, sessionEpoch: sql`${tenantUsers.sessionEpoch} + 1` })
          .where(eq(tenantUsers.id, before.id));
      }
    }
    // The profile is read at the next message: its language is the one that counts there.
    const known = { userId, profileAt: sql`'epoch'::timestamptz` };
    await transaction
      .insert(slackIdentities)
      .values({ tenantId, homeTeamId, slackUserId, ...known })
      .onConflictDoUpdate({ target: [slackIdentities.homeTeamId, slackIdentities.slackUserId], set: known });
    return undefined;
  });
}
