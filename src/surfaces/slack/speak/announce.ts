import { WebAPIHTTPError, WebAPIRequestError } from '@slack/web-api';
import type { WebClient } from '@slack/web-api';
import type { Announced, Announcer, Audience, Channel, Posted } from '../../../core/announce.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Reply } from '../../../core/reply.ts';
import type { SlackClients } from './clients.ts';
import { slackErrorCode } from './reasons.ts';
import { renderPlain, renderReply } from '../render/render.ts';
import { uploadFile } from './upload.ts';
import type { AttachedFile } from './upload.ts';

/** Says later what Slack could not take now; a network that is gone is tried again after this. */
const laterSeconds = 5;
/** Answers after which it makes no sense to say it again in the same place. */
const hopeless = new Set([
  'account_inactive',
  'cannot_dm_bot',
  'cant_update_message',
  'channel_not_found',
  'invalid_auth',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'missing_scope',
  'msg_too_long',
  'not_allowed_token_type',
  'not_in_channel',
  'restricted_action',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'user_not_found',
]);

/**
 * Answers after which the message may stand there all the same, in Slack's own words
 * (https://docs.slack.dev/reference/methods/chat.postMessage#errors).
 */
const doubtful = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);
/** The way to Slack was not even begun. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Says things of NOX's own accord through a tenant's installations. */
export function createAnnouncer(clients: SlackClients, clock: Clock, apiUrl: string | undefined): Announcer {
  async function clientFor(tenantId: number, { enterpriseId, teamId }: Channel) {
    const spoken = await clients.of(tenantId, { enterpriseId, teamId, isEnterpriseInstall: false });
    if (!spoken) return undefined;
    const { bot } = await spoken.speak();
    return clients.once(bot.token, spoken.installed.isEnterpriseInstall ? teamId : undefined);
  }

  async function withClient(
    tenantId: number,
    channel: Channel,
    work: (client: WebClient) => Promise<Posted>,
  ): Promise<Announced> {
    try {
      const client = await clientFor(tenantId, channel);
      if (!client) return { kind: 'never', code: 'not_installed' };
      return { kind: 'said', posted: await work(client) };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** Says it again as plain text where Slack refuses the blocks. */
  async function said<T>(
    reply: Reply,
    audience: Audience,
    send: (message: object) => Promise<T>,
  ): Promise<T> {
    const reader = { ...audience, now: clock.now() };
    const { text, blocks } = renderReply(reply, reader, '');
    return send({ text, blocks }).catch((error: unknown) => {
      if (!/^invalid_blocks|^msg_blocks_too_long/.test(slackErrorCode(error) ?? '')) throw error;
      return send({ text: renderPlain(reply, reader), blocks: [] });
    });
  }

  /** Files go into the thread of what they belong to. */
  async function showBeside(
    client: WebClient,
    { channelId, ts }: Posted,
    thread: string | undefined,
    files: readonly AttachedFile[],
  ): Promise<void> {
    for (const file of files)
      await uploadFile(client, apiUrl, { ...file, channel: channelId, threadTs: thread ?? ts }).catch(
        () => undefined,
      );
  }

  function filesOf(reply: Reply, audience: Audience): readonly AttachedFile[] {
    return renderReply(reply, { ...audience, now: clock.now() }, '').files;
  }

  return {
    post: (tenantId, channel, reply, audience, { key, thread, isBroadcast }) =>
      withClient(tenantId, channel, async (client) => {
        const answer = await said(reply, audience, (message) =>
          client.chat.postMessage({
            channel: channel.channelId,
            text: '',
            ...message,
            ...inThread(thread, isBroadcast),
            metadata: { event_type: 'nox_alert', event_payload: { key } },
            unfurl_links: false,
            unfurl_media: false,
          }),
        );
        const posted = { channelId: answer.channel ?? channel.channelId, ts: answer.ts ?? '' };
        // Where the thread's message was deleted, Slack puts the answer into the channel without a word.
        if (thread && answer.message && !answer.message.thread_ts) {
          await client.chat.delete({ channel: posted.channelId, ts: posted.ts });
          throw Object.assign(new Error('the thread is gone'), { data: { error: 'message_not_found' } });
        }
        await showBeside(client, posted, thread, filesOf(reply, audience));
        return posted;
      }),
    update: (tenantId, channel, posted, reply, audience) =>
      withClient(tenantId, channel, async (client) => {
        await said(reply, audience, (message) =>
          client.chat.update({ channel: posted.channelId, ts: posted.ts, text: '', ...message }),
        );
        return posted;
      }),
    async find(tenantId, channel, { key, thread }) {
      const found = await withClient(tenantId, channel, async (client) => {
        const where = { channel: channel.channelId, include_all_metadata: true, limit: thread ? 200 : 15 };
        const { messages = [] } = thread
          ? await client.conversations.replies({ ...where, ts: thread })
          : await client.conversations.history(where);
        const mine = messages.find((each) => keyIn(each) === key);
        return { channelId: channel.channelId, ts: mine?.ts ?? '' };
      });
      if (found.kind !== 'said') return found.kind === 'never' ? 'unknown' : 'later';
      return found.posted.ts ? found.posted : 'absent';
    },
    async complete(tenantId, channel, posted, reply, audience) {
      const files = filesOf(reply, audience);
      if (files.length === 0) return;
      await withClient(tenantId, channel, async (client) => {
        const where = { channel: posted.channelId, ts: posted.ts, limit: 15 };
        const { messages = [] } = await client.conversations.replies(where);
        const isThere = messages.some((each) => (each as { files?: readonly unknown[] }).files?.length);
        if (!isThere) await showBeside(client, posted, undefined, files);
        return posted;
      });
    },
    async linkTo(tenantId, channel, posted) {
      const asked = { channel: posted.channelId, message_ts: posted.ts };
      return clientFor(tenantId, channel)
        .then((client) => client?.chat.getPermalink(asked))
        .then(
          (answer) => answer?.permalink,
          () => undefined,
        );
    },
  };
}

function inThread(thread: string | undefined, isBroadcast: boolean | undefined) {
  if (!thread) return {};
  return isBroadcast ? ({ thread_ts: thread, reply_broadcast: true } as const) : { thread_ts: thread };
}

function keyIn(message: object): unknown {
  const { metadata } = message as { metadata?: { event_payload?: { key?: unknown } } };
  return metadata?.event_payload?.key;
}

function outcomeOf(error: unknown): Announced {
  const { retryAfter } = error as { retryAfter?: unknown };
  if (typeof retryAfter === 'number') return { kind: 'later', seconds: retryAfter, isLimit: true };
  if (error instanceof WebAPIRequestError)
    return isUnsent(error) ? { kind: 'later', seconds: laterSeconds } : { kind: 'unsure' };
  const code = slackErrorCode(error);
  if (error instanceof WebAPIHTTPError || doubtful.has(code ?? '')) return { kind: 'unsure' };
  return code && hopeless.has(code) ? { kind: 'never', code } : { kind: 'later', seconds: laterSeconds };
}

function isUnsent(error: unknown): boolean {
  const { code, cause, original } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code === 'string' && unsent.has(code)) return true;
  return [cause, original].some((each) => each instanceof Error && isUnsent(each));
}
