import { and, eq } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { claims } from './schema.ts';

/** Claims a thing for a tenant, also again; false where another tenant has it. Of two at once one gets it. */
export async function addClaim(
  control: ControlDatabase,
  thingIndex: string,
  tenantId: number,
): Promise<boolean> {
  await control.db.insert(claims).values({ thingIndex, tenantId }).onConflictDoNothing();
  const [row] = await control.db.select().from(claims).where(eq(claims.thingIndex, thingIndex));
  return row?.tenantId === tenantId;
}

/** Gives a claim up, where the tenant holds it. */
export async function removeClaim(
  control: ControlDatabase,
  thingIndex: string,
  tenantId: number,
): Promise<void> {
  await control.db
    .delete(claims)
    .where(and(eq(claims.thingIndex, thingIndex), eq(claims.tenantId, tenantId)));
}
