import type { Integration } from '../../core/integration.ts';
import { listIntegrations } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';

/** The tenant's connected tools, without their secrets. */
export function listTools(database: TenantDatabase): Promise<readonly Integration[]> {
  return listIntegrations(database);
}
