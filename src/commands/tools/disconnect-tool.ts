import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { findSealedConfiguration, removeIntegration } from '../../database/tenant/integrations.ts';
import { consentOf, readConfiguration } from '../../integrations/providers.ts';
import { mustManage, recordTool } from './change-tool.ts';
import type { ToolKeeper } from './change-tool.ts';
import { environmentOf, placeOf } from './toolbox.ts';
import type { Toolbox } from './toolbox.ts';

const revokeTimeoutMs = 10_000;

/** A tool that was removed. */
export interface Removed {
  readonly tool: Integration;
  /** False where its credential came by consent and the service did not end it: there somebody has to. */
  readonly isRevoked: boolean;
}

/**
 * Removes a tool and its secret, then has the service end the credential where it came by consent; that it cannot does
 * not keep the tool. Errors: `forbidden`, `not_found` (also for another tenant's id).
 */
export async function disconnectTool(by: ToolKeeper, toolbox: Toolbox, id: number): Promise<Removed> {
  mustManage(by);
  const { database, tenant } = by;
  const sealed = await findSealedConfiguration(database, id);
  const tool = await removeIntegration(database, id);
  if (tool?.type === 'k8s') await toolbox.clusters.removed(tenant.id, id);
  if (!tool) throw new NoxError('not_found', { kind: 'kind.integration', name: id });
  await recordTool(by, `integrations remove ${tool.type}`, tool.name, 'ok');
  const isRevoked = sealed === undefined || (await revoke(by, toolbox, tool, sealed));
  return { tool, isRevoked };
}

async function revoke(
  by: ToolKeeper,
  toolbox: Toolbox,
  { id, type, name }: Integration,
  sealed: string,
): Promise<boolean> {
  const { sealing, claims } = toolbox;
  const environment = environmentOf(toolbox, by.tenant.id);
  const consent = type === 'slack' ? undefined : consentOf(type, environment);
  if (type === 'slack' || !consent?.revoke) return true;
  try {
    const configuration = readConfiguration(type, await sealing.unseal(placeOf(by.database, id), sealed));
    if (consent.placeOf(configuration) === undefined) return true;
    const claim = consent.claimOf?.(configuration);
    if (claim !== undefined) await claims.release(by.tenant.id, type, claim);
    await consent.revoke(configuration, environment, AbortSignal.timeout(revokeTimeoutMs));
    return true;
  } catch (error) {
    await recordTool(by, `integrations revoke ${type}`, name, isNoxError(error) ? error.code : 'internal');
    return false;
  }
}
