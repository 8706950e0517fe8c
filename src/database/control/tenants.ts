import { asc, eq } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { tenants } from './schema.ts';

/** Every tenant whose door may be opened. */
export async function listReadyTenants(
  control: ControlDatabase,
): Promise<{ id: number; databaseName: string }[]> {
  return control.db
    .select({ id: tenants.id, databaseName: tenants.databaseName })
    .from(tenants)
    .where(eq(tenants.state, 'ready'))
    .orderBy(asc(tenants.id));
}
