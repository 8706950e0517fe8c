import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { pendingActions } from '../schema/schema.ts';

export type PendingAction = Omit<typeof pendingActions.$inferSelect, 'tenantId'>;

/** Keeps an action until its click; forgets those that expired. */
export async function addPendingAction(
  tenant: TenantDatabase,
  action: Omit<PendingAction, 'usedAt'>,
  now: Date,
): Promise<void> {
  await tenant.db.delete(pendingActions).where(lt(pendingActions.expiresAt, now));
  await tenant.db.insert(pendingActions).values({ ...action, tenantId: tenant.tenantId });
}

/** Takes an action for its click: once, before it expires, by the person who asked. Of two clicks one gets it. */
export async function takePendingAction(
  tenant: TenantDatabase,
  id: string,
  userId: number,
  now: Date,
): Promise<PendingAction | undefined> {
  const [row] = await tenant.db
    .update(pendingActions)
    .set({ usedAt: now })
    .where(
      and(
        eq(pendingActions.id, id),
        eq(pendingActions.userId, userId),
        isNull(pendingActions.usedAt),
        gt(pendingActions.expiresAt, now),
      ),
    )
    .returning();
  return row;
}
