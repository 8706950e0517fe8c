import type { App } from '@slack/bolt';
import type { SlackClients } from '../clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { text, whereOf } from '../where.ts';
import type { SlackBody } from '../where.ts';

/**
 * Uninstalling and revoked tokens: these events come without a token, in either order, twice, and perhaps after a
 * reinstall, so that each is compared with the time of the installation.
 */
export function listenToLifecycle(app: App, dependencies: SlackDependencies, clients: SlackClients): void {
  const { installations, messages, log } = dependencies;

  app.event('app_uninstalled', async ({ body }) => {
    const event = body as unknown as SlackBody;
    const key = whereOf(event);
    await installations.remove(key, timeOf(event));
    log.info({ teamId: key.teamId, enterpriseId: key.enterpriseId }, 'NOX was uninstalled');
  });

  app.event('tokens_revoked', async ({ body }) => {
    const event = body as unknown as SlackBody;
    const tokens = (event.event as { tokens?: { oauth?: string[]; bot?: string[] } }).tokens ?? {};
    const key = whereOf(event);
    if (tokens.oauth?.length) await installations.remove(key, timeOf(event), tokens.oauth);
    if (tokens.bot?.length) await installations.remove(key, timeOf(event));
  });

  app.event('app_home_opened', async ({ body }) => {
    const event = body as unknown as SlackBody;
    const opened = event.event as SlackBody;
    const key = whereOf(event);
    const tenantId = await installations.findTenant(key);
    const spoken = tenantId === undefined ? undefined : await clients.of(tenantId, key);
    if (!spoken) return;
    const t = messages('fr');
    const channel = text(opened.channel);
    if (opened.tab === 'messages' && channel) {
      const prompts = ['help', 'status', 'k8s pods', 'github prs'].map((message) => ({
        title: message,
        message,
      }));
      const suggested = { channel_id: channel, title: t('slack.prompts_title'), prompts };
      await spoken.client.apiCall('assistant.threads.setSuggestedPrompts', suggested).catch(() => {});
    }
    if (opened.tab === 'home' && text(opened.user)) {
      const section = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: t('slack.home') } };
      await spoken.client.views
        .publish({ user_id: text(opened.user) ?? '', view: { type: 'home', blocks: [section] } })
        .catch(() => {});
    }
  });

  for (const name of ['app_context_changed', 'team_access_granted', 'team_access_revoked']) {
    app.event(name, async () => {});
  }
}

/** When an event happened, by Slack's clock, to the end of its second. */
function timeOf(body: SlackBody): Date {
  return new Date((Number(body.event_time) || 0) * 1000 + 999);
}
