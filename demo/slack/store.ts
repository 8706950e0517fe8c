import { randomBytes } from 'node:crypto';
import type {
  Blocks,
  Channel,
  Enterprise,
  Installation,
  Message,
  Person,
  SharedFile,
  Token,
  Workspace,
} from './types.ts';

/** The credentials of the one app that this Slack knows. */
export interface AppCredentials {
  readonly appId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** Tokens expire after twelve hours and are refreshed. */
  readonly rotation?: boolean;
  /** An app-level token (`xapp-…`): Socket Mode is on, and nothing is sent to the app's address. */
  readonly appToken?: string;
}

/** Everything that this Slack knows. */
export interface Store {
  readonly app: AppCredentials;
  readonly enterprises: Map<string, Enterprise>;
  readonly workspaces: Map<string, Workspace>;
  readonly people: Map<string, Person>;
  readonly channels: Map<string, Channel>;
  readonly messages: Message[];
  readonly installations: Installation[];
  readonly tokens: Map<string, Token>;
  /** Codes of the OAuth flow, each good once and for ten minutes. */
  readonly codes: Map<string, Code>;
  /** Codes of Sign in with Slack, each good once and for ten minutes. */
  readonly signIns: Map<string, SignIn>;
  /** Files uploaded and not shown yet, by id. */
  readonly uploads: Map<string, Buffer>;
  /** A person's Home tab, and the views that are open to them, by their id. */
  readonly views: Map<string, View>;
  /** `trigger_id`s: whose, and until when they open a view. */
  readonly triggers: Map<string, { readonly userId: string; readonly until: number }>;
  /** `response_url` ids: where they answer, and how often they still do. */
  readonly ways: Map<string, Way>;
  now(): number;
  nextTs(): string;
  post(message: NewMessage): Message;
  /** Says that something can be seen which could not be seen before. */
  changed(): void;
  /** Hears of every change; gives the way to stop hearing. */
  onChange(listener: () => void): () => void;
}

/** What a code of the OAuth flow is exchanged for. */
export interface Code {
  readonly installation: Installation;
  readonly redirectUri: string;
  readonly until: number;
}

/** What a code of Sign in with Slack tells. */
export interface SignIn {
  readonly userId: string;
  readonly teamId: string;
  readonly nonce: string;
  readonly redirectUri: string;
  readonly until: number;
}

/** A Home tab or a modal, as the app published it. */
export interface View {
  readonly id: string;
  readonly userId: string;
  readonly type: 'home' | 'modal';
  readonly callbackId: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly installation: Installation;
}

export interface Way {
  readonly channelId: string;
  readonly userId: string;
  readonly botUserId: string;
  /** The message whose button was pressed. */
  readonly messageTs: string | undefined;
  readonly threadTs: string | undefined;
  readonly until: number;
  left: number;
}

export interface NewMessage {
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly blocks?: Blocks | undefined;
  readonly threadTs?: string | undefined;
  readonly onlyFor?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly isBroadcast?: boolean;
  readonly files?: readonly SharedFile[];
}

/** An empty Slack. */
export function createStore(app: AppCredentials, now: () => number): Store {
  const messages: Message[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  let last = 0;
  const nextTs = () => {
    last = Math.max(last + 1, Math.floor(now()) * 1000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };
  return {
    app,
    enterprises: new Map(),
    workspaces: new Map(),
    people: new Map(),
    channels: new Map(),
    messages,
    installations: [],
    tokens: new Map(),
    codes: new Map(),
    signIns: new Map(),
    uploads: new Map(),
    views: new Map(),
    triggers: new Map(),
    ways: new Map(),
    now,
    nextTs,
    post({ blocks, threadTs, onlyFor, metadata, isBroadcast = false, files = [], ...said }) {
      const message = { ts: nextTs(), ...said, blocks, threadTs, onlyFor, metadata, isBroadcast, files };
      messages.push(message);
      changed();
      return message;
    },
    changed,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A random id with Slack's prefix: `T…`, `D…`, `F…`. */
export function newId(prefix: string): string {
  return `${prefix}0${randomBytes(5).toString('hex').toUpperCase()}`;
}

/** The direct message between a person and a bot, opened where it is not yet. */
export function directChannel(store: Store, teamId: string, userId: string, botUserId: string): Channel {
  for (const channel of store.channels.values()) {
    if (channel.kind === 'im' && channel.members.has(userId) && channel.members.has(botUserId))
      return channel;
  }
  const members = new Set([userId, botUserId]);
  const id = newId('D');
  const channel: Channel = {
    id,
    teamId,
    name: 'directmessage',
    members,
    kind: 'im',
    isPrivate: true,
    sharedWith: [],
  };
  store.channels.set(id, channel);
  return channel;
}

/** The installation that serves a workspace: its own, else its organisation's where that was granted the workspace. */
export function installationFor(store: Store, teamId: string): Installation | undefined {
  const serving = store.installations.filter((each) => each.teamIds.has(teamId));
  return serving.find((each) => each.teamId === teamId) ?? serving[0];
}

/** Whether a token's app may see a workspace. */
export function reaches(token: Token, teamId: string): boolean {
  return token.installation?.teamIds.has(teamId) ?? token.teamId === teamId;
}

/** The workspaces that a person is in. */
export function teamsOf({ teamId, alsoIn = [] }: Person): readonly string[] {
  return [teamId, ...alsoIn];
}
