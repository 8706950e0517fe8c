import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, SocketModeReceiver } from '@slack/bolt';
import type { Router } from 'express';
import express from 'express';
import type { Announcer, JoinedChannels } from '../../core/announce.ts';
import { createAnnouncer } from './speak/announce.ts';
import { createSlackClients } from './speak/clients.ts';
import { connectByToken } from './installation/connect-by-token.ts';
import type { SlackTokenConnector } from './installation/connect-by-token.ts';
import { createConverse } from './converse/converse.ts';
import type { SlackDependencies } from './dependencies.ts';
import { disconnectSlack } from './installation/disconnect.ts';
import type { SlackDisconnector } from './installation/disconnect.ts';
import { createHttpReceiver } from './receive/http-receiver.ts';
import { createUnderWay, finishLeftovers, keepingEvents } from './receive/keep-events.ts';
import { joinedChannels } from './speak/joined-channels.ts';
import { listenToActions } from './listen/actions.ts';
import { listenToCommands } from './listen/commands.ts';
import { listenToEvents } from './listen/events.ts';
import { listenToHome } from './listen/home.ts';
import { listenToLifecycle } from './listen/lifecycle.ts';
import { quietLogger } from './logger.ts';
import { openIdRoutes } from './oauth/openid.ts';
import { installRoutes } from './oauth/routes.ts';
import { slackErrorCode } from './speak/reasons.ts';

/** NOX in Slack. */
export interface SlackSurface {
  /**
   * Takes what Slack posts to `/slack/events`, with no other middleware before it. Returns whether the request was one.
   */
  receive(request: IncomingMessage, response: ServerResponse): boolean;
  /** `/slack/install` and `/slack/oauth_redirect`. */
  readonly router: Router;
  readonly connectByToken: SlackTokenConnector;
  readonly disconnect: SlackDisconnector;
  /** Says what nobody asked for: alerts. */
  readonly announcer: Announcer;
  /** The channels that a tenant's NOX was invited to. Never rejects for what Slack or the network does. */
  readonly channels: (tenantId: number) => Promise<JoinedChannels>;
  /** Takes up unfinished events, and connects by Socket Mode where an app token is configured. */
  start(): Promise<void>;
  /** Resolves when no answer is under way. */
  settled(): Promise<void>;
  /** Waits for the answers under way. */
  stop(): Promise<void>;
}

/** Longer than any command may take that was not confirmed by a click: other processes may still be answering. */
const leftoverAfterMs = 45_000;

const eventsPath = '/slack/events';

/** Puts the surface together: Bolt verifies, acknowledges and dispatches; tenants, people and answers are ours. */
export function createSlackSurface(dependencies: SlackDependencies): SlackSurface {
  const { config, installations, clock, log } = dependencies;
  const clients = createSlackClients(config, installations, clock, log);
  const converse = createConverse(dependencies, clients);
  const underWay = createUnderWay();
  const logger = quietLogger(log);
  const http = createHttpReceiver(config.signingSecret, '2mb', log);
  const socket = config.appToken ? new SocketModeReceiver({ appToken: config.appToken, logger }) : undefined;
  // Bolt's receiver takes no address of the Web API for its one call, `apps.connections.open`.
  if (socket && config.apiUrl) {
    Object.assign(socket.client, { webClient: clients.withToken(config.appToken ?? '') });
  }

  function boltOn(receiver: ConstructorParameters<typeof App>[0] & object): App {
    const app = new App({
      ...receiver,
      authorize: async () => ({}),
      ignoreSelf: false,
      convoStore: false,
      logger,
    });
    app.error(async (error) => {
      log.error({ err: error }, 'a listener failed');
      throw error;
    });
    listenToEvents(app, dependencies, converse);
    listenToCommands(app, dependencies, converse);
    listenToActions(app, dependencies, converse);
    listenToHome(app, dependencies, clients);
    listenToLifecycle(app, dependencies, clients);
    return app;
  }

  const app = boltOn({ receiver: keepingEvents(http, dependencies, underWay) });
  const socketApp = socket && boltOn({ receiver: keepingEvents(socket, dependencies, underWay) });
  let leftovers: NodeJS.Timeout | undefined;
  let isConnected = false;

  return {
    receive(request, response) {
      if (request.method !== 'POST' || request.url?.split('?', 1)[0] !== eventsPath) return false;
      void http.handle(request, response);
      return true;
    },
    router: express.Router().use(installRoutes(dependencies, clients), openIdRoutes(dependencies, clients)),
    connectByToken: connectByToken(dependencies, clients),
    disconnect: disconnectSlack(dependencies, clients),
    announcer: createAnnouncer(clients, clock, config.apiUrl),
    channels: joinedChannels(clients, installations),
    async start() {
      const takeUp = () =>
        underWay
          .track(finishLeftovers(app, dependencies, underWay, leftoverAfterMs))
          .catch((error: unknown) => log.error({ err: error }, 'unfinished events could not be read'));
      leftovers = setInterval(takeUp, leftoverAfterMs / 3);
      leftovers.unref();
      void takeUp();
      await socketApp?.start().catch((error: unknown) => {
        const code = slackErrorCode(error);
        if (!code) throw error;
        clearInterval(leftovers);
        throw new Error(
          `Slack refused SLACK_APP_TOKEN (${code}). Check it, and that Socket Mode is on in the app.`,
        );
      });
      isConnected = true;
    },
    settled: () => underWay.settled(),
    async stop() {
      clearInterval(leftovers);
      if (isConnected) await socketApp?.stop();
      await underWay.settled();
    },
  };
}
