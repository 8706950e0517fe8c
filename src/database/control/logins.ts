import { asc, eq } from 'drizzle-orm';
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

/** Adds an account to the index; again does nothing. */
export async function addLogin(
  control: ControlDatabase,
  emailIndex: string,
  tenantId: number,
  userId: number,
): Promise<void> {
  await control.db.insert(logins).values({ emailIndex, tenantId, userId }).onConflictDoNothing();
}
