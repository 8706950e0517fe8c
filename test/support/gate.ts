import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call of NOX's that comes through a gate. */
export interface GatedCall {
  /** The gate's name: `slack`, `jira`… */
  readonly to: string;
  readonly method: string;
  /** Without a query. */
  readonly path: string;
  readonly body: string;
}

/** What a caller is answered instead of by the service. */
export interface GateAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/**
 * Decides at each of the two moments of a call whether it goes on; where it does not, the caller never hears of it, or is
 * answered by the gate.
 */
export type GateKeeper = (call: GatedCall, moment: 'before' | 'after') => boolean | GateAnswer;

/** A gate in front of a service: everything passes, until the keeper holds a call before it is carried out, or its answer. */
export interface Gate {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a gate before the service at `target`, which answers with the gate's address wherever it names its own. */
export async function openGate(to: string, target: string, keeper: GateKeeper): Promise<Gate> {
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  let url = '';

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await all(request);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const call = { to, method: request.method ?? 'GET', path, body: sent.toString('latin1') };
    if (!goesOn(keeper(call, 'before'), response)) return;
    const answer = await new Promise<IncomingMessage>((answered, failed) => {
      const { method, headers } = request;
      send(new URL(request.url ?? '/', target), { method, headers }, answered)
        .on('error', failed)
        .end(sent);
    });
    const body = await all(answer);
    if (!goesOn(keeper(call, 'after'), response)) return;
    const isText = /json/.test(answer.headers['content-type'] ?? '');
    const told = isText ? Buffer.from(body.toString('utf8').replaceAll(new URL(target).origin, url)) : body;
    const { 'content-length': _length, 'transfer-encoding': _coding, ...headers } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, headers).end(told);
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}

function goesOn(decided: boolean | GateAnswer, response: ServerResponse): boolean {
  if (typeof decided === 'boolean') return decided;
  const { status, headers = {}, body } = decided;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body && JSON.stringify(body));
  return false;
}

async function all(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
