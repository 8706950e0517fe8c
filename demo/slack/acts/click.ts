import { deliver } from '../deliver.ts';
import type { Delivered, Ends, Forged } from '../deliver.ts';
import { openWay } from '../respond.ts';
import type { Store } from '../store.ts';
import { messageSeen, sceneOf } from './scene.ts';
import type { Place } from './scene.ts';
import { openTrigger } from './trigger.ts';

/** Which button of which message. */
export interface Press {
  readonly ts: string;
  readonly blockId: string;
  readonly actionId: string;
}

/**
 * Presses a button of a message that the person sees; people of other organisations can too
 * (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload). Errors: an Error where there is none.
 */
export async function click(
  store: Store,
  ends: Ends,
  place: Place,
  press: Press,
  forged: Forged = {},
): Promise<Delivered> {
  const { person, channel, enterpriseId, ...scene } = sceneOf(store, place);
  const message = messageSeen(store, place, press.ts);
  const block = message?.blocks?.find(
    (each) => each.type === 'actions' && (each.block_id ?? '') === press.blockId,
  );
  const elements = (block?.elements ?? []) as readonly { action_id?: string }[];
  const element = elements.find((each) => each.action_id === press.actionId);
  if (!message || !element) throw new Error('no such button');
  // Whose bot said it is who hears of it, whichever workspace the person is from.
  const author = store.installations.find((each) => each.botUserId === message.userId);
  const installation = author ?? scene.installation;
  const isEphemeral = message.onlyFor !== undefined;
  const way = {
    channelId: channel.id,
    userId: person.id,
    botUserId: installation.botUserId,
    messageTs: message.ts,
    threadTs: message.threadTs,
  };
  const home = enterpriseId ?? installation.enterpriseId;
  const payload = {
    type: 'block_actions',
    token: 'unused',
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: store.app.appId,
    team: installation.teamId ? { id: installation.teamId } : null,
    enterprise: home ? { id: installation.enterpriseId ?? home } : null,
    is_enterprise_install: !installation.teamId,
    channel: { id: channel.id, name: channel.name },
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    ...(isEphemeral
      ? {}
      : {
          message: {
            type: 'message',
            user: message.userId,
            ts: message.ts,
            text: message.text,
            blocks: message.blocks,
            ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
          },
        }),
    response_url: openWay(store, ends.url, way),
    trigger_id: openTrigger(store, person.id),
    actions: [{ ...element, block_id: press.blockId, action_ts: store.nextTs() }],
  };
  return deliver(store, ends, { type: 'interactive', payload }, { forged });
}
