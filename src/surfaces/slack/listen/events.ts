import type { App } from '@slack/bolt';
import type { Converse } from '../converse/converse.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { text, whereOf } from '../actor/where.ts';
import type { SlackBody } from '../actor/where.ts';
import { wordsIn } from '../converse/words-in.ts';

/** Mentions in channels (answered in their thread) and direct messages. Edits, bots and our own messages are passed over. */
export function listenToEvents(app: App, { runner, messages }: SlackDependencies, converse: Converse): void {
  async function answer(body: SlackBody, event: SlackBody, direct: boolean): Promise<void> {
    const slackUserId = text(event.user);
    const channel = text(event.channel);
    if (!slackUserId || !channel || isNoise(event)) return;
    const threadTs = text(event.thread_ts) ?? (direct ? undefined : text(event.ts));
    const who = {
      slackUserId,
      claimedTeamId: text(event.user_team) ?? text(event.source_team) ?? text(event.team),
    };
    const opensThread = !direct && !text(event.thread_ts);
    const shared = body.is_ext_shared_channel === true;
    const place = { channel, slackUserId, threadTs, opensThread, direct, shared };
    await converse({ key: whereOf(body), who, place }, async (invocation, { speak }) => {
      const { client, bot } = await speak();
      if (direct && threadTs) {
        const status = messages(invocation.actor.locale)('slack.thinking');
        await client.assistant.threads
          .setStatus({ channel_id: channel, thread_ts: threadTs, status })
          .catch(() => {});
      }
      return runner.words(invocation, wordsIn(text(event.text) ?? '', bot.botUserId));
    });
  }

  app.event('app_mention', async ({ body, event: given }) => {
    const event = given as unknown as SlackBody;
    // In direct messages the same words come as a message event.
    if (!text(event.channel)?.startsWith('D')) await answer(body as unknown as SlackBody, event, false);
  });
  app.event('message', async ({ body, event: given }) => {
    const event = given as unknown as SlackBody;
    if (event.channel_type === 'im') await answer(body as unknown as SlackBody, event, true);
  });
}

/** What no person just wrote: bots (NOX among them), edits, deletions, people joining. */
function isNoise(event: SlackBody): boolean {
  const subtype = text(event.subtype);
  return Boolean(event.bot_id || event.bot_profile || event.edited || (subtype && subtype !== 'file_share'));
}
