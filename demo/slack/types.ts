/** An Enterprise Grid organisation. */
export interface Enterprise {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

/** A workspace, of an organisation or on its own. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterpriseId?: string;
}

/** A member of a workspace. In a Grid one person has one id in all workspaces they are in. */
export interface Person {
  readonly id: string;
  /** The home workspace. */
  readonly teamId: string;
  /** Other workspaces of the organisation. */
  readonly alsoIn?: readonly string[];
  readonly name: string;
  readonly realName: string;
  readonly locale: string;
  readonly tz: string;
  readonly email: string;
  readonly isAdmin?: boolean;
  /** A guest. */
  readonly isRestricted?: boolean;
  readonly isBot?: boolean;
}

/** A channel, private group or direct message. */
export interface Channel {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly members: Set<string>;
  readonly kind: 'channel' | 'im';
  /** Seen by its members alone. */
  readonly isPrivate: boolean;
  isArchived?: boolean;
  /** Workspaces of other organisations that share it (Slack Connect). */
  readonly sharedWith: readonly string[];
}

export type Blocks = readonly Readonly<Record<string, unknown>>[];

/** What was said: to everybody in the channel, or to one person alone. */
export interface Message {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  text: string;
  blocks: Blocks | undefined;
  readonly threadTs: string | undefined;
  /** What the app wrote beside it, for programs. */
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  /** An answer in a thread that is shown in the channel too. */
  readonly isBroadcast: boolean;
  /** Only this person sees it. */
  readonly onlyFor: string | undefined;
  readonly files: readonly SharedFile[];
}

/** A file that was uploaded and shown. */
export interface SharedFile {
  readonly title: string;
  /** Of a text; empty for a picture. */
  readonly content: string;
  /** A PNG. */
  readonly picture?: Buffer;
}

/** NOX in a workspace or an organisation. */
export interface Installation {
  readonly enterpriseId: string | undefined;
  /** Undefined for an org-wide installation. */
  readonly teamId: string | undefined;
  readonly botUserId: string;
  readonly installerId: string;
  readonly scopes: readonly string[];
  /** Where the bot may speak: the installation's workspace, or those of the organisation that were granted. */
  readonly teamIds: Set<string>;
}

/** What a token may do, and until when. */
export interface Token {
  readonly value: string;
  readonly kind: 'bot' | 'user';
  readonly userId: string;
  readonly installation: Installation | undefined;
  readonly teamId: string | undefined;
  readonly enterpriseId: string | undefined;
  readonly scopes: readonly string[];
  /** Milliseconds; undefined where the app does not rotate tokens. */
  readonly expiresAt: number | undefined;
  readonly refreshToken: string | undefined;
  /** A refresh token is good once. */
  refreshed: boolean;
  revoked: boolean;
}

/** A request that the app made of the Web API. */
export interface Request {
  readonly method: string;
  readonly token: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
}

/** An answer of the Web API: `ok: false` and `error` where it refuses. */
export type Answer = Readonly<Record<string, unknown>>;

/** A refusal in Slack's words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly more: Answer;
  constructor(error: string, more: Answer = {}) {
    super(error);
    this.more = more;
  }
}
