import type { App } from '@slack/bolt';
import type { Translate } from '../../../messages/translate.ts';
import type { SlackClients, Spoken } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { identifyPerson } from '../actor/identify.ts';
import { text, whereOf } from '../actor/where.ts';
import type { SlackBody } from '../actor/where.ts';

/** What may be tried first: the runner's own words, under titles that a person reads. */
const suggestions = [
  ['slack.prompt.help', 'help'],
  ['slack.prompt.status', 'status'],
  ['slack.prompt.pods', 'k8s pods'],
  ['slack.prompt.prs', 'github prs'],
] as const;

/** NOX's own pages in Slack: suggestions where one writes to it, and a short view in the Home tab. */
export function listenToHome(app: App, dependencies: SlackDependencies, clients: SlackClients): void {
  const { installations, messages } = dependencies;

  app.event('app_home_opened', async ({ body: given }) => {
    const body = given as unknown as SlackBody;
    const event = body.event as SlackBody;
    const key = whereOf(body);
    const slackUserId = text(event.user);
    const channel = text(event.channel) ?? '';
    const tenantId = await installations.findTenant(key);
    const spoken = tenantId === undefined ? undefined : await clients.of(tenantId, key);
    if (tenantId === undefined || !spoken || !slackUserId) return;
    const who = { slackUserId, claimedTeamId: text(event.user_team) };
    const identified = await identifyPerson(dependencies, tenantId, spoken, key, who, channel);
    const known = identified.kind === 'actor';
    const t = messages(known ? identified.actor.locale : identified.tenant.locale);
    if (event.tab === 'messages' && channel && known) await suggest(spoken, channel, t);
    if (event.tab === 'home') {
      const refused = identified.kind === 'refused' && identified.reason === 'outsider';
      await publish(spoken, slackUserId, t(refused ? 'slack.refused.outsider' : 'slack.home'));
    }
  });
}

/** Both may fail without harm: the app's features decide what is there. */
async function suggest(spoken: Spoken, channel: string, t: Translate): Promise<void> {
  const { client } = await spoken.speak();
  const prompts = suggestions.map(([title, message]) => ({ title: t(title), message }));
  const suggested = { channel_id: channel, title: t('slack.prompts_title'), prompts };
  await client.apiCall('assistant.threads.setSuggestedPrompts', suggested).catch(() => {});
}

async function publish(spoken: Spoken, slackUserId: string, words: string): Promise<void> {
  const { client } = await spoken.speak();
  const section = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: words } };
  const view = { type: 'home' as const, blocks: [section] };
  await client.views.publish({ user_id: slackUserId, view }).catch(() => {});
}
