import { and, asc, eq } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { logins } from './schema.ts';

/** The accounts that an address may open, by its blind index, in the order of their tenants. */
export async function findLogins(
  control: ControlDatabase,
  emailIndex: string,
): Promise<{ tenantId: number; userId: number }[]> {
  return control.db
    .select({ tenantId: logins.tenantId, userId: logins.userId })
    .from(logins)
    .where(eq(logins.emailIndex, emailIndex))
    .orderBy(asc(logins.tenantId));
}

/** Adds an account to the index; in one tenant an address opens one account, the latest. */
export async function addLogin(
  control: ControlDatabase,
  emailIndex: string,
  tenantId: number,
  userId: number,
): Promise<void> {
  await control.db
    .insert(logins)
    .values({ emailIndex, tenantId, userId })
    .onConflictDoUpdate({ target: [logins.emailIndex, logins.tenantId], set: { userId } });
}

/** Takes an address of an account out of the index. */
export async function removeLogin(
  control: ControlDatabase,
  emailIndex: string,
  tenantId: number,
  userId: number,
): Promise<void> {
  await control.db
    .delete(logins)
    .where(and(eq(logins.emailIndex, emailIndex), eq(logins.tenantId, tenantId), eq(logins.userId, userId)));
}
