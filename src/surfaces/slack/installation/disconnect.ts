import type { Actor, Tenant } from '../../../core/actor.ts';
import { NoxError } from '../../../core/errors.ts';
import { mayDo } from '../../../core/roles.ts';
import type { SlackClients } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { homeOfInstallation } from '../actor/home.ts';

/** Takes NOX out of a workspace or organisation of the tenant, by its Slack id. Errors: `forbidden`, `not_found`. */
export type SlackDisconnector = (
  by: { readonly tenant: Tenant; readonly actor: Actor },
  id: string,
) => Promise<{ readonly label: string }>;

/** Uninstalls the app on Slack's side where Slack lets us, and forgets the installation and its tokens. */
export function disconnectSlack(
  { installations, config, clock }: SlackDependencies,
  clients: SlackClients,
): SlackDisconnector {
  return async ({ tenant, actor }, id) => {
    if (!mayDo(actor.role, 'tenant:manage')) {
      throw new NoxError('forbidden', { role: tenant.type === 'enterprise' ? 'admin' : 'freelance' });
    }
    const all = await installations.list(tenant.id);
    const found = all.find(({ key }) => homeOfInstallation(key) === id);
    if (!found) throw new NoxError('not_found', { kind: 'kind.integration', name: id.slice(0, 40) });
    const { clientId: client_id, clientSecret: client_secret } = config;
    // A token that was given by hand may be another app's, or dead: that must not keep it here.
    await uninstall(tenant.id).catch(() => {});
    await installations.remove(found.key, clock.now());
    return { label: found.label };

    async function uninstall(tenantId: number): Promise<void> {
      const spoken = found && (await clients.of(tenantId, found.key));
      const { client } = (await spoken?.speak()) ?? {};
      await client?.apps.uninstall({ client_id, client_secret });
    }
  };
}
