import { deliverEvent } from '../deliver.ts';
import type { Delivered, Ends } from '../deliver.ts';
import type { Store } from '../store.ts';
import { envelope } from './envelope.ts';
import { installationsIn, peopleAt } from './scene.ts';
import type { Place } from './scene.ts';

/**
 * Says something in a channel. The app hears of it as `app_mention` where its bot is mentioned and in the channel, and as
 * `message` in a direct message; of anything else it is not told. In a shared channel with two installations the one
 * hears whose bot was mentioned.
 */
export async function speak(
  store: Store,
  ends: Ends,
  place: Place & { readonly threadTs?: string | undefined },
  text: string,
): Promise<Delivered | undefined> {
  const { person, channel } = peopleAt(store, place);
  const { threadTs } = place;
  const said = store.post({ channelId: channel.id, userId: person.id, text, threadTs });
  const isDirect = channel.kind === 'im';
  const installation = installationsIn(store, channel).find(
    ({ botUserId }) => channel.members.has(botUserId) && (isDirect || text.includes(`<@${botUserId}>`)),
  );
  if (!installation) return undefined;
  const event = {
    type: isDirect ? 'message' : 'app_mention',
    ...(isDirect ? { channel_type: 'im' } : {}),
    user: person.id,
    text,
    ts: said.ts,
    event_ts: said.ts,
    channel: channel.id,
    team: person.teamId,
    user_team: person.teamId,
    source_team: person.teamId,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
  return deliverEvent(store, ends, envelope(store, installation, event, channel));
}
