import type { AddressInfo } from 'node:net';
import { click } from './acts/click.ts';
import type { Press } from './acts/click.ts';
import { grant, revokeTokenOf, uninstall } from './acts/lifecycle.ts';
import type { UninstallOrder } from './acts/lifecycle.ts';
import { installationsIn, sceneOf } from './acts/scene.ts';
import type { Place } from './acts/scene.ts';
import { slash } from './acts/slash.ts';
import { speak } from './acts/speak.ts';
import { openHome, submit } from './acts/views.ts';
import { deliver, deliverEvent } from './deliver.ts';
import type { Delivered, Forged, Parcel } from './deliver.ts';
import { approve, deny } from './oauth.ts';
import { allowSignIn } from './openid.ts';
import type { Approval } from './oauth.ts';
import { openWay } from './respond.ts';
import { createSocketMode } from './socket-mode.ts';
import type { SocketMode } from './socket-mode.ts';
import { createStore, directChannel, installationFor } from './store.ts';
import type { AppCredentials, View } from './store.ts';
import { userToken } from './tokens.ts';
import type { Channel, Enterprise, Installation, Message, Person, Request, Workspace } from './types.ts';
import { createWebApi } from './web-api.ts';
import type { Failure } from './web-api.ts';

export type { Delivered } from './deliver.ts';
export type { Channel, Enterprise, Message, Person, Workspace } from './types.ts';

/** A channel as it is added. */
export interface NewChannel {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly members: readonly string[];
  /** Workspaces of other organisations that share it. */
  readonly sharedWith?: readonly string[];
  readonly isPrivate?: boolean;
}

/** A Slack of our own: workspaces, a Grid, shared channels; the Web API, and requests signed as Slack signs them. */
export interface SlackPlatform {
  readonly url: string;
  /** The Web API's address, as `SLACK_API_URL` takes it. */
  readonly apiUrl: string;
  /** Every call of the Web API so far. */
  readonly requests: readonly Request[];
  /** The app's connections, where Socket Mode is on. */
  readonly socket: SocketMode;
  /** Tells where the app listens: requests go to `<url>/slack/events`. */
  connectApp(url: string): void;
  addEnterprise(enterprise: Enterprise): void;
  addWorkspace(workspace: Workspace): void;
  addPerson(person: Person): void;
  addChannel(channel: NewChannel): void;
  /** Takes the app's bots out of a channel. */
  removeApp(channelId: string): void;
  archive(channelId: string): void;
  /** Lets the app's bots into a channel. Errors: an Error where no installation reaches it. */
  inviteApp(channelId: string): void;
  person(id: string): Person | undefined;
  people(): readonly Person[];
  channel(id: string): Channel | undefined;
  channels(): readonly Channel[];
  workspace(id: string): Workspace | undefined;
  /** The app's user in a workspace. */
  botOf(teamId: string): string | undefined;
  /** Presses "Allow" on the page that the app sent a person to; gives the address they are sent back to. */
  approve(authorizeUrl: string, approval: Approval): string;
  /** Presses "Allow" on the page of Sign in with Slack; gives the address they are sent back to. */
  allowSignIn(authorizeUrl: string, userId: string, teamId: string): string;
  /** Presses "Cancel" there. */
  deny(authorizeUrl: string): string;
  /** An organisation gives its org-wide installation a workspace, or takes it back. */
  grant(teamId: string, isGranted?: boolean): Promise<void>;
  uninstall(teamId: string, order?: UninstallOrder): Promise<void>;
  /** A person's own token, to be given by hand. */
  userToken(userId: string, teamId: string, scopes?: readonly string[]): string;
  /** That token is taken back. */
  revokeTokenOf(userId: string, teamId: string): Promise<void>;
  /** The direct message between a person and the app. */
  direct(userId: string, teamId: string): string;
  slash(place: Place, text: string, forged?: Forged): Promise<Delivered>;
  /** Says something; undefined where the app does not hear of it. */
  speak(place: Place & { threadTs?: string | undefined }, text: string): Promise<Delivered | undefined>;
  click(place: Place, press: Press, forged?: Forged): Promise<Delivered>;
  openHome(place: Place, tab: 'home' | 'messages'): Promise<Delivered>;
  /** The views that are open to a person: their Home tab, modals. */
  viewsOf(userId: string): readonly View[];
  submit(view: View, values: Parameters<typeof submit>[3]): Promise<Delivered>;
  /** A `response_url` that answers a person in a channel: for what is sent by hand. */
  openResponse(place: Place): string;
  /** Sends anything, signed: what Slack itself would not send. */
  send(parcel: Parcel, forged?: Forged): Promise<Delivered>;
  /** Sends an event as it is, again and again until it is taken. */
  sendEvent(event: Readonly<Record<string, unknown>>): Promise<Delivered>;
  /** What a person sees in a channel, in order. */
  visible(userId: string, channelId: string): readonly Message[];
  /** Hears of everything that becomes visible or changes; gives the way to stop hearing. */
  onChange(listener: () => void): () => void;
  /** Resolves with the first value that is not undefined; looked at after every change. Errors: an Error after `ms`. */
  until<T>(look: () => T | undefined, ms?: number): Promise<T>;
  /** The next `times` calls of a method fail. */
  failNext(method: string, failure: Failure, times?: number): void;
  close(): Promise<void>;
}

