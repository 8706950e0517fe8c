import type { Store } from '../store.ts';
import { reaches } from '../store.ts';
import { Refusal } from '../types.ts';
import type { Answer, Channel, Token } from '../types.ts';

/** What a method is asked with. */
export interface Call {
  readonly store: Store;
  readonly token: Token;
  readonly args: Readonly<Record<string, unknown>>;
  /** This Slack's own address, for uploads. */
  readonly url: string;
}

/** A method of the Web API. Errors: Refusal. */
export interface Method {
  /** What the token needs; any one of them. */
  readonly scopes: readonly string[];
  run(call: Call): Answer;
}

/** A text argument, or an empty string. */
export function argument({ args }: Call, name: string): string {
  const value = args[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/**
 * The channel that a call names, where its app may see it: of its own workspaces, or shared with one of them. A user's
 * id stands for the direct message with that person. Errors: `channel_not_found`.
 */
export function channelOf(call: Call, name = 'channel'): Channel {
  const { store, token } = call;
  const id = argument(call, name);
  const person = store.people.get(id);
  if (person) return openDirect(call, id);
  const channel = store.channels.get(id);
  const teams = channel ? [channel.teamId, ...channel.sharedWith] : [];
  if (!channel || !teams.some((team) => reaches(store, token, team))) throw new Refusal('channel_not_found');
  return channel;
}

/** The direct message between the token's user and a person. Errors: `user_not_found`. */
export function openDirect({ store, token }: Call, userId: string): Channel {
  const person = store.people.get(userId);
  const teams = person ? [person.teamId, ...(person.alsoIn ?? [])] : [];
  const team = teams.find((each) => reaches(store, token, each));
  if (!team) throw new Refusal('user_not_found');
  for (const channel of store.channels.values()) {
    if (channel.kind === 'im' && channel.members.has(userId) && channel.members.has(token.userId))
      return channel;
  }
  const id = `D0${userId.slice(1)}${token.userId.slice(-4)}`;
  const channel = {
    id,
    teamId: team,
    name: 'directmessage',
    members: new Set([userId, token.userId]),
    kind: 'im' as const,
    sharedWith: [],
  };
  store.channels.set(id, channel);
  return channel;
}

/** An argument that holds JSON when it comes in a form. */
export function structured({ args }: Call, name: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new Refusal('invalid_json');
  }
}
