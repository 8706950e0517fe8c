import type { SlackPlatform } from '../slack/platform.ts';

/** Presses the first button of the latest message that has one. Errors: an Error where nothing was asked. */
export async function pressFirst(
  slack: SlackPlatform,
  place: { readonly userId: string; readonly channelId: string },
): Promise<void> {
  const seen = slack.visible(place.userId, place.channelId).toReversed();
  for (const { ts, blocks = [] } of seen) {
    const actions = blocks.find((each) => each.type === 'actions');
    if (!actions) continue;
    const [button] = actions.elements as readonly { readonly action_id: string }[];
    const press = { ts, blockId: String(actions.block_id), actionId: button?.action_id ?? '' };
    await slack.click(place, press);
    return;
  }
  throw new Error('nothing was asked');
}
