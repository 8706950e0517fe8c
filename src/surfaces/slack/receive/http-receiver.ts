import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPModuleFunctions as bolt, HTTPResponseAck } from '@slack/bolt';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { SlackLog } from '../dependencies.ts';
import { quietLogger } from '../logger.ts';
import { objectOf } from '../actor/where.ts';

/** A Bolt receiver that is handed its requests. */
export interface HttpReceiver extends Receiver {
  /** Verifies a request, has Bolt process it, and answers it. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * Bolt's HTTP receiver, of Bolt's own parts: it verifies, acknowledges and answers as `HTTPReceiver` does
 * (https://docs.slack.dev/tools/bolt-js/concepts/receiver), without a server of its own and without Express before it,
 * and answers 400 to a signed body that is no object, where Bolt's would end the process.
 */
export function createHttpReceiver(signingSecret: string, bodyLimit: string, log: SlackLog): HttpReceiver {
  const logger = quietLogger(log);
  let app: App | undefined;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (typeof body === 'number') return bolt.buildNoBodyResponse(response, body);
    if (body.ssl_check) return bolt.buildSSLCheckResponse(response);
    if (body.type === 'url_verification') return bolt.buildUrlVerificationResponse(response, body);
    const ack = new HTTPResponseAck({
      logger,
      processBeforeResponse: false,
      unhandledRequestHandler: bolt.defaultUnhandledRequestHandler,
      httpRequest: request as ConstructorParameters<typeof HTTPResponseAck>[0]['httpRequest'],
      httpRequestBody: body,
      httpResponse: response,
    });
    try {
      await app?.processEvent({
        body,
        ack: ack.bind(),
        retryNum: bolt.extractRetryNumFromHTTPRequest(request),
        retryReason: bolt.extractRetryReasonFromHTTPRequest(request),
      } as ReceiverEvent);
    } catch (error) {
      const failed = { error: error as Error & { code: string }, logger, request, response };
      const answered = await bolt.defaultProcessEventErrorHandler({ ...failed, storedResponse: undefined });
      if (answered) ack.ack();
    }
  }

  /** The verified body, or the status of its refusal. */
  async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | number> {
    let verified;
    try {
      verified = await bolt.parseAndVerifyHTTPRequest({ enabled: true, signingSecret, bodyLimit }, request);
    } catch (error) {
      logger.warn('a request was not verified:', error);
      return bolt.isRawBodyError(error) && error.statusCode === 413 ? 413 : 401;
    }
    try {
      return objectOf(bolt.parseHTTPRequestBody(verified)) ?? 400;
    } catch {
      return 400;
    }
  }

  return {
    init(bolted) {
      app = bolted;
    },
    start: async () => {},
    stop: async () => {},
    handle: (request, response) =>
      take(request, response).catch((error: unknown) => {
        log.error({ err: error }, 'a request from Slack failed');
        if (!response.headersSent) bolt.buildNoBodyResponse(response, 500);
      }),
  };
}
