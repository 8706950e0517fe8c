import type { App } from '@slack/bolt';
import type { Converse } from '../converse.ts';
import type { SlackDependencies } from '../dependencies.ts';
import type { SlashAnswer } from '../place.ts';
import { text, whereOf } from '../where.ts';
import type { SlackBody } from '../where.ts';
import { wordsIn } from '../words-in.ts';

/** Slack wants to hear within 3 s: an answer that takes longer comes by response_url. */
const answerWithinMs = 1_500;

/** Slash commands: answered in the acknowledgement itself where the answer is quick, else at their response_url. */
export function listenToCommands(app: App, { runner }: SlackDependencies, converse: Converse): void {
  app.command(/^\/nox/, async ({ ack, body: payload }) => {
    let open = true;
    const timer = setTimeout(() => void (open && ((open = false), ack())), answerWithinMs);
    const answerNow = async (message: SlashAnswer): Promise<boolean> => {
      if (!open) return false;
      open = false;
      await ack(message as Parameters<typeof ack>[0]);
      return true;
    };
    const body = payload as unknown as SlackBody;
    const channel = text(body.channel_id) ?? '';
    const slackUserId = text(body.user_id) ?? '';
    const person = {
      slackUserId,
      homeTeamId: text(body.team_id) ?? '',
      homeEnterpriseId: undefined,
      channelId: channel,
    };
    const place = {
      channel,
      slackUserId,
      direct: false,
      shared: false,
      responseUrl: text(body.response_url),
      answerNow,
    };
    const words = wordsIn(text(body.text) ?? '', 'none');
    try {
      await converse({ key: whereOf(body), person, place }, (invocation) => runner.words(invocation, words));
    } finally {
      clearTimeout(timer);
      if (open) await ack();
    }
  });
}
