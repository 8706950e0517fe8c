import { faultsOf } from '../blocks.ts';
import { Refusal } from '../types.ts';
import type { Blocks, Message } from '../types.ts';
import type { Call, Method } from './method.ts';
import { argument, channelOf, structured } from './method.ts';

const scopes = ['chat:write'];

/** Longer messages are refused, and from 4,000 characters on Slack cuts the text. */
const longest = 40_000;

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const postMessage: Method = {
  scopes,
  run(call) {
    const channel = channelOf(call);
    const { token, store } = call;
    if (channel.isArchived) throw new Refusal('is_archived');
    if (!channel.members.has(token.userId)) throw new Refusal('not_in_channel');
    const thread = argument(call, 'thread_ts');
    // As Slack does: the answer to a message that was deleted is put into the channel.
    const isThere = store.messages.some(({ ts, channelId }) => ts === thread && channelId === channel.id);
    const message = store.post({
      channelId: channel.id,
      userId: token.userId,
      ...contentOf(call),
      threadTs: isThere ? thread : undefined,
      metadata: structured(call, 'metadata') as Message['metadata'],
      isBroadcast: String(call.args['reply_broadcast']) === 'true',
    });
    return { channel: channel.id, ts: message.ts, message: shown(message) };
  },
};

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
export const postEphemeral: Method = {
  scopes,
  run(call) {
    const channel = channelOf(call);
    const user = argument(call, 'user');
    if (!channel.members.has(call.token.userId)) throw new Refusal('not_in_channel');
    if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
    const threadTs = argument(call, 'thread_ts') || undefined;
    const message = call.store.post({
      channelId: channel.id,
      userId: call.token.userId,
      ...contentOf(call),
      threadTs,
      onlyFor: user,
    });
    return { message_ts: message.ts };
  },
};

/** https://docs.slack.dev/reference/methods/chat.update */
export const update: Method = {
  scopes,
  run(call) {
    const message = ownMessage(call);
    if (call.store.channels.get(message.channelId)?.isArchived) throw new Refusal('is_inactive');
    if (!call.store.channels.get(message.channelId)?.members.has(message.userId))
      throw new Refusal('cant_update_message');
    Object.assign(message, contentOf(call));
    call.store.changed();
    return { channel: message.channelId, ts: message.ts, text: message.text, message: shown(message) };
  },
};

/** https://docs.slack.dev/reference/methods/chat.delete */
export const remove: Method = {
  scopes,
  run(call) {
    const message = ownMessage(call);
    call.store.messages.splice(call.store.messages.indexOf(message), 1);
    call.store.changed();
    return { channel: message.channelId, ts: message.ts };
  },
};

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
export const getPermalink: Method = {
  scopes: [],
  run(call) {
    const channel = channelOf(call);
    const ts = argument(call, 'message_ts');
    if (!call.store.messages.some((each) => each.ts === ts && each.channelId === channel.id))
      throw new Refusal('message_not_found');
    const domain = call.store.workspaces.get(channel.teamId)?.domain ?? 'slack';
    const permalink = `https://${domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
    return { channel: channel.id, permalink };
  },
};

export function shown({ ts, userId, text, blocks, threadTs, files }: Message) {
  const thread = threadTs ? { thread_ts: threadTs } : {};
  const shared = files.length > 0 ? { files: files.map(({ title }) => ({ title })) } : {};
  return { type: 'message', user: userId, ts, text, ...(blocks ? { blocks } : {}), ...shared, ...thread };
}

function ownMessage(call: Call): Message {
  const channel = channelOf(call);
  const ts = argument(call, 'ts');
  const message = call.store.messages.find((each) => each.ts === ts && each.channelId === channel.id);
  if (!message || message.onlyFor) throw new Refusal('message_not_found');
  if (message.userId !== call.token.userId) throw new Refusal('cant_update_message');
  return message;
}

/** Text and blocks. Errors: `no_text`, `msg_too_long`, `invalid_blocks`. */
export function contentOf(call: Pick<Call, 'args'>): { text: string; blocks: Blocks | undefined } {
  const text = argument(call as Call, 'text');
  const blocks = structured(call as Call, 'blocks') as Blocks | undefined;
  const faults = blocks === undefined ? [] : faultsOf(blocks);
  if (faults.length > 0) throw new Refusal('invalid_blocks', { response_metadata: { messages: faults } });
  if (text === '' && (blocks?.length ?? 0) === 0) throw new Refusal('no_text');
  if (text.length > longest) throw new Refusal('msg_too_long');
  return { text, blocks: blocks?.length ? blocks : undefined };
}
