import type { WebClient } from '@slack/web-api';
import type { Reply } from '../../core/reply.ts';
import type { Reader } from './render/inline.ts';
import { renderPlain, renderReply } from './render/render.ts';
import type { Rendered } from './render/render.ts';

/** An answer as Slack takes it in the acknowledgement of a slash command, or at a response_url. */
export interface SlashAnswer {
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original?: boolean;
  readonly text: string;
  readonly blocks?: Rendered['blocks'] | undefined;
}

/** Where an answer goes. */
export interface Place {
  readonly channel: string;
  readonly slackUserId: string;
  /** Mentions are answered in their thread. */
  readonly threadTs?: string | undefined;
  /** A direct message: everything may be said there, nobody else reads it. */
  readonly direct: boolean;
  /** People of other organisations read here: members are answered privately. */
  readonly shared: boolean;
  /** Slash commands and clicks: Slack's own way back, good for 30 minutes and five answers. */
  readonly responseUrl?: string | undefined;
  /** Answers in the acknowledgement while it is still open; false when it is not. */
  readonly answerNow?: (answer: SlashAnswer) => Promise<boolean>;
  /** A click: the message with the button is replaced by the answer. */
  readonly replaces?: boolean;
}

/** Says replies in one place; interim ones and the final one of a long command are the same message, edited. */
export interface Voice {
  progress(reply: Reply): Promise<void>;
  say(reply: Reply): Promise<void>;
}

/** Sends JSON to a response_url. Resolves to false when Slack no longer takes it. */
export type Respond = (url: string, body: SlashAnswer) => Promise<boolean>;

export function createVoice(client: WebClient, place: Place, reader: () => Reader, respond: Respond): Voice {
  let edited: string | undefined;
  let prompted = false;

  async function progress(reply: Reply): Promise<void> {
    if (place.replaces && !prompted) {
      prompted = true;
      await replacePrompt(reply);
    }
    if (place.shared) return;
    const message = renderReply(reply, reader());
    if (edited)
      return void (await quietly(
        client.chat.update({
          channel: place.channel,
          ts: edited,
          text: message.text,
          blocks: message.blocks,
        }),
      ));
    const posted = await quietly(
      client.chat.postMessage({ ...inThread(), text: message.text, blocks: message.blocks }),
    );
    edited = posted?.ts;
  }

  async function say(reply: Reply): Promise<void> {
    const message = renderReply(reply, reader());
    if (edited) {
      const done = await quietly(
        client.chat.update({
          channel: place.channel,
          ts: edited,
          text: message.text,
          blocks: message.blocks,
        }),
      );
      if (done) return attach(message);
    }
    const quiet = !place.direct && (place.shared || reply.audience === 'asker');
    if (place.responseUrl && (await sayByUrl(message, reply, quiet, place.responseUrl)))
      return quiet ? undefined : attach(message);
    const send = (text: string, blocks: Rendered['blocks'] | undefined) =>
      quiet
        ? client.chat.postEphemeral({
            ...inThread(),
            user: place.slackUserId,
            text,
            ...(blocks ? { blocks } : {}),
          })
        : client.chat.postMessage({ ...inThread(), text, ...(blocks ? { blocks } : {}) });
    await send(message.text, message.blocks).catch((error: unknown) => {
      if (!isRefusedBlocks(error)) throw error;
      return send(renderPlain(reply, reader()), undefined);
    });
    if (!quiet) await attach(message);
  }

  /** A click's answer replaces its message; what the team should see is posted anew where the prompt was private. */
  async function sayByUrl(message: Rendered, reply: Reply, quiet: boolean, url: string): Promise<boolean> {
    const shown = { text: message.text, blocks: message.blocks };
    if (place.replaces && !prompted) {
      prompted = true;
      return respond(url, { ...shown, replace_original: true, response_type: 'ephemeral' });
    }
    const body = {
      ...shown,
      replace_original: false,
      response_type: quiet ? 'ephemeral' : 'in_channel',
    } as const;
    if (await place.answerNow?.({ ...shown, response_type: body.response_type })) return true;
    return (
      (await respond(url, body)) ||
      respond(url, { ...body, text: renderPlain(reply, reader()), blocks: undefined })
    );
  }

  async function replacePrompt(reply: Reply): Promise<void> {
    if (!place.responseUrl) return;
    const message = renderReply(reply, reader());
    await respond(place.responseUrl, { text: message.text, blocks: message.blocks, replace_original: true });
  }

  /** Long output as files, where everybody may read it; what was said above holds the essential. */
  async function attach(message: Rendered): Promise<void> {
    if (place.shared) return;
    for (const file of message.files) {
      const where = { channel_id: place.channel, filename: file.filename, content: file.content };
      await quietly(client.filesUploadV2(place.threadTs ? { ...where, thread_ts: place.threadTs } : where));
    }
  }

  function inThread() {
    return place.threadTs
      ? { channel: place.channel, thread_ts: place.threadTs }
      : { channel: place.channel };
  }

  return { progress, say };
}

/** A call that may fail without harm: NOX may not be in the channel. */
async function quietly<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch(() => undefined);
}

function isRefusedBlocks(error: unknown): boolean {
  const code = (error as { data?: { error?: unknown } } | undefined)?.data?.error;
  return typeof code === 'string' && /^invalid_blocks|^msg_blocks_too_long/.test(code);
}

/** Answers at response_url; only Slack's own origin is taken. */
export function createRespond(apiUrl: string | undefined): Respond {
  const home = apiUrl ? new URL(apiUrl).origin : 'https://hooks.slack.com';
  return async (url, body) => {
    if (!URL.canParse(url) || new URL(url).origin !== home) return false;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  };
}
