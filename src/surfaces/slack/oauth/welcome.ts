import { localeOf } from '../../../core/locale.ts';
import type { Locale } from '../../../core/locale.ts';
import type { Translate } from '../../../messages/translate.ts';
import type { SlackInstallations, SlackKey } from '../../../tenancy/slack-installations.ts';
import type { Installer } from '../../../tenancy/slack-onboarding.ts';
import type { SlackClients } from '../speak/clients.ts';

/**
 * A first word to the person who installed, in their direct messages. An org-wide NOX may not speak yet: no harm. Where it
 * arrives, Slack's own name of the place is kept: only by that can what was said there be looked for.
 */
export async function welcome(
  clients: SlackClients,
  installations: SlackInstallations,
  messages: (locale: Locale) => Translate,
  tenantId: number,
  key: SlackKey,
  installer: Installer,
): Promise<void> {
  const text = messages(localeOf(installer.locale))('slack.welcome');
  const spoken = await clients.of(tenantId, key).catch(() => undefined);
  await spoken
    ?.speak()
    .then(({ client }) => client.chat.postMessage({ channel: installer.slackUserId, text }))
    .then(async ({ channel = '', ts = '' }) =>
      installations.noteWelcome(tenantId, key, installer.slackUserId, { channelId: channel, ts }),
    )
    .catch(() => {});
}
