import type { Room } from '../../core/billing.ts';
import { NoxError } from '../../core/errors.ts';
import { serviceNames } from '../../core/integration.ts';
import type { Integration } from '../../core/integration.ts';
import { saveIntegration } from '../../database/tenant/integrations.ts';
import type { Placing } from '../../database/tenant/integrations.ts';
import type { Verified } from '../../integrations/provider.ts';
import type { ProvidedType } from '../../integrations/providers.ts';
import { recordTool } from './change-tool.ts';
import type { ToolKeeper } from './change-tool.ts';
import { placeOf } from './toolbox.ts';
import type { Toolbox } from './toolbox.ts';

/**
 * Stores a tool that was tried, sealed, and writes down that it was connected. Errors: `plan_limit`, `payment_required`,
 * `conflict` where an enterprise has one of that kind already (clusters may be several), `not_found` where the one to
 * renew is no more.
 */
export async function keepTool(
  by: ToolKeeper,
  toolbox: Toolbox,
  room: Room,
  type: ProvidedType,
  verified: Verified<unknown>,
  as: {
    readonly name?: string | undefined;
    readonly protected?: boolean | undefined;
    readonly renews: Placing['renews'];
  },
): Promise<Integration> {
  const { database, tenant } = by;
  const kind = type === 'k8s' ? 'clusters' : 'tools';
  const name = as.name ?? verified.suggestedName;
  const stored = await saveIntegration(
    database,
    { type, name, details: verified.details, protected: as.protected },
    (id) => toolbox.sealing.seal(placeOf(database, id), verified.configuration),
    { only: tenant.type === 'enterprise' && type !== 'k8s', most: room.limits[kind], renews: as.renews },
  );
  if (stored === 'gone') throw new NoxError('not_found', { kind: 'kind.integration', name });
  if (stored === 'only')
    throw new NoxError('conflict', { service: serviceNames[type] }, { sentence: 'tools.only_one' });
  if (stored === 'full') {
    const refusal = room.refuse(kind);
    await recordTool(by, `integrations connect ${type}`, as.name ?? type, refusal.code);
    throw refusal;
  }
  if (type === 'k8s') await toolbox.clusters.connected(tenant.id, stored.id);
  await recordTool(by, `integrations connect ${type}`, stored.name, 'ok');
  return stored;
}
