import type { Integration } from '../../core/integration.ts';
import { listIntegrations } from '../../database/tenant/integrations.ts';
import { inReach } from './open-tools.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';

/** The tenant's connected tools that a person reaches, without their secrets. */
export async function listTools(
  database: TenantDatabase,
  reach: readonly number[] | undefined,
): Promise<readonly Integration[]> {
  return inReach(await listIntegrations(database), reach);
}
