import { rulesFor } from '../../access/own-rules.ts';
import type { Actor, Tenant } from '../../core/actor.ts';
import type { Integration } from '../../core/integration.ts';
import { seesTool } from '../../core/permission-rules.ts';
import { listIntegrations } from '../../database/tenant/integrations.ts';
import { inReach } from './open-tools.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';

/** The tenant's connected tools, without their secrets. */
export async function listTools(database: TenantDatabase): Promise<readonly Integration[]> {
  return listIntegrations(database);
}

/** Those of them that a person reaches, and may do anything with. */
export async function listOwnTools(
  database: TenantDatabase,
  { type }: Pick<Tenant, 'type'>,
  { role, only }: Pick<Actor, 'role' | 'only'>,
): Promise<readonly Integration[]> {
  const [all, rules] = await Promise.all([listIntegrations(database), rulesFor(database, type, role)]);
  return inReach(all, only).filter((tool) => seesTool(rules, role, tool));
}
