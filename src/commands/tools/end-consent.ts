import { NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { findSealedConfiguration, listIntegrations } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { consentOf, readConfiguration } from '../../integrations/providers.ts';
import { environmentOf, placeOf } from './toolbox.ts';
import type { Toolbox } from './toolbox.ts';

const revokeTimeoutMs = 10_000;

/**
 * Has the service end the credential of a tool, where it came by consent; else there is nothing to end.
 * @param sealed its configuration
 * Errors: whatever the service answers; that a credential does not open.
 */
export async function endConsent(
  database: TenantDatabase,
  toolbox: Toolbox,
  { id, type }: Pick<Integration, 'id' | 'type'>,
  sealed: string,
): Promise<void> {
  const { tenantId } = database;
  const environment = environmentOf(toolbox, tenantId);
  const consent = type === 'slack' ? undefined : consentOf(type, environment);
  if (type === 'slack' || !consent?.revoke) return;
  const configuration = readConfiguration(type, await toolbox.sealing.unseal(placeOf(database, id), sealed));
  if (consent.placeOf(configuration) === undefined) return;
  const claim = consent.claimOf?.(configuration);
  if (claim !== undefined) await toolbox.claims.release(tenantId, type, claim);
  await consent.revoke(configuration, environment, AbortSignal.timeout(revokeTimeoutMs));
}

/**
 * The same for every tool of a space that is about to be gone. What a service does not take now ends when its credential
 * does. Errors: `upstream_failed`, naming the tools whose credentials stand, once all were tried.
 */
export async function endAllConsents(database: TenantDatabase, toolbox: Toolbox): Promise<void> {
  const tools = await listIntegrations(database);
  const tried = await Promise.allSettled(
    tools.map(async (tool) => {
      const sealed = await findSealedConfiguration(database, tool.id);
      if (sealed) await endConsent(database, toolbox, tool, sealed);
    }),
  );
  const left = tools
    .filter((_, at) => tried[at]?.status === 'rejected')
    .map(({ type, id }) => `${type} ${id}`);
  if (left.length > 0) throw new NoxError('upstream_failed', { service: left.join(', ') });
}
