import { eq, lt } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { endedSessions } from '../schema/schema.ts';

/** Ends one session; forgets those whose time has come anyway. */
export async function endSession(
  tenant: TenantDatabase,
  session: { readonly id: string; readonly expiresAt: Date },
  now: Date,
): Promise<void> {
  await tenant.db.delete(endedSessions).where(lt(endedSessions.expiresAt, now));
  await tenant.db
    .insert(endedSessions)
    .values({ ...session, tenantId: tenant.tenantId })
    .onConflictDoNothing();
}

/** Whether a session was ended before its time. */
export async function isSessionEnded(tenant: TenantDatabase, id: string): Promise<boolean> {
  const [row] = await tenant.db
    .select({ id: endedSessions.id })
    .from(endedSessions)
    .where(eq(endedSessions.id, id));
  return row !== undefined;
}
