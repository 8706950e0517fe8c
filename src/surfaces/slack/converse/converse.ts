import { randomUUID } from 'node:crypto';
import type { Identified } from '../../../access/slack-identity.ts';
import type { Invocation } from '../../../commands/contracts/runner.ts';
import type { Locale } from '../../../core/locale.ts';
import { link } from '../../../core/reply.ts';
import type { Reply, ReplyBlock } from '../../../core/reply.ts';
import { isDatabaseTrouble } from '../../../core/trouble.ts';
import type { MessageKey, MessageParams } from '../../../messages/translate.ts';
import type { SlackKey } from '../../../tenancy/slack-installations.ts';
import type { SlackClients, Spoken } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import type { Who } from '../actor/home.ts';
import { identifyPerson } from '../actor/identify.ts';
import type { Place } from './place.ts';
import { isDeadToken } from '../speak/reasons.ts';
import { createRespond } from '../speak/respond.ts';
import { createSharedChannels } from './shared-channels.ts';
import { createVoice } from './voice.ts';

/** One thing a person did in Slack: who, where, and under which installation. */
export interface Approach {
  readonly key: SlackKey;
  readonly who: Who;
  readonly place: Place;
  /** A click: whether its button was pressed before; the message of the first press stays then. */
  readonly pressedBefore?: (tenantId: number) => boolean;
}

/** Carries an approach through: tenant → identity → work → reply. Resolves when the answer was sent. */
export type Converse = (
  approach: Approach,
  work: (invocation: Invocation, spoken: Spoken) => Promise<Reply>,
) => Promise<void>;

/** What is known of a request so far; an error is told with it. */
interface Known {
  readonly requestId: string;
  tenantId?: number | undefined;
  spoken?: Spoken | undefined;
  locale?: Locale;
  /** The command may have had effects: it is not to be run again. */
  begun?: boolean;
}

/** Builds the way that mentions, direct messages, slash commands and clicks all take. */
export function createConverse(dependencies: SlackDependencies, clients: SlackClients): Converse {
  const { visits, links, messages, clock, log, config } = dependencies;
  const respond = createRespond(config.apiUrl);
  const channels = createSharedChannels();
  const installUrl = `${config.publicUrl}/slack/install`;

  async function carry(known: Known, approach: Approach, work: Parameters<Converse>[1]): Promise<void> {
    const { key, who, place } = approach;
    const visit = await visits.enter(key, who, (tenantId) => {
      known.tenantId = tenantId;
    });
    if (!visit) return void (await sayPrivately(place, inBoth('slack.not_installed', { url: installUrl })));
    const { tenantId } = visit;
    const spoken = (known.spoken = clients.seen(tenantId, visit.installed, key.teamId));
    const [identified, shared] = await Promise.all([
      identifyPerson(dependencies, tenantId, spoken, key, who, place.channel, visit),
      isShared(tenantId, spoken, place),
      // Where the answer needs a token, one that cannot be had is noticed before anything is done.
      place.answerNow ? undefined : spoken.speak(),
    ]);
    known.locale = identified.kind === 'actor' ? identified.actor.locale : identified.locale;
    const { locale } = known;
    const t = messages(locale);
    const voiceAt = (at: Place, timeZone: string) => {
      const reader = { locale, timeZone, now: clock.now() };
      return createVoice({ speak: spoken.speak, respond, apiUrl: config.apiUrl, reader, t }, at);
    };
    if (identified.kind === 'refused') {
      // The buttons of somebody else's message stay as they are.
      const at = { ...place, shared, prompt: place.prompt && { ...place.prompt, own: false } };
      return voiceAt(at, identified.tenant.timeZone).say(await refusal(identified, t));
    }
    const { actor, tenant } = identified;
    // Whoever else reads in a freelancer's channels is a client: the space holds other clients' names too.
    const isAmongOthers = shared || (tenant.type === 'freelance' && !place.direct);
    const again = approach.pressedBefore?.(tenantId) ?? false;
    const prompt = place.prompt && { ...place.prompt, own: place.prompt.own && !again };
    const voice = voiceAt({ ...place, shared: isAmongOthers, prompt }, actor.timeZone);
    const { requestId } = known;
    const invocation = {
      actor,
      tenant,
      requestId,
      progress: voice.progress,
      tools: visit.tools,
      rules: visit.rules,
    };
    known.begun = true;
    await voice.say(await work(invocation, spoken));
  }

  return async (approach, work) => {
    const known: Known = { requestId: randomUUID() };
    try {
      await carry(known, approach, work);
    } catch (error) {
      const { tenantId, requestId } = known;
      log.error({ tenantId, requestId, err: error }, 'an answer failed');
      const say = known.locale ? messages(known.locale) : inBoth;
      const text = isDeadToken(error)
        ? say('slack.token_dead', { url: installUrl })
        : say(isDatabaseTrouble(error) ? 'error.unavailable' : 'error.internal', { requestId });
      const told = await sayPrivately(approach.place, text, known.spoken);
      // An event whose command did not begin stays unfinished, and is taken up again.
      if (!told && !known.begun) throw error;
    }
  };

  /** French and English, where the person's language is not known yet. */
  function inBoth(key: MessageKey, params: MessageParams): string {
    return `${messages('fr')(key, params)}\n${messages('en')(key, params)}`;
  }

  /** Why not; and to those who may have an account here by another way in, how to join it. */
  async function refusal(
    refused: Identified & { kind: 'refused' },
    t: ReturnType<typeof messages>,
  ): Promise<Reply> {
    const { reason, tenant, locale, person } = refused;
    const owner = refused.owner ?? tenant.name;
    // People of other organisations are not told whose space it is.
    const text =
      reason === 'outsider' ? t('slack.refused.outsider') : t(`slack.refused.${reason}`, { owner });
    const offer = person && (await links.offer(tenant.id, { ...person, locale }, 'link'));
    const notice = { kind: 'notice', tone: 'warning', text } as const;
    const blocks: readonly ReplyBlock[] = offer
      ? [
          notice,
          {
            kind: 'context',
            text: [t('account.link_offer_refused'), ' ', link(t('account.link.open'), offer)],
          },
        ]
      : [notice];
    return { summary: text, audience: 'asker', blocks };
  }

  /** One sentence for the person alone. Resolves to whether Slack took it. */
  async function sayPrivately(at: Place, text: string, spoken?: Spoken): Promise<boolean> {
    const answer = { response_type: 'ephemeral', text } as const;
    if (await at.answerNow?.(answer)) return true;
    if (at.responseUrl && (await respond(at.responseUrl, { ...answer, replace_original: false })))
      return true;
    if (!spoken) return false;
    const thread = at.threadTs && !at.opensThread ? { thread_ts: at.threadTs } : {};
    const said = ({ client }: Awaited<ReturnType<Spoken['speak']>>) =>
      at.direct
        ? client.chat.postMessage({ channel: at.channel, text, ...thread })
        : client.chat.postEphemeral({ channel: at.channel, text, user: at.slackUserId, ...thread });
    return spoken
      .speak()
      .then(said)
      .then(
        () => true,
        () => false,
      );
  }

  /** Events say whether a channel is shared; of commands and clicks Slack is asked. */
  async function isShared(tenantId: number, spoken: Spoken, place: Place): Promise<boolean> {
    if (place.direct || place.shared || !place.responseUrl) return place.shared;
    return channels.isShared(tenantId, spoken.speak, place.channel);
  }
}
