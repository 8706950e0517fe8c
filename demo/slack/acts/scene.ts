import { installationFor, teamsOf } from '../store.ts';
import type { Store } from '../store.ts';
import type { Channel, Installation, Message, Person } from '../types.ts';

/** A person and the channel they are in. */
export interface Place {
  readonly userId: string;
  readonly channelId: string;
}

/** Who acts, where, and which installation of the app serves them there. */
export interface Scene {
  readonly person: Person;
  readonly channel: Channel;
  readonly installation: Installation;
  /** The workspace that the person acts from. */
  readonly teamId: string;
  readonly enterpriseId: string | undefined;
}

/**
 * The scene of an act. Errors: an Error where the person is not in the channel, or where the app is in none of the
 * channel's workspaces.
 */
export function sceneOf(store: Store, place: Place): Scene {
  const { person, channel } = peopleAt(store, place);
  const teams = teamsOf(person);
  const teamId = teams.includes(channel.teamId) ? channel.teamId : person.teamId;
  const installation = installationFor(store, teamId) ?? installationsIn(store, channel)[0];
  if (!installation) throw new Error('the app is not installed there');
  return { person, channel, installation, teamId, enterpriseId: store.workspaces.get(teamId)?.enterpriseId };
}

/** Person and channel. Errors: an Error where the person is not in the channel. */
export function peopleAt(store: Store, { userId, channelId }: Place): Pick<Scene, 'person' | 'channel'> {
  const [person, channel] = [store.people.get(userId), store.channels.get(channelId)];
  if (!person || !channel?.members.has(userId)) throw new Error('not in that channel');
  return { person, channel };
}

/** The app's installations in the workspaces that share a channel. */
export function installationsIn(store: Store, { teamId, sharedWith }: Channel): readonly Installation[] {
  return [teamId, ...sharedWith].flatMap((team) => installationFor(store, team) ?? []);
}

/** The message that a person sees at that time. */
export function messageSeen(store: Store, { userId, channelId }: Place, ts: string): Message | undefined {
  return store.messages.find(
    (each) => each.channelId === channelId && each.ts === ts && (!each.onlyFor || each.onlyFor === userId),
  );
}
