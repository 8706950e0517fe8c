import type { App } from '@slack/bolt';
import type { Converse } from '../converse/converse.ts';
import type { SlackDependencies } from '../dependencies.ts';
import type { SlashAnswer } from '../speak/respond.ts';
import { text, whereOf } from '../actor/where.ts';
import type { SlackBody } from '../actor/where.ts';
import { wordsOfCommand } from '../converse/words-in.ts';

/** Slack wants to hear within 3 s: an answer that takes longer comes by response_url. */
const answerWithinMs = 1_500;

/** Slash commands: answered in the acknowledgement itself where the answer is quick, else at their response_url. */
export function listenToCommands(app: App, { runner }: SlackDependencies, converse: Converse): void {
  app.command(/^\/nox/, async ({ ack, body: payload }) => {
    let open = true;
    const close = (answer?: SlashAnswer): Promise<void> | undefined => {
      if (!open) return undefined;
      open = false;
      clearTimeout(timer);
      return ack(answer as Parameters<typeof ack>[0]);
    };
    const timer = setTimeout(() => void close()?.catch(() => {}), answerWithinMs);
    const body = payload as unknown as SlackBody;
    const channel = text(body.channel_id) ?? '';
    const slackUserId = text(body.user_id) ?? '';
    const place = {
      channel,
      slackUserId,
      direct: false,
      shared: false,
      responseUrl: text(body.response_url),
      async answerNow(answer: SlashAnswer): Promise<boolean> {
        const sent = close(answer);
        await sent;
        return sent !== undefined;
      },
    };
    const who = { slackUserId, claimedTeamId: text(body.team_id) };
    const words = wordsOfCommand(text(body.text) ?? '');
    try {
      await converse({ key: whereOf(body), who, place }, (invocation) => runner.words(invocation, words));
    } finally {
      await close();
    }
  });
}
