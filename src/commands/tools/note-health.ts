import { isNoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { noteHealth } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';

/** Notes of the tools that a command used whether they answered: the last one failed where the error says so. */
export async function noteToolHealth(
  database: TenantDatabase,
  used: readonly Integration[],
  error: unknown,
): Promise<void> {
  const failing =
    isNoxError(error) && ['upstream_auth', 'upstream_unreachable', 'upstream_timeout'].includes(error.code);
  const last = used.at(-1);
  for (const tool of used) {
    const health = failing && tool === last ? 'failing' : 'ok';
    if (health !== tool.health && (health === 'failing' || error === undefined))
      await noteHealth(database, tool.id, health);
  }
}
