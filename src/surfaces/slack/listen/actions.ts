import type { App } from '@slack/bolt';
import type { Converse } from '../converse.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { idOf, text, whereOf } from '../where.ts';
import type { SlackBody } from '../where.ts';

/** Buttons: acknowledged at once; who clicks is judged by their own team and id, whatever the message says. */
export function listenToActions(app: App, { runner }: SlackDependencies, converse: Converse): void {
  app.action(/^nox:act:\d+$/, async ({ ack, body: payload }) => {
    await ack();
    const body = payload as unknown as SlackBody;
    const user = body.user as SlackBody | undefined;
    const [action] = (body.actions as SlackBody[] | undefined) ?? [];
    const [id = '', option = ''] = (text(action?.value) ?? '').split(':');
    const channel = idOf(body.channel) ?? '';
    const container = body.container as SlackBody | undefined;
    const key = whereOf(body);
    const slackUserId = idOf(user) ?? '';
    const person = {
      slackUserId,
      homeTeamId: text(user?.team_id) ?? key.teamId ?? '',
      homeEnterpriseId: undefined,
      channelId: channel,
    };
    const place = {
      channel,
      slackUserId,
      threadTs: text(container?.thread_ts),
      direct: channel.startsWith('D'),
      shared: false,
      responseUrl: text(body.response_url),
      replaces: true,
    };
    await converse({ key, person, place }, (invocation) => runner.press(invocation, id, option));
  });
}
