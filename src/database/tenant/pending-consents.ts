import { and, eq, gt, lt } from 'drizzle-orm';
import type { TenantDatabase } from '../tenant-databases.ts';
import { pendingConsents } from './schema/schema.ts';

export type PendingConsent = Omit<typeof pendingConsents.$inferSelect, 'tenantId'>;

/** Keeps what was allowed until its person has chosen; forgets what expired. */
export async function addPendingConsent(
  tenant: TenantDatabase,
  consent: PendingConsent,
  now: Date,
): Promise<void> {
  await tenant.db.delete(pendingConsents).where(lt(pendingConsents.expiresAt, now));
  await tenant.db.insert(pendingConsents).values({ ...consent, tenantId: tenant.tenantId });
}

/** Takes it out for its person's choice, once, before it expires. */
export async function takePendingConsent(
  tenant: TenantDatabase,
  id: string,
  userId: number,
  now: Date,
): Promise<PendingConsent | undefined> {
  const [row] = await tenant.db
    .delete(pendingConsents)
    .where(
      and(eq(pendingConsents.id, id), eq(pendingConsents.userId, userId), gt(pendingConsents.expiresAt, now)),
    )
    .returning();
  return row;
}
