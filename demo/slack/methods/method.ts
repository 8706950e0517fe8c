import type { Store } from '../store.ts';
import { directChannel, reaches, teamsOf } from '../store.ts';
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
  const isHidden = channel?.isPrivate && !channel.members.has(token.userId);
  if (!channel || isHidden || !teams.some((team) => reaches(token, team)))
    throw new Refusal('channel_not_found');
  return channel;
}

/** The direct message between the token's user and a person. Errors: `user_not_found`. */
export function openDirect({ store, token }: Call, userId: string): Channel {
  const person = store.people.get(userId);
  const team = person && teamsOf(person).find((each) => reaches(token, each));
  if (!team) throw new Refusal('user_not_found');
  return directChannel(store, team, userId, token.userId);
}

/**
 * The workspace that a call means: the token's own, or for an organisation's token the one that it names.
 * Errors: `missing_argument` where it names none, `team_access_not_granted` where the app may not speak there.
 */
export function teamOf(call: Call): string {
  const teamId = call.token.teamId ?? argument(call, 'team_id');
  if (!teamId) throw new Refusal('missing_argument');
  if (!reaches(call.token, teamId)) throw new Refusal('team_access_not_granted');
  return teamId;
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
