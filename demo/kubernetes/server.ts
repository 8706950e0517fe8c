import { createServer } from 'node:https';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller } from './api/access.ts';
import { handle, sendError } from './api/handle.ts';
import type { ServerCertificate } from './certificate.ts';
import type { Simulation } from './simulation.ts';
import { StatusError, unauthorized } from './status.ts';

export interface LoggedRequest {
  method: string;
  path: string;
  authorization: string | undefined;
  body: string;
}

const keptRequests = 1_000;
const longestBody = 3 * 1024 * 1024;

/** The https server in front of the simulation: bodies, tokens, the log of requests, being down. */
export class ApiServer {
  readonly requests: LoggedRequest[] = [];
  readonly #server: Server;
  readonly #simulation: Simulation;
  readonly #callers: Map<string, Caller>;
  readonly #bookmarkEveryMs: number;
  #port = 0;
  #hanging = false;

  constructor(
    simulation: Simulation,
    certificate: ServerCertificate,
    callers: Map<string, Caller>,
    bookmarkEveryMs: number,
  ) {
    this.#simulation = simulation;
    this.#callers = callers;
    this.#bookmarkEveryMs = bookmarkEveryMs;
    this.#server = createServer(
      { key: certificate.keyPem, cert: certificate.certificatePem },
      (request, response) => {
        void this.#answer(request, response);
      },
    );
  }

  /** Listens on 127.0.0.1; gives the port. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve(this.#port);
      });
    });
  }

  /** Goes down, or comes back on the same port. */
  setReachable(up: boolean, how: 'refuse' | 'hang'): void {
    if (this.#hanging) this.#server.closeAllConnections();
    this.#hanging = !up && how === 'hang';
    if (up && !this.#server.listening) this.#server.listen(this.#port, '127.0.0.1');
    if (up) return;
    this.#server.closeAllConnections();
    if (how === 'refuse' && this.#server.listening) this.#server.close();
  }

  /** Ends every connection and stops listening. */
  close(): Promise<void> {
    this.#server.closeAllConnections();
    if (!this.#server.listening) return Promise.resolve();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await bodyOf(request);
      const { authorization } = request.headers;
      const method = request.method ?? 'GET';
      this.requests.push({ method, path: request.url ?? '/', authorization, body });
      if (this.requests.length > keptRequests) this.requests.shift();
      if (this.#hanging) return;
      const caller = this.#callers.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
      if (!caller) throw unauthorized();
      const url = new URL(request.url ?? '/', `https://127.0.0.1:${this.#port}`);
      const { accept = '', 'content-type': contentType = '' } = request.headers;
      handle(
        this.#simulation,
        caller,
        { method, url, accept, contentType, body },
        response,
        this.#bookmarkEveryMs,
      );
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      if (error instanceof StatusError) return sendError(response, error);
      const words = `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`;
      sendError(response, new StatusError(500, 'InternalError', words));
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestBody) {
      throw new StatusError(413, 'RequestEntityTooLarge', `limit is ${longestBody}`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
