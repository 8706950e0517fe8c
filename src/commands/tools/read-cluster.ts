import { findSealedConfiguration, listIntegrations } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { KubernetesConfiguration } from '../../integrations/kubernetes/configuration.ts';
import { providers } from '../../integrations/providers.ts';
import { placeOf } from './toolbox.ts';
import type { Toolbox } from './toolbox.ts';

/** A connected cluster's name and way in, for those that watch it; undefined once it was removed. */
export async function readCluster(
  tenant: TenantDatabase,
  toolbox: Toolbox,
  id: number,
): Promise<{ readonly name: string; readonly configuration: KubernetesConfiguration } | undefined> {
  const integration = (await listIntegrations(tenant)).find((each) => each.id === id && each.type === 'k8s');
  const sealed = integration && (await findSealedConfiguration(tenant, id));
  if (!sealed) return undefined;
  const configuration = providers.k8s.configuration.parse(
    await toolbox.sealing.unseal(placeOf(tenant, id), sealed),
  );
  return { name: integration.name, configuration };
}
