import { deliver } from '../deliver.ts';
import type { Delivered, Ends, Forged } from '../deliver.ts';
import { contentOf } from '../methods/chat.ts';
import { openWay, showAnswer } from '../respond.ts';
import { installationFor } from '../store.ts';
import type { Store } from '../store.ts';
import { Refusal } from '../types.ts';
import { peopleAt, sceneOf } from './scene.ts';
import type { Place } from './scene.ts';
import { openTrigger } from './trigger.ts';

/** Slack itself speaks as this person. */
export const slackbot = 'USLACKBOT';

/**
 * A slash command (https://docs.slack.dev/interactivity/implementing-slash-commands). Slack offers it to the members of
 * workspaces where the app is installed; to anyone else it is no command. What the app does not answer in time, Slack
 * reports to the person.
 */
export async function slash(
  store: Store,
  ends: Ends,
  place: Place,
  text: string,
  forged: Forged = {},
): Promise<Delivered> {
  const { person, channel } = peopleAt(store, place);
  const say = (words: string) =>
    store.post({ channelId: channel.id, userId: slackbot, text: words, onlyFor: person.id });
  const from = [channel.teamId, person.teamId, ...(person.alsoIn ?? [])];
  const known = from.some((team) => isHome(person, team) && installationFor(store, team));
  if (!known) {
    say('`/nox` is not a valid command.');
    return { status: 0, body: 'not a valid command' };
  }
  const { installation, teamId, enterpriseId } = sceneOf(store, place);
  const way = {
    channelId: channel.id,
    userId: person.id,
    botUserId: installation.botUserId,
    messageTs: undefined,
    threadTs: undefined,
  };
  const payload = {
    token: 'unused',
    command: '/nox',
    text,
    team_id: teamId,
    team_domain: store.workspaces.get(teamId)?.domain ?? '',
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: person.id,
    user_name: person.name,
    ...(enterpriseId
      ? { enterprise_id: enterpriseId, enterprise_name: store.enterprises.get(enterpriseId)?.name ?? '' }
      : {}),
    api_app_id: store.app.appId,
    is_enterprise_install: String(!installation.teamId),
    response_url: openWay(store, ends.url, way),
    trigger_id: openTrigger(store, person.id),
  };
  const answered = await deliver(store, ends, { type: 'slash_commands', payload }, { forged });
  if (answered.status !== 200) {
    const reason = answered.status === 0 ? 'operation_timeout' : 'dispatch_failed';
    say(`/nox failed with the error "${reason}"`);
  } else if (answered.body.trim() && answered.body.trim() !== '{}') {
    answerShown(store, way, answerIn(answered.body), say);
  }
  return answered;
}

function isHome(person: { readonly teamId: string; readonly alsoIn?: readonly string[] }, team: string) {
  return person.teamId === team || (person.alsoIn ?? []).includes(team);
}

function answerShown(
  store: Store,
  way: Parameters<typeof showAnswer>[1],
  body: Readonly<Record<string, unknown>>,
  say: (words: string) => unknown,
): void {
  try {
    contentOf({ args: body });
    showAnswer(store, way, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say('/nox failed because the app did not respond with a valid message.');
  }
}

/** The acknowledgement's body: JSON, or plain text. */
function answerIn(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    return { text: body };
  }
}
