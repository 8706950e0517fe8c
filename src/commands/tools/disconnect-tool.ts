import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { findSealedConfiguration, removeIntegration } from '../../database/tenant/integrations.ts';
import { mustManage, recordTool } from './change-tool.ts';
import type { ToolKeeper } from './change-tool.ts';
import { endConsent } from './end-consent.ts';
import type { Toolbox } from './toolbox.ts';

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

async function revoke(by: ToolKeeper, toolbox: Toolbox, tool: Integration, sealed: string): Promise<boolean> {
  try {
    await endConsent(by.database, toolbox, tool, sealed);
    return true;
  } catch (error) {
    const outcome = isNoxError(error) ? error.code : 'internal';
    await recordTool(by, `integrations revoke ${tool.type}`, tool.name, outcome);
    return false;
  }
}