/** Starts it on loopback. `retryMs`: the first pause before an event is sent again. */
export async function startSlack(options: {
  readonly app: AppCredentials;
  readonly port?: number;
  readonly retryMs?: number;
  readonly now?: () => number;
}): Promise<SlackPlatform> {
  const store = createStore(options.app, options.now ?? Date.now);
  let url = '';
  const web = createWebApi(
    store,
    () => url,
    () => socket.open(),
  );
  const socket = createSocketMode(web.server, options.app.appId, () => url);
  await new Promise<void>((ready) => web.server.listen(options.port ?? 0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(web.server.address() as AddressInfo).port}`;
  const ends = { app: '', url, retryMs: options.retryMs ?? 50, socket };

  function serving(teamId: string): Installation {
    const installation = installationFor(store, teamId);
    if (!installation) throw new Error('the app is not installed there');
    return installation;
  }

  function until<T>(look: () => T | undefined, ms = 10_000): Promise<T> {
    return new Promise((found, failed) => {
      const check = () => {
        const value = look();
        if (value === undefined) return;
        stop();
        clearTimeout(timer);
        found(value);
      };
      const stop = store.onChange(check);
      const timer = setTimeout(() => {
        stop();
        failed(new Error(`nothing of the kind within ${ms} ms`));
      }, ms);
      check();
    });
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    requests: web.requests,
    socket,
    connectApp: (app) => void (ends.app = app),
    addEnterprise: (enterprise) => void store.enterprises.set(enterprise.id, enterprise),
    addWorkspace: (workspace) => void store.workspaces.set(workspace.id, workspace),
    addPerson: (person) => void store.people.set(person.id, person),
    addChannel({ members, sharedWith = [], isPrivate = false, ...channel }) {
      const made = { ...channel, members: new Set(members), sharedWith, isPrivate, kind: 'channel' as const };
      store.channels.set(channel.id, made);
    },
    inviteApp(channelId) {
      const channel = store.channels.get(channelId);
      const bots = channel ? installationsIn(store, channel).map((each) => each.botUserId) : [];
      if (bots.length === 0) throw new Error('the app is not installed there');
      for (const bot of bots) channel?.members.add(bot);
    },
    removeApp(channelId) {
      const channel = store.channels.get(channelId);
      const bots = channel ? installationsIn(store, channel).map((each) => each.botUserId) : [];
      for (const bot of bots) channel?.members.delete(bot);
    },
    archive(channelId) {
      const channel = store.channels.get(channelId);
      if (channel) channel.isArchived = true;
    },
    person: (id) => store.people.get(id),
    people: () => [...store.people.values()],
    channel: (id) => store.channels.get(id),
    channels: () => [...store.channels.values()],
    workspace: (id) => store.workspaces.get(id),
    botOf: (teamId) => installationFor(store, teamId)?.botUserId,
    approve: (authorizeUrl, approval) => approve(store, authorizeUrl, approval),
    deny,
    allowSignIn: (authorizeUrl, userId, teamId) => allowSignIn(store, authorizeUrl, userId, teamId),
    grant: (teamId, isGranted) => grant(store, ends, teamId, isGranted),
    uninstall: (teamId, order) => uninstall(store, ends, serving(teamId), order),
    userToken(userId, teamId, scopes = ['users:read']) {
      const person = store.people.get(userId);
      if (!person) throw new Error('nobody of that id');
      return userToken(store, person, teamId, scopes);
    },
    revokeTokenOf: (userId, teamId) => revokeTokenOf(store, ends, userId, teamId),
    direct: (userId, teamId) => directChannel(store, teamId, userId, serving(teamId).botUserId).id,
    slash: (place, text, forged) => slash(store, ends, place, text, forged),
    speak: (place, text) => speak(store, ends, place, text),
    click: (place, press, forged) => click(store, ends, place, press, forged),
    openHome: (place, tab) => openHome(store, ends, place, tab),
    viewsOf: (userId) => [...store.views.values()].filter((view) => view.userId === userId),
    submit: (view, values) => submit(store, ends, view, values),
    openResponse({ userId, channelId }) {
      const { botUserId } = sceneOf(store, { userId, channelId }).installation;
      return openWay(store, url, { userId, channelId, botUserId, messageTs: undefined, threadTs: undefined });
    },
    send: (parcel, forged = {}) => deliver(store, ends, parcel, { forged }),
    sendEvent: (event) => deliverEvent(store, ends, event),
    visible: (userId, channelId) =>
      store.messages.filter(
        (each) => each.channelId === channelId && (!each.onlyFor || each.onlyFor === userId),
      ),
    onChange: store.onChange,
    until,
    failNext: (method, failure, times = 1) => web.failNext(method, failure, times),
    close() {
      socket.close();
      return new Promise((done) => web.server.close(() => done()).closeAllConnections());
    },
  };
}
