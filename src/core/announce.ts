import type { Locale } from './locale.ts';
import type { Reply } from './reply.ts';

/** A channel of a Slack workspace, or a person there, to whom NOX writes directly. */
export interface Channel {
  readonly enterpriseId: string | undefined;
  readonly teamId: string;
  /** `C…` or `G…`; `U…` writes to the person. */
  readonly channelId: string;
}

/** A channel that NOX was invited to, as people know it. */
export interface JoinedChannel {
  readonly channel: Channel;
  /** Without `#`. */
  readonly name: string;
  /** The workspace's or organisation's name. */
  readonly place: string;
  /** People of another organisation read it too (Slack Connect). */
  readonly isShared: boolean;
}

/** The channels of all workspaces that a tenant's NOX is in; `silent`: the workspaces that did not answer. */
export interface JoinedChannels {
  readonly joined: readonly JoinedChannel[];
  readonly silent: readonly string[];
}

/** For whom something is said that nobody asked for. */
export interface Audience {
  readonly locale: Locale;
  /** IANA zone. */
  readonly timeZone: string;
}

/** Where a message stands, by Slack's own name for it. */
export interface Posted {
  readonly channelId: string;
  readonly ts: string;
}

/**
 * What became of something said: there; to be said later (seconds; `isLimit` where Slack asks for patience with
 * everything); never, with Slack's own short code; or not known,
 * since the way there broke while it was said.
 */
export type Announced =
  | { readonly kind: 'said'; readonly posted: Posted }
  | { readonly kind: 'later'; readonly seconds: number; readonly isLimit?: boolean }
  | { readonly kind: 'never'; readonly code: string }
  | { readonly kind: 'unsure' };

/** Says things in Slack that nobody asked for. Never rejects for what Slack or the network does. */
export interface Announcer {
  /** `message_not_found` where the thread's message was deleted. @param options.key stands in the message's metadata, so that it can be found again; @param options.thread a message's `ts`; `isBroadcast` shows the answer in the channel too */
  post(
    tenantId: number,
    channel: Channel,
    reply: Reply,
    audience: Audience,
    options: {
      readonly key: string;
      readonly thread?: string | undefined;
      readonly isBroadcast?: boolean;
    },
  ): Promise<Announced>;
  update(
    tenantId: number,
    channel: Channel,
    posted: Posted,
    reply: Reply,
    audience: Audience,
  ): Promise<Announced>;
  /**
   * Whether a message of this key arrived lately: after a crash. `unknown` where Slack does not let NOX read there (it may
   * read its direct messages, and no channel), `later` where Slack cannot say now.
   */
  find(
    tenantId: number,
    channel: Channel,
    options: { readonly key: string; readonly thread?: string | undefined },
  ): Promise<Posted | 'absent' | 'unknown' | 'later'>;
  /** Shows the files of what was said and found again, where they do not stand beside it yet. */
  complete(
    tenantId: number,
    channel: Channel,
    posted: Posted,
    reply: Reply,
    audience: Audience,
  ): Promise<void>;
  /** Where people read a message; undefined where Slack does not say. */
  linkTo(tenantId: number, channel: Channel, posted: Posted): Promise<string | undefined>;
}
