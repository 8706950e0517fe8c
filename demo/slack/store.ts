import { randomBytes } from 'node:crypto';
import type {
  Blocks,
  Channel,
  Enterprise,
  Installation,
  Message,
  Person,
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
  /** Codes of the OAuth flow, each good once. */
  readonly codes: Map<string, Installation>;
  /** `response_url` ids: where they answer, and how often they still do. */
  readonly ways: Map<string, Way>;
  now(): number;
  nextTs(): string;
  post(message: NewMessage): Message;
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
  readonly files?: readonly string[];
}

/** An empty Slack. */
export function createStore(app: AppCredentials, now: () => number): Store {
  const messages: Message[] = [];
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
    ways: new Map(),
    now,
    nextTs,
    post({ channelId, userId, text, blocks, threadTs, onlyFor, files = [] }) {
      const message = { ts: nextTs(), channelId, userId, text, blocks, threadTs, onlyFor, files };
      messages.push(message);
      return message;
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
  const channel: Channel = {
    id: newId('D'),
    teamId,
    name: 'directmessage',
    members,
    kind: 'im',
    sharedWith: [],
  };
  store.channels.set(channel.id, channel);
  return channel;
}

/** The installation that serves a workspace: its own, else its organisation's. */
export function installationFor(store: Store, teamId: string): Installation | undefined {
  const enterpriseId = store.workspaces.get(teamId)?.enterpriseId;
  return (
    store.installations.find((each) => each.teamId === teamId) ??
    store.installations.find((each) => !each.teamId && enterpriseId && each.enterpriseId === enterpriseId)
  );
}

/** Whether a token's app may see a workspace. */
export function reaches(store: Store, token: Token, teamId: string): boolean {
  if (token.teamId) return token.teamId === teamId;
  return store.workspaces.get(teamId)?.enterpriseId === token.enterpriseId;
}
