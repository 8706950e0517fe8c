import type { Reply } from '../../../core/reply.ts';
import type { Translate } from '../../../messages/translate.ts';
import type { Spoken } from '../speak/clients.ts';
import type { Place } from './place.ts';
import { slackErrorCode } from '../speak/reasons.ts';
import type { Reader } from '../render/inline.ts';
import { escapeText } from '../render/inline.ts';
import { renderPlain, renderReply } from '../render/render.ts';
import type { Rendered } from '../render/render.ts';
import type { Respond } from '../speak/respond.ts';
import { uploadFile } from '../speak/upload.ts';

/** Says replies in one place; interim ones and the final one of a long command are the same message, edited. */
export interface Voice {
  progress(reply: Reply): Promise<void>;
  say(reply: Reply): Promise<void>;
}

/** What a voice speaks with. */
export interface VoiceMeans {
  readonly speak: Spoken['speak'];
  readonly respond: Respond;
  readonly apiUrl: string | undefined;
  readonly reader: Reader;
  readonly t: Translate;
}

type Said = Pick<Rendered, 'text'> & { readonly blocks?: Rendered['blocks'] };

/** A voice for one request in one place. */
export function createVoice({ speak, respond, apiUrl, reader, t }: VoiceMeans, place: Place): Voice {
  const { channel, slackUserId, threadTs, responseUrl, prompt } = place;
  const beside = threadTs && !place.opensThread ? { channel, thread_ts: threadTs } : { channel };
  const thread = threadTs ? { channel, thread_ts: threadTs } : { channel };
  let edited: string | undefined;
  let promptGone = false;
  let cannotPost = false;

  async function progress(reply: Reply): Promise<void> {
    if (place.shared && !place.direct) return closePrompt();
    if (place.direct && prompt?.own) edited ??= prompt.ts;
    else await closePrompt();
    const message = renderReply(reply, reader, slackUserId);
    if (edited) return void (await quietly(update(edited, message)));
    if (cannotPost) return;
    edited = (await quietly(post(message)))?.ts;
    cannotPost = edited === undefined;
    if (cannotPost && responseUrl && !prompt) await byUrl(message, { private: true });
  }

  async function say(reply: Reply): Promise<void> {
    const message = renderReply(reply, reader, slackUserId);
    if (edited && (await edit(edited, reply, message))) return attach(message, false);
    const hidden = place.direct ? false : place.shared || isPrivate(reply);
    await (prompt ? answerClick(reply, message, hidden) : answer(reply, message, hidden));
    await attach(message, hidden);
  }

  /** What was asked before others is answered before them, unless it is for the asker alone. */
  function isPrivate(reply: Reply): boolean {
    const asked = prompt ? prompt.public && prompt.own : !responseUrl && !place.answerNow;
    return reply.audience === 'asker' || (reply.audience === 'thread' && !asked);
  }

  /** A private answer, and every answer where nobody else reads, takes the place of its prompt. */
  async function answerClick(reply: Reply, message: Rendered, hidden: boolean): Promise<void> {
    if (prompt?.own && (hidden || place.direct) && !prompt.public) {
      promptGone = true;
      if (await byUrl(message, { private: true, replaces: true })) return;
    } else await closePrompt();
    if (hidden && (await byUrl(message, { private: true }))) return;
    if (!hidden && (await quietly(post(message)))) return;
    if (!hidden && (await byUrl(message, { private: false }))) return;
    await withoutBlocks(reply, message, (said) => (hidden ? postPrivately(said) : post(said)));
  }

  async function answer(reply: Reply, message: Rendered, hidden: boolean): Promise<void> {
    const { text, blocks } = message;
    const response_type = hidden ? 'ephemeral' : 'in_channel';
    if (await place.answerNow?.({ text, blocks, response_type })) return;
    if (!hidden && place.inThread && (await quietly(post(message)))) return;
    if (responseUrl && (await byUrl(message, { private: hidden }))) return;
    const plain = { text: renderPlain(reply, reader) };
    if (responseUrl && (await byUrl(plain, { private: hidden }))) return;
    await withoutBlocks(reply, message, (said) => (hidden ? postPrivately(said) : post(said)));
  }

  /** The buttons of a prompt give way to what was chosen, once. */
  async function closePrompt(): Promise<void> {
    if (!prompt?.own || promptGone) return;
    promptGone = true;
    const text = prompt.label ? `✓ ${escapeText(t('slack.chosen', { label: prompt.label }))}` : '✓';
    await byUrl({ text, blocks: [] }, { private: !prompt.public, replaces: true });
  }

  async function byUrl(
    said: Said,
    how: { readonly private: boolean; readonly replaces?: boolean },
  ): Promise<boolean> {
    if (!responseUrl) return false;
    const response_type = how.private ? 'ephemeral' : 'in_channel';
    return respond(responseUrl, { ...said, response_type, replace_original: how.replaces ?? false });
  }

  async function post(said: Said) {
    const { client } = await speak();
    return client.chat.postMessage({ ...thread, ...said, unfurl_links: false, unfurl_media: false });
  }

  async function postPrivately(said: Said) {
    const { client } = await speak();
    return client.chat.postEphemeral({ ...beside, ...said, user: slackUserId });
  }

  async function update(ts: string, said: Said) {
    const { client } = await speak();
    return client.chat.update({ channel, ts, ...said });
  }

  async function edit(ts: string, reply: Reply, message: Rendered): Promise<boolean> {
    const done = await quietly(withoutBlocks(reply, message, (said) => update(ts, said)));
    return done !== undefined;
  }

  /** Says it again as plain text where Slack refuses the blocks. */
  async function withoutBlocks<T>(
    reply: Reply,
    { text, blocks }: Rendered,
    send: (said: Said) => Promise<T>,
  ): Promise<T> {
    return send({ text, blocks }).catch((error: unknown) => {
      if (!/^invalid_blocks|^msg_blocks_too_long/.test(slackErrorCode(error) ?? '')) throw error;
      return send({ text: renderPlain(reply, reader), blocks: [] });
    });
  }

  /** Pictures, and long output as files, beside their message; of a private answer in the asker's direct messages. */
  async function attach({ text, files }: Rendered, hidden: boolean): Promise<void> {
    if (files.length === 0) return;
    const { client } = await speak();
    // Of a picture, which has words for what it shows, the answer is not cut: the picture goes with it.
    const isPicture = files.every(({ alt }) => alt !== undefined);
    const follows = t(isPicture ? 'slack.picture_follows' : 'slack.file_follows', { what: text });
    const note = hidden
      ? await quietly(client.chat.postMessage({ channel: slackUserId, text: follows }))
      : undefined;
    const target = hidden ? note?.channel : channel;
    if (!target) return;
    for (const file of files) {
      await quietly(uploadFile(client, apiUrl, { ...file, channel: target, threadTs: note?.ts ?? threadTs }));
    }
  }

  return { progress, say };
}

/** A call that may fail without harm: NOX may not be in the channel. */
async function quietly<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch(() => undefined);
}
