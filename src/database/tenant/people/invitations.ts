import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Locale } from '../../../core/locale.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { invitations, tenantUsers } from '../schema/schema.ts';
import { hasViewerRoom } from './users.ts';

export type Invitation = Omit<typeof invitations.$inferSelect, 'tenantId' | 'codeHash'>;

/** Keeps an invitation, and returns it; forgets those that expired. */
export async function addInvitation(
  tenant: TenantDatabase,
  row: Omit<typeof invitations.$inferInsert, 'tenantId' | 'id'>,
  now: Date,
): Promise<Invitation> {
  await tenant.db.delete(invitations).where(lt(invitations.expiresAt, now));
  const [added] = await tenant.db
    .insert(invitations)
    .values({ ...row, tenantId: tenant.tenantId })
    .returning();
  if (!added) throw new Error('the invitation was not added');
  return added;
}

/** Gives an invitation that is still good another code and time; undefined when it is not good any more. */
export async function renewInvitation(
  tenant: TenantDatabase,
  id: number,
  renewed: { readonly codeHash: string; readonly expiresAt: Date },
  now: Date,
): Promise<Invitation | undefined> {
  const [row] = await tenant.db
    .update(invitations)
    .set({ ...renewed, mailedAt: null })
    .where(and(eq(invitations.id, id), gt(invitations.expiresAt, now)))
    .returning();
  return row;
}

/** Remembers when an invitation was taken over by the mail server. */
export async function markInvitationMailed(tenant: TenantDatabase, id: number, at: Date): Promise<void> {
  await tenant.db.update(invitations).set({ mailedAt: at }).where(eq(invitations.id, id));
}

/** The invitations that are still good, the latest first. */
export async function listInvitations(tenant: TenantDatabase, now: Date): Promise<readonly Invitation[]> {
  return tenant.db
    .select()
    .from(invitations)
    .where(gt(invitations.expiresAt, now))
    .orderBy(desc(invitations.id));
}

/** One that is still good; undefined when unknown, used, revoked or expired. */
export async function findInvitation(
  tenant: TenantDatabase,
  codeHash: string,
  now: Date,
): Promise<Invitation | undefined> {
  const [row] = await tenant.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.codeHash, codeHash), gt(invitations.expiresAt, now)));
  return row;
}

/** Takes an invitation back; returns it. */
export async function removeInvitation(tenant: TenantDatabase, id: number): Promise<Invitation | undefined> {
  const [row] = await tenant.db.delete(invitations).where(eq(invitations.id, id)).returning();
  return row;
}

/** Who joins. */
export interface Joiner {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly locale: Locale;
}

/**
 * Uses an invitation, once: of two at the same time one gets in. Somebody who was removed and has this address comes
 * back. `taken`, with nothing used up, where the address is that of somebody who is in; undefined where the invitation
 * is not good any more; `full`, with nothing used up, where so many viewers are in.
 */
export async function useInvitation(
  tenant: TenantDatabase,
  codeHash: string,
  joiner: Joiner,
  now: Date,
  mostViewers: number,
): Promise<number | 'taken' | 'full' | undefined> {
  return tenant.db.transaction(async (transaction) => {
    const [row] = await transaction
      .select()
      .from(invitations)
      .where(and(eq(invitations.codeHash, codeHash), gt(invitations.expiresAt, now)))
      .for('update');
    if (!row) return undefined;
    const [before] = await transaction
      .select()
      .from(tenantUsers)
      .where(eq(tenantUsers.email, joiner.email))
      .for('update');
    if (before && (before.active || before.role === 'freelance')) return 'taken';
    if (row.role === 'viewer' && !(await hasViewerRoom(transaction, mostViewers, now))) return 'full';
    const days = row.accessDays;
    const values = {
      ...joiner,
      role: row.role,
      onlyIntegrations: row.onlyIntegrations,
      accessUntil: days === null ? null : new Date(now.getTime() + days * 86_400_000),
      active: true,
    };
    const [user] = before
      ? await transaction
          .update(tenantUsers)
          .set({ ...values, sessionEpoch: sql`${tenantUsers.sessionEpoch} + 1` })
          .where(eq(tenantUsers.id, before.id))
          .returning({ id: tenantUsers.id })
      : await transaction
          .insert(tenantUsers)
          .values({ ...values, tenantId: tenant.tenantId })
          .returning({ id: tenantUsers.id });
    await transaction.delete(invitations).where(eq(invitations.id, row.id));
    return user?.id;
  });
}
