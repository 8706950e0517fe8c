import { Refusal } from '../types.ts';
import type { Answer, Channel, Message } from '../types.ts';
import { shown as said } from './chat.ts';
import type { Call, Method } from './method.ts';
import { argument, channelOf, openDirect, teamOf } from './method.ts';

/** https://docs.slack.dev/reference/methods/conversations.info */
export const info: Method = {
  scopes: ['channels:read', 'groups:read', 'im:read'],
  run: (call) => ({ channel: shown(call, channelOf(call)) }),
};

/** https://docs.slack.dev/reference/methods/conversations.open */
export const open: Method = {
  scopes: ['im:write'],
  run(call) {
    const users = argument(call, 'users').split(',').filter(Boolean);
    if (users.length === 0) throw new Refusal('users_list_not_supplied');
    const [user = ''] = users;
    return { channel: { id: openDirect(call, user).id } };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.list */
export const list: Method = {
  scopes: ['channels:read'],
  run(call) {
    const teamId = teamOf(call);
    const all = [...call.store.channels.values()];
    const ours = all.filter(
      ({ kind, isPrivate, members: inside, teamId: home, sharedWith }) =>
        kind === 'channel' &&
        (!isPrivate || inside.has(call.token.userId)) &&
        [home, ...sharedWith].includes(teamId),
    );
    return { channels: ours.map((channel) => shown(call, channel)), response_metadata: { next_cursor: '' } };
  },
};

/** https://docs.slack.dev/reference/methods/users.conversations: the channels that the token's own user is in. */
export const joined: Method = {
  scopes: ['channels:read', 'groups:read'],
  run(call) {
    const teamId = teamOf(call);
    const kinds = new Set((argument(call, 'types') || 'public_channel').split(','));
    const inside = [...call.store.channels.values()].filter(
      (channel) =>
        channel.kind === 'channel' &&
        channel.members.has(call.token.userId) &&
        [channel.teamId, ...channel.sharedWith].includes(teamId) &&
        kinds.has(channel.isPrivate ? 'private_channel' : 'public_channel'),
    );
    const from = Number(argument(call, 'cursor') || 0);
    const to = from + (Number(argument(call, 'limit')) || 100);
    return {
      channels: inside.slice(from, to).map((channel) => shown(call, channel)),
      response_metadata: { next_cursor: to < inside.length ? String(to) : '' },
    };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.members */
export const members: Method = {
  scopes: ['channels:read'],
  run: (call) => ({ members: [...channelOf(call).members], response_metadata: { next_cursor: '' } }),
};

/** https://docs.slack.dev/reference/methods/conversations.history: the latest first; the scope is that of the kind of channel. */
export const history: Method = {
  scopes: [],
  run: (call) => read(call, (message) => !message.threadTs || message.isBroadcast, 'latest first'),
};

/** https://docs.slack.dev/reference/methods/conversations.replies: the message itself, then its answers. */
export const replies: Method = {
  scopes: [],
  run(call) {
    const ts = argument(call, 'ts');
    return read(call, (message) => message.ts === ts || message.threadTs === ts, 'earliest first');
  },
};

function read(
  call: Call,
  isWanted: (message: Message) => boolean,
  order: 'latest first' | 'earliest first',
): Answer {
  const channel = call.store.channels.get(argument(call, 'channel'));
  if (!channel) throw new Refusal('channel_not_found');
  const scope =
    channel.kind === 'im' ? 'im:history' : channel.isPrivate ? 'groups:history' : 'channels:history';
  if (!call.token.scopes.includes(scope))
    throw new Refusal('missing_scope', { needed: scope, provided: call.token.scopes.join(',') });
  if (!channel.members.has(call.token.userId)) throw new Refusal('not_in_channel');
  const all = call.store.messages.filter(
    (each) => each.channelId === channel.id && !each.onlyFor && isWanted(each),
  );
  const limit = Number(argument(call, 'limit')) || 100;
  const some = order === 'latest first' ? all.toReversed().slice(0, limit) : all.slice(0, limit);
  const withMetadata = String(call.args['include_all_metadata']) === 'true';
  const messages = some.map((each) => ({
    ...said(each),
    ...(withMetadata && each.metadata ? { metadata: each.metadata } : {}),
  }));
  return { messages, has_more: all.length > some.length };
}

function shown({ token }: Call, { id, name, kind, isPrivate, members: inside, sharedWith, teamId }: Channel) {
  const isShared = sharedWith.length > 0;
  return {
    id,
    name,
    is_channel: kind === 'channel' && !isPrivate,
    is_group: kind === 'channel' && isPrivate,
    is_im: kind === 'im',
    is_private: isPrivate,
    is_archived: false,
    is_member: inside.has(token.userId),
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    context_team_id: teamId,
  };
}
