import { deliver, deliverEvent } from './deliver.ts';
import type { Delivered } from './deliver.ts';
import { findMessage, openWay, showAnswer } from './respond.ts';
import { installationFor } from './store.ts';
import type { Store } from './store.ts';
import type { Channel, Installation, Person } from './types.ts';

/** Where the app listens, and this Slack's own address. */
export interface Ends {
  readonly app: string;
  readonly url: string;
  readonly retryMs: number;
}

/** A person and the channel they are in. */
export interface Place {
  readonly userId: string;
  readonly channelId: string;
}

interface Scene {
  readonly person: Person;
  readonly channel: Channel;
  readonly installation: Installation;
  /** The workspace that the person acts from. */
  readonly teamId: string;
  readonly enterpriseId: string | undefined;
}

/** A slash command. Slack offers it only where the app is installed. Errors: an Error where it is not. */
export async function slash(store: Store, ends: Ends, place: Place, text: string): Promise<Delivered> {
  const { person, channel, installation, teamId, enterpriseId } = sceneOf(store, place);
  const way = { channelId: channel.id, userId: person.id, botUserId: installation.botUserId };
  const form = new URLSearchParams({
    token: 'unused',
    command: '/nox',
    text,
    team_id: teamId,
    team_domain: store.workspaces.get(teamId)?.domain ?? '',
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: person.id,
    user_name: person.name,
    ...(enterpriseId ? { enterprise_id: enterpriseId } : {}),
    api_app_id: store.app.appId,
    is_enterprise_install: String(!installation.teamId),
    response_url: openWay(store, ends.url, { ...way, messageTs: undefined, threadTs: undefined }),
    trigger_id: '1.2.3',
  });
  const answered = await deliver(
    ends.app,
    store.app.signingSecret,
    form.toString(),
    'application/x-www-form-urlencoded',
  );
  if (answered.status === 200 && answered.body) {
    showAnswer(store, { ...way, messageTs: undefined, threadTs: undefined }, answerIn(answered.body));
  }
  return answered;
}

/** Says something in a channel: an `app_mention` where the app is mentioned, a `message` in a direct message. */
export async function speak(
  store: Store,
  ends: Ends,
  place: Place & { readonly threadTs?: string | undefined },
  text: string,
): Promise<Delivered | undefined> {
  const channel = store.channels.get(place.channelId);
  const said = store.post({
    channelId: place.channelId,
    userId: place.userId,
    text,
    threadTs: place.threadTs,
  });
  const installation = channel && installationOf(store, channel);
  if (!channel || !installation) return undefined;
  const isDirect = channel.kind === 'im';
  if (!isDirect && !text.includes(`<@${installation.botUserId}>`)) return undefined;
  const person = store.people.get(place.userId);
  const event = {
    type: isDirect ? 'message' : 'app_mention',
    ...(isDirect ? { channel_type: 'im' } : {}),
    user: place.userId,
    text,
    ts: said.ts,
    channel: channel.id,
    team: person?.teamId,
    user_team: person?.teamId,
    source_team: person?.teamId,
    event_ts: said.ts,
    ...(place.threadTs ? { thread_ts: place.threadTs } : {}),
  };
  return deliverEvent(
    ends.app,
    store.app.signingSecret,
    envelope(store, channel, installation, event),
    ends.retryMs,
  );
}

/** Presses a button of a message that the person sees. Errors: an Error where there is none. */
export async function click(
  store: Store,
  ends: Ends,
  place: Place & { readonly ts: string },
  button: { readonly blockId: string; readonly actionId: string },
): Promise<Delivered> {
  const { person, channel, installation, teamId, enterpriseId } = sceneOf(store, place);
  const message = findMessage(store, place.channelId, place.ts);
  const block = message?.blocks?.find(
    (each) => (each.block_id ?? '') === button.blockId && each.type === 'actions',
  );
  const elements = (block?.elements ?? []) as { action_id?: string; value?: string; text?: unknown }[];
  const element = elements.find((each) => each.action_id === button.actionId);
  if (!message || !element || (message.onlyFor && message.onlyFor !== person.id))
    throw new Error('no such button');
  const isEphemeral = message.onlyFor !== undefined;
  const way = { channelId: channel.id, userId: person.id, botUserId: installation.botUserId };
  const payload = {
    type: 'block_actions',
    user: { id: person.id, username: person.name, team_id: person.teamId },
    api_app_id: store.app.appId,
    team: installation.teamId ? { id: teamId } : null,
    enterprise: enterpriseId ? { id: enterpriseId } : null,
    is_enterprise_install: !installation.teamId,
    channel: { id: channel.id, name: channel.name },
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    ...(isEphemeral ? {} : { message: { ts: message.ts, thread_ts: message.threadTs } }),
    response_url: openWay(store, ends.url, { ...way, messageTs: message.ts, threadTs: message.threadTs }),
    trigger_id: '1.2.3',
    actions: [{ type: 'button', block_id: button.blockId, ...element, action_ts: store.nextTs() }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return deliver(ends.app, store.app.signingSecret, body, 'application/x-www-form-urlencoded');
}

/** The app leaves a workspace or an organisation: its tokens die, and it is told, in the order that Slack likes. */
export async function uninstall(store: Store, ends: Ends, installation: Installation): Promise<void> {
  store.installations.splice(store.installations.indexOf(installation), 1);
  for (const token of store.tokens.values()) if (token.installation === installation) token.revoked = true;
  const tokens = { oauth: [], bot: [installation.botUserId] };
  for (const event of [{ type: 'tokens_revoked', tokens }, { type: 'app_uninstalled' }]) {
    const body = envelope(store, undefined, installation, event);
    await deliverEvent(ends.app, store.app.signingSecret, body, ends.retryMs);
  }
}

function envelope(
  store: Store,
  channel: Channel | undefined,
  installation: Installation,
  event: object,
): object {
  return {
    type: 'event_callback',
    token: 'unused',
    api_app_id: store.app.appId,
    team_id: installation.teamId ?? channel?.teamId,
    enterprise_id: installation.enterpriseId ?? null,
    event_time: Math.floor(store.now() / 1000),
    is_ext_shared_channel: (channel?.sharedWith.length ?? 0) > 0,
    authorizations: [
      {
        enterprise_id: installation.enterpriseId ?? null,
        team_id: installation.teamId ?? null,
        user_id: installation.botUserId,
        is_bot: true,
        is_enterprise_install: !installation.teamId,
      },
    ],
    event,
  };
}

function sceneOf(store: Store, { userId, channelId }: Place): Scene {
  const [person, channel] = [store.people.get(userId), store.channels.get(channelId)];
  if (!person || !channel?.members.has(userId)) throw new Error('not in that channel');
  const teams = [person.teamId, ...(person.alsoIn ?? [])];
  const teamId = teams.includes(channel.teamId) ? channel.teamId : person.teamId;
  const installation = installationFor(store, teamId) ?? installationOf(store, channel);
  if (!installation) throw new Error('the app is not installed there');
  return { person, channel, installation, teamId, enterpriseId: store.workspaces.get(teamId)?.enterpriseId };
}

function installationOf(store: Store, { teamId, sharedWith }: Channel): Installation | undefined {
  for (const team of [teamId, ...sharedWith]) {
    const found = installationFor(store, team);
    if (found) return found;
  }
  return undefined;
}

/** The acknowledgement's body: JSON, or plain text. */
function answerIn(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    return { text: body };
  }
}
