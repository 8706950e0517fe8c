import type { App } from '@slack/bolt';
import type { SlackPerson } from '../../../access/slack-identity.ts';
import type { Converse } from '../converse.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { text, whereOf } from '../where.ts';
import type { SlackBody } from '../where.ts';
import { wordsIn } from '../words-in.ts';

/** Mentions in channels (answered in their thread) and direct messages. Edits, bots and our own messages are passed over. */
export function listenToEvents(app: App, { runner }: SlackDependencies, converse: Converse): void {
  async function answer(body: SlackBody, event: SlackBody, direct: boolean): Promise<void> {
    const user = text(event.user);
    const channel = text(event.channel);
    if (!user || !channel || event.bot_id || (event.subtype && event.subtype !== 'file_share')) return;
    const key = whereOf(body);
    const person: SlackPerson = {
      slackUserId: user,
      homeTeamId:
        text(event.user_team) ??
        text(event.source_team) ??
        text(event.team) ??
        key.teamId ??
        text(body.team_id) ??
        '',
      homeEnterpriseId: undefined,
      channelId: channel,
    };
    const threadTs = text(event.thread_ts) ?? (direct ? undefined : text(event.ts));
    const place = {
      channel,
      slackUserId: user,
      threadTs,
      direct,
      shared: body.is_ext_shared_channel === true,
    };
    await converse({ key, person, place }, async (invocation, { client, bot }) => {
      if (direct && threadTs) {
        await client.assistant.threads
          .setStatus({ channel_id: channel, thread_ts: threadTs, status: '…' })
          .catch(() => {});
      }
      return runner.words(invocation, wordsIn(text(event.text) ?? '', bot.botUserId));
    });
  }

  app.event('app_mention', async ({ body, event }) =>
    answer(body as unknown as SlackBody, event as unknown as SlackBody, false),
  );
  app.event('message', async ({ body, event }) => {
    if ((event as unknown as SlackBody).channel_type === 'im')
      await answer(body as unknown as SlackBody, event as unknown as SlackBody, true);
  });
}
