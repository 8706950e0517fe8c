import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { passwordResets, tenantUsers } from '../schema/schema.ts';
import type { User } from './users.ts';

/** Keeps a link to another password; forgets those that expired. */
export async function addPasswordReset(
  tenant: TenantDatabase,
  row: { readonly codeHash: string; readonly userId: number; readonly expiresAt: Date },
  now: Date,
): Promise<void> {
  await tenant.db.delete(passwordResets).where(lt(passwordResets.expiresAt, now));
  await tenant.db.insert(passwordResets).values({ ...row, tenantId: tenant.tenantId });
}

/** Whose password a link changes; undefined when it is unknown, used or expired. */
export async function findPasswordReset(
  tenant: TenantDatabase,
  codeHash: string,
  now: Date,
): Promise<User | undefined> {
  const [row] = await tenant.db
    .select({ user: tenantUsers })
    .from(passwordResets)
    .innerJoin(tenantUsers, eq(tenantUsers.id, passwordResets.userId))
    .where(and(eq(passwordResets.codeHash, codeHash), gt(passwordResets.expiresAt, now)));
  return row?.user;
}

/**
 * Uses a link, once: of two at the same time one changes the password. The person's sessions end, and their other links
 * with them. Returns who it was; undefined, with nothing changed, where the link is not good any more.
 */
export async function usePasswordReset(
  tenant: TenantDatabase,
  codeHash: string,
  passwordHash: string,
  now: Date,
): Promise<User | undefined> {
  return tenant.db.transaction(async (transaction) => {
    const [link] = await transaction
      .delete(passwordResets)
      .where(and(eq(passwordResets.codeHash, codeHash), gt(passwordResets.expiresAt, now)))
      .returning();
    if (!link) return undefined;
    await transaction.delete(passwordResets).where(eq(passwordResets.userId, link.userId));
    const [user] = await transaction
      .update(tenantUsers)
      .set({ passwordHash, sessionEpoch: sql`${tenantUsers.sessionEpoch} + 1` })
      .where(and(eq(tenantUsers.id, link.userId), eq(tenantUsers.active, true)))
      .returning();
    return user;
  });
}
