import { and, eq, max } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { masterKeyCheck, tenantKeys } from './schema.ts';

/** A tenant's data key of one version, as it was wrapped; undefined when there is none. */
export async function findWrappedKey(
  control: ControlDatabase,
  tenantId: number,
  version: number,
): Promise<string | undefined> {
  const [row] = await control.db
    .select({ wrapped: tenantKeys.wrappedKey })
    .from(tenantKeys)
    .where(and(eq(tenantKeys.tenantId, tenantId), eq(tenantKeys.version, version)));
  return row?.wrapped;
}

/** The version that new secrets of a tenant are sealed by; undefined when the tenant has no key (any more). */
export async function currentKeyVersion(
  control: ControlDatabase,
  tenantId: number,
): Promise<number | undefined> {
  const [row] = await control.db
    .select({ version: max(tenantKeys.version) })
    .from(tenantKeys)
    .where(eq(tenantKeys.tenantId, tenantId));
  return row?.version ?? undefined;
}

/** The known text that was sealed at the first start, by whichever process came first. */
export async function keepMasterKeyCheck(control: ControlDatabase, sealed: string): Promise<string> {
  await control.db.insert(masterKeyCheck).values({ id: 1, sealed }).onConflictDoNothing();
  const [row] = await control.db.select().from(masterKeyCheck);
  return row?.sealed ?? sealed;
}
