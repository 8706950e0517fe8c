import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Delivered, Parcel, Retry } from './deliver.ts';

/** Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode): the app's connections, one of which gets each parcel. */
export interface SocketMode {
  /** An address that one connection may be made at, as `apps.connections.open` gives it. */
  open(): string;
  /** Connections that are open now. */
  count(): number;
  /** Sends to one connection; the acknowledgement's payload as JSON, status 0 where none came in time. */
  deliver(parcel: Parcel, patienceMs: number, retry: Retry | undefined): Promise<Delivered>;
  /** Asks every connection to come anew, as Slack does every few hours. */
  refresh(): void;
  close(): void;
}

/** Slack's clients give up a connection that was not pinged for thirty seconds. */
const pingMs = 10_000;

/** Takes connections on the server that answers the Web API too. */
export function createSocketMode(server: Server, appId: string, address: () => string): SocketMode {
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, (payload: unknown) => void>();
  const sink = new WebSocketServer({ noServer: true });

  server.on('upgrade', (request, stream, head) => {
    const url = new URL(request.url ?? '/', address());
    if (url.pathname !== '/link/' || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
      stream.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sink.handleUpgrade(request, stream, head, welcome);
  });

  function welcome(socket: WebSocket): void {
    sockets.push(socket);
    socket.on('close', () => void sockets.splice(sockets.indexOf(socket), 1));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const { envelope_id: id = '', payload } = JSON.parse(String(data)) as {
        envelope_id?: string;
        payload?: unknown;
      };
      waiting.get(id)?.(payload);
    });
    send(socket, { type: 'hello', num_connections: sockets.length, connection_info: { app_id: appId } });
  }

  const pings = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, pingMs);
  pings.unref();
  let turn = 0;

  return {
    open() {
      const ticket = randomBytes(12).toString('hex');
      tickets.add(ticket);
      return `${address().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    count: () => sockets.length,
    async deliver({ type, payload }, patienceMs, retry) {
      const socket = sockets[turn++ % Math.max(1, sockets.length)];
      if (!socket) return { status: 0, body: '' };
      const id = randomBytes(12).toString('hex');
      const answer = new Promise<Delivered>((answered) => {
        waiting.set(id, (given) => answered({ status: 200, body: given ? JSON.stringify(given) : '' }));
      });
      const accepts = { accepts_response_payload: type !== 'events_api' };
      const again = retry && { retry_attempt: retry.attempt, retry_reason: retry.reason };
      send(socket, { envelope_id: id, type, payload, ...accepts, ...again });
      const patience = new AbortController();
      const late = setTimeout(patienceMs, { status: 0, body: '' }, { signal: patience.signal });
      const first = await Promise.race([answer, late.catch(() => ({ status: 0, body: '' }))]);
      patience.abort();
      waiting.delete(id);
      return first;
    },
    refresh() {
      for (const socket of sockets) send(socket, { type: 'disconnect', reason: 'refresh_requested' });
    },
    close() {
      clearInterval(pings);
      for (const socket of sockets) socket.terminate();
      sink.close();
    },
  };
}

function send(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message));
}
