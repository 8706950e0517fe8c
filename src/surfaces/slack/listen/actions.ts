import type { App } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Converse } from '../converse/converse.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { isAskedOf } from '../render/buttons.ts';
import { idOf, objectOf, text, whereOf } from '../actor/where.ts';
import type { SlackBody } from '../actor/where.ts';

/** As long as a button lives, and a little longer. */
const rememberMs = 15 * 60_000;

/** Buttons: acknowledged at once; who clicks is judged by their own team and id, whatever the message says. */
export function listenToActions(app: App, { runner }: SlackDependencies, converse: Converse): void {
  const pressed = new LRUCache<string, true>({ max: 20_000, ttl: rememberMs });

  app.action(/^nox:act:\d+$/, async ({ ack, body: payload }) => {
    await ack();
    const body = payload as unknown as SlackBody;
    const action = objectOf((body.actions as unknown[] | undefined)?.[0]);
    const [id = '', option = ''] = (text(action?.value) ?? '').split(':');
    const container = objectOf(body.container);
    const channel = idOf(body.channel) ?? text(container?.channel_id) ?? '';
    const direct = channel.startsWith('D');
    const slackUserId = idOf(body.user) ?? '';
    const isPublic = !direct && container?.is_ephemeral === false;
    const place = {
      channel,
      slackUserId,
      threadTs: text(container?.thread_ts) ?? text(objectOf(body.message)?.thread_ts),
      direct,
      shared: false,
      responseUrl: text(body.response_url),
      prompt: {
        label: text(objectOf(action?.text)?.text) ?? '',
        ts: text(container?.message_ts),
        own: direct || !isPublic || isAskedOf(text(action?.block_id), slackUserId),
        public: isPublic,
      },
    };
    const pressedBefore = (tenantId: number): boolean => {
      const key = `${tenantId}:${slackUserId}:${id}`;
      const before = pressed.has(key);
      pressed.set(key, true);
      return before;
    };
    const who = { slackUserId, claimedTeamId: text(objectOf(body.user)?.team_id) };
    await converse({ key: whereOf(body), who, place, pressedBefore }, (invocation) =>
      runner.press(invocation, id, option),
    );
  });

  // Buttons of alerts: whoever presses says the words, with their own rights.
  app.action(/^nox:say:\d+$/, async ({ ack, body: payload }) => {
    await ack();
    const body = payload as unknown as SlackBody;
    const words = text(objectOf((body.actions as unknown[] | undefined)?.[0])?.value) ?? '';
    const container = objectOf(body.container);
    const channel = idOf(body.channel) ?? text(container?.channel_id) ?? '';
    const slackUserId = idOf(body.user) ?? '';
    const threadTs = text(container?.thread_ts) ?? text(container?.message_ts);
    const direct = channel.startsWith('D');
    const responseUrl = text(body.response_url);
    const place = { channel, slackUserId, threadTs, direct, shared: false, responseUrl, inThread: true };
    const who = { slackUserId, claimedTeamId: text(objectOf(body.user)?.team_id) };
    await converse({ key: whereOf(body), who, place }, (invocation) => runner.words(invocation, words));
  });

  // Nothing else of ours is clicked or submitted; Slack is told that it arrived, and nothing is done.
  app.action(/^(?!nox:(act|say):\d+$)/, async ({ ack }) => ack());
  app.view({ callback_id: /.*/, type: 'view_submission' }, async ({ ack }) => ack());
  app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack }) => ack());
  app.shortcut(/.*/, async ({ ack }) => ack());
  app.options(/.*/, async ({ ack }) => ack({ options: [] }));
}
