import { Refusal } from '../types.ts';
import type { Channel } from '../types.ts';
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

/** https://docs.slack.dev/reference/methods/conversations.members */
export const members: Method = {
  scopes: ['channels:read'],
  run: (call) => ({ members: [...channelOf(call).members], response_metadata: { next_cursor: '' } }),
};

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
