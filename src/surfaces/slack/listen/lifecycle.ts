import type { App } from '@slack/bolt';
import type { SlackKey } from '../../../tenancy/slack-installations.ts';
import type { SlackClients } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { homeOfInstallation } from '../actor/home.ts';
import { isDeadToken } from '../speak/reasons.ts';
import { objectOf, whereOf } from '../actor/where.ts';
import type { SlackBody } from '../actor/where.ts';

/** Slack's clock tells whole seconds and is not ours: nearer than this, Slack itself is asked. */
const unsureMs = 60_000;

/**
 * Uninstalling and revoked tokens: these events come without a token, in either order, twice, and perhaps after a
 * reinstall, so that each is compared with the time of the installation.
 */
export function listenToLifecycle(app: App, dependencies: SlackDependencies, clients: SlackClients): void {
  const { installations, log } = dependencies;

  app.event('app_uninstalled', async ({ body }) => uninstalled(body as unknown as SlackBody));

  app.event('tokens_revoked', async ({ body: given }) => {
    const body = given as unknown as SlackBody;
    const tokens = objectOf(objectOf(body.event)?.tokens);
    const [people, bots] = [namesIn(tokens?.oauth), namesIn(tokens?.bot)];
    if (people.length > 0) await installations.remove(whereOf(body), timeOf(body), people);
    if (bots.length > 0) await uninstalled(body, bots);
  });

  // An organisation gives or takes a workspace: its installation stays, and says itself where it may speak.
  for (const name of ['app_context_changed', 'team_access_granted', 'team_access_revoked']) {
    app.event(name, async () => {});
  }

  async function uninstalled(body: SlackBody, bots?: readonly string[]): Promise<void> {
    const key = whereOf(body);
    const tenantId = await installations.findTenant(key);
    const record = tenantId === undefined ? undefined : await installations.load(tenantId, key);
    if (tenantId === undefined || !record || !concerns(key, record.key)) return;
    const { botUserId } = record.bot;
    if (bots && typeof botUserId === 'string' && !bots.includes(botUserId)) return;
    const at = timeOf(body);
    const apart = Math.abs(at.getTime() - record.installedAt.getTime());
    if (apart > unsureMs) await installations.remove(record.key, at);
    else if (await isDead(tenantId, record.key)) await installations.remove(record.key, record.installedAt);
    else return;
    log.info({ tenantId, teamId: key.teamId, enterpriseId: key.enterpriseId }, 'an uninstall was seen to');
  }

  async function isDead(tenantId: number, key: SlackKey): Promise<boolean> {
    const spoken = await clients.of(tenantId, key);
    if (!spoken) return false;
    const { client } = await spoken.speak();
    return client.auth.test().then(
      () => false,
      (error: unknown) => isDeadToken(error),
    );
  }
}

/** Whether an event about one installation is about this one: a workspace's is not about its organisation's. */
function concerns(named: SlackKey, installed: SlackKey): boolean {
  return (
    named.isEnterpriseInstall === installed.isEnterpriseInstall &&
    homeOfInstallation(named) === homeOfInstallation(installed)
  );
}

/** When an event happened, by Slack's clock, to the end of its second. */
function timeOf(body: SlackBody): Date {
  return new Date((Number(body.event_time) || 0) * 1000 + 999);
}

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : [];
}
