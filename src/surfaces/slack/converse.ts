import { randomUUID } from 'node:crypto';
import type { Invocation } from '../../commands/runner.ts';
import type { SlackPerson } from '../../access/slack-identity.ts';
import type { Locale } from '../../core/locale.ts';
import type { Reply } from '../../core/reply.ts';
import type { SlackKey } from '../../tenancy/slack-installations.ts';
import type { SlackClients, Spoken } from './clients.ts';
import type { SlackDependencies } from './dependencies.ts';
import { createRespond, createVoice } from './place.ts';
import type { Place } from './place.ts';
import { readProfile } from './profile.ts';

/** One thing a person did in Slack: who, where, and under which installation. */
export interface Approach {
  readonly key: SlackKey;
  readonly person: SlackPerson;
  readonly place: Place;
}

/** Carries an approach through: tenant → identity → work → reply. Resolves when the answer was sent. */
export type Converse = (
  approach: Approach,
  work: (invocation: Invocation, spoken: Spoken) => Promise<Reply>,
) => Promise<void>;

/** Builds the way that mentions, direct messages, slash commands and clicks all take. */
export function createConverse(dependencies: SlackDependencies, clients: SlackClients): Converse {
  const { installations, identities, messages, clock, log, config } = dependencies;
  const respond = createRespond(config.apiUrl);

  return async (approach, work) => {
    const requestId = randomUUID();
    const { key, person } = approach;
    let place = approach.place;
    let tenantId: number | undefined;
    let locale: Locale = 'fr';
    let timeZone = 'Europe/Paris';
    const reader = () => ({ locale, timeZone, now: clock.now() });
    try {
      tenantId = await installations.findTenant(key);
      const spoken = tenantId === undefined ? undefined : await clients.of(tenantId, key);
      if (tenantId === undefined || !spoken) {
        const text = messages(locale)('slack.not_installed', { url: `${config.publicUrl}/slack/install` });
        await sayPrivately(place, text);
        return;
      }
      const profile = () => readProfile(spoken.client, person.slackUserId);
      const identified = await identities.identify(tenantId, person, profile);
      locale = identified.kind === 'actor' ? identified.actor.locale : identified.tenant.locale;
      if (identified.kind === 'refused') {
        const t = messages(locale);
        const owner = identified.owner ?? identified.tenant.name;
        // People of other organisations are not told whose space it is.
        const text =
          identified.reason === 'outsider'
            ? t('slack.refused.outsider')
            : t(`slack.refused.${identified.reason}`, { owner });
        const refusal: Reply = {
          summary: text,
          audience: 'asker',
          blocks: [{ kind: 'notice', tone: 'warning', text }],
        };
        // The buttons of somebody else's message stay as they are.
        await createVoice(spoken.client, { ...place, replaces: false }, reader, respond).say(refusal);
        return;
      }
      timeZone = identified.actor.timeZone;
      if (!place.direct && !place.shared && place.responseUrl)
        place = { ...place, shared: await isShared(spoken, place.channel) };
      const voice = createVoice(spoken.client, place, reader, respond);
      const { actor, tenant } = identified;
      const reply = await work(
        { actor, tenant, requestId, progress: (interim) => voice.progress(interim) },
        spoken,
      );
      await voice.say(reply);
    } catch (error) {
      log.error({ tenantId, requestId, err: error }, 'an answer failed');
      const text = messages(locale)('error.internal', { requestId });
      if (!place.responseUrl) throw error;
      await sayPrivately(place, text);
    }
  };

  /** One sentence for the person alone, where no client is at hand. */
  async function sayPrivately(at: Place, text: string): Promise<void> {
    const answer = { response_type: 'ephemeral', text } as const;
    if (await at.answerNow?.(answer)) return;
    if (at.responseUrl) await respond(at.responseUrl, { ...answer, replace_original: false });
  }

  /** Whether people of other organisations read a channel. Where Slack does not say, it is taken for not shared. */
  async function isShared(spoken: Spoken, channel: string): Promise<boolean> {
    const info = await spoken.client.conversations.info({ channel }).catch(() => undefined);
    return Boolean(info?.channel?.is_ext_shared);
  }
}
