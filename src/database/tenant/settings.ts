import type { Tenant } from '../../core/actor.ts';
import type { Role } from '../../core/roles.ts';
import type { TenantDatabase } from '../tenant-databases.ts';
import { tenantSettings } from './schema/schema.ts';

/** The tenant as commands and surfaces know it, and the role that members begin with. */
export async function readTenant(tenant: TenantDatabase): Promise<Tenant & { readonly defaultRole: Role }> {
  const [row] = await tenant.db.select().from(tenantSettings);
  if (!row) throw new Error(`tenant ${tenant.tenantId} has no settings`);
  const { name, locale, timeZone, defaultRole } = row;
  return { id: tenant.tenantId, type: tenant.tenantType, name, locale, timeZone, defaultRole };
}

/** Changes what a space is called, speaks, counts its days by, and gives to members met for the first time. */
export async function saveSettings(
  tenant: TenantDatabase,
  settings: Partial<Pick<typeof tenantSettings.$inferSelect, 'name' | 'locale' | 'timeZone' | 'defaultRole'>>,
): Promise<void> {
  await tenant.db.update(tenantSettings).set(settings);
}
