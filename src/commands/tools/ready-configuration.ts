import { isNoxError, NoxError } from '../../core/errors.ts';
import { serviceNames } from '../../core/integration.ts';
import type { Integration } from '../../core/integration.ts';
import {
  changeConfiguration,
  findSealedConfiguration,
  noteHealth,
} from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Renewal } from '../../integrations/provider.ts';
import { consentOf, readConfiguration } from '../../integrations/providers.ts';
import type { ProvidedType } from '../../integrations/providers.ts';
import { placeOf } from './toolbox.ts';
import type { Toolbox } from './toolbox.ts';

const timeoutMs = 15_000;

/**
 * A tool's configuration, unsealed, with a credential that is good now: one that came by consent and ends soon is
 * renewed before, once for all processes. Where the service stands by the consent no more, the tool is noted as failing,
 * and its configuration stays as it was.
 * Errors: `not_connected` where it is gone; `upstream_auth` and the other `upstream_*` where it cannot be renewed.
 */
export async function readyConfiguration(
  tenant: TenantDatabase,
  toolbox: Toolbox,
  type: ProvidedType,
  tool: Integration,
): Promise<unknown> {
  const sealed = await findSealedConfiguration(tenant, tool.id);
  if (!sealed) throw new NoxError('not_connected', { service: serviceNames[type] });
  const stored = await open(sealed);
  const renewal = consentOf(type, toolbox.environment)?.renewal;
  if (!renewal || renewal.standing(stored, toolbox.clock.now()) === 'fresh') return stored;
  try {
    return await renewOnce(renewal);
  } catch (error) {
    if (isNoxError(error, 'upstream_auth')) await noteHealth(tenant, tool.id, 'failing');
    else if (renewal.standing(stored, toolbox.clock.now()) === 'due') return stored;
    throw error;
  }

  async function open(text: string): Promise<unknown> {
    return readConfiguration(type, await toolbox.sealing.unseal(placeOf(tenant, tool.id), text));
  }

  /** Another process may have renewed it while this one waited for its turn. */
  async function renewOnce({ standing, renew }: Renewal<unknown>): Promise<unknown> {
    let ready: unknown;
    await changeConfiguration(tenant, tool.id, async (current) => {
      ready = await open(current);
      const now = toolbox.clock.now();
      if (standing(ready, now) === 'fresh') return undefined;
      // Not by the command's own signal: an answer that nobody waits for any more is lost, and the credential with it.
      const signal = AbortSignal.timeout(timeoutMs);
      ready = await renew(ready, toolbox.environment, now, tool.name, signal);
      return toolbox.sealing.seal(placeOf(tenant, tool.id), ready);
    });
    if (ready === undefined) throw new NoxError('not_connected', { service: serviceNames[type] });
    return ready;
  }
}
