import type { Actor, Tenant } from '../../core/actor.ts';
import { NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { mayDo } from '../../core/roles.ts';
import { appendAudit } from '../../database/tenant/audit.ts';
import { removeIntegration } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { ClusterNews } from './toolbox.ts';

/** Removes a tool and its secret. Errors: `forbidden`, `not_found` (also for another tenant's id). */
export async function disconnectTool(
  by: {
    readonly database: TenantDatabase;
    readonly tenant: Tenant;
    readonly actor: Actor;
    readonly requestId: string;
  },
  clusters: ClusterNews,
  id: number,
): Promise<Integration> {
  const { database, tenant, actor, requestId } = by;
  if (!mayDo(actor.role, 'tenant:manage'))
    throw new NoxError('forbidden', { role: tenant.type === 'enterprise' ? 'admin' : 'freelance' });
  const removed = await removeIntegration(database, id);
  if (removed?.type === 'k8s') await clusters.removed(tenant.id, id);
  if (!removed) throw new NoxError('not_found', { kind: 'kind.integration', name: id });
  await appendAudit(database, {
    actorId: actor.userId,
    actorName: actor.name,
    surface: actor.surface,
    command: `integrations remove ${removed.type}`,
    target: removed.name,
    outcome: 'ok',
    requestId,
  });
  return removed;
}
