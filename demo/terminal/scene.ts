import type { Channel, Person, SlackPlatform } from '../slack/platform.ts';
import type { Words } from '../words/fr.ts';
import type { Names } from './markup.ts';

/** Who one is in the terminal, and where. */
export interface Here {
  readonly person: Person;
  readonly channel: Channel;
}

/** Something that the person at the terminal should be told instead. */
export class Told extends Error {
  override readonly name = 'Told';
}

/** The people that may be acted as, by name; one name may be several Slack users, in several workspaces. */
export function namesOfPeople(slack: SlackPlatform): readonly string[] {
  return [...new Set(slack.people().flatMap((each) => (each.isBot ? [] : [each.name])))];
}

/**
 * Finds a person and a place: `#channel`, `@NOX` for the direct message, optionally after a workspace's name. Without a
 * place it is the person's first channel. Errors: Told, with what there is.
 */
export function findScene(slack: SlackPlatform, words: Words, name: string, place: readonly string[]): Here {
  const people = namesOfPeople(slack);
  if (!name) throw new Told(words.asUsage);
  if (!people.includes(name)) throw new Told(words.unknownPerson(name, people.join(', ')));
  const users = slack.people().filter((each) => each.name === name && !each.isBot);
  const wanted = place.find((each) => /^[#@]/.test(each));
  const workspace = place.find((each) => !/^[#@]/.test(each))?.toLowerCase();
  const all = users.flatMap((person) => placesOf(slack, person).map((channel) => ({ person, channel })));
  const inWorkspace = ({ channel }: Here) =>
    !workspace || slack.workspace(channel.teamId)?.domain === workspace;
  const unknown = (given: string) =>
    new Told(words.unknownPlace(name, given, [...all.map(label), '@NOX'].join(', ')));
  const label = ({ channel }: Here) => `#${channel.name}`;
  if (wanted?.toLowerCase() === '@nox')
    return direct(slack, words, users, workspace) ?? fail(unknown(workspace ?? ''));
  const found = all.find((each) => inWorkspace(each) && (!wanted || label(each) === wanted.toLowerCase()));
  return found ?? fail(unknown(place.join(' ')));
}

/** The channels that a person is in, direct messages left out. */
export function placesOf(slack: SlackPlatform, person: Person): readonly Channel[] {
  return slack.channels().filter((each) => each.kind === 'channel' && each.members.has(person.id));
}

function direct(
  slack: SlackPlatform,
  words: Words,
  users: readonly Person[],
  workspace: string | undefined,
): Here | undefined {
  const teams = users.flatMap((person) =>
    [person.teamId, ...(person.alsoIn ?? [])].map((teamId) => ({ person, teamId })),
  );
  const wanted = teams.filter(({ teamId }) => !workspace || slack.workspace(teamId)?.domain === workspace);
  const served = wanted.find(({ teamId }) => slack.botOf(teamId));
  if (!served && wanted[0]) throw new Told(words.noNoxThere(slack.workspace(wanted[0].teamId)?.name ?? ''));
  const channel = served && slack.channel(slack.direct(served.person.id, served.teamId));
  return served && channel && { person: served.person, channel };
}

function fail(error: Error): never {
  throw error;
}

/** A place as the prompt shows it. */
export function placeName(channel: Channel): string {
  return channel.kind === 'im' ? '@NOX' : `#${channel.name}`;
}

/** How ids read in a person's Slack. */
export function namesIn(slack: SlackPlatform): Names {
  return {
    person: (id) => slack.person(id)?.realName ?? 'Slackbot',
    channel: (id) => slack.channel(id)?.name ?? id,
  };
}

/**
 * What a person typed, as Slack hands it to an app: mentions of people, of NOX and of channels as entities, signs escaped
 * (https://docs.slack.dev/messaging/formatting-message-text).
 */
export function asSlackWrites(slack: SlackPlatform, { person, channel }: Here, typed: string): string {
  const bot = [channel.teamId, ...channel.sharedWith].map((team) => slack.botOf(team)).find(Boolean);
  const near = slack
    .people()
    .filter((each) => !each.isBot && (channel.members.has(each.id) || each.teamId === person.teamId));
  return typed
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/(^|\s)@([\p{L}\d.-]+)/gu, (all, before: string, name: string) => {
      if (name.toLowerCase() === 'nox') return bot ? `${before}<@${bot}>` : all;
      const id = near.find((each) => each.name === name.toLowerCase())?.id;
      return id ? `${before}<@${id}>` : all;
    });
}
