import type { ServerResponse } from 'node:http';
import type { Simulation } from '../simulation.ts';
import type { StatusError } from '../status.ts';
import { methodNotAllowed, statusObject, unsupportedMediaType } from '../status.ts';
import type { Caller } from './access.ts';
import { authorize } from './access.ts';
import { discover } from './discovery.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { logs } from './logs.ts';
import { patch } from './patch.ts';
import { remove, removeAll } from './remove.ts';
import type { Answer, ApiRequest } from './request.ts';
import { flag, parseBody, parsePath } from './request.ts';
import { review } from './reviews.ts';
import { scale } from './scale.ts';
import { watch } from './watch.ts';
import { create, replace } from './write.ts';

export interface Incoming {
  method: string;
  url: URL;
  accept: string;
  contentType: string;
  body: string;
}

/** Answers one request of a known caller: discovery, health, or the objects of a resource. */
export function handle(
  simulation: Simulation,
  caller: Caller,
  incoming: Incoming,
  response: ServerResponse,
  bookmarkEveryMs: number,
): void {
  const { method, url } = incoming;
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;
  if (['/healthz', '/livez', '/readyz'].includes(path)) return sendText(response, 200, 'ok');
  const found = discover(path, simulation.version, url.host);
  if (found !== undefined) {
    if (method !== 'GET') throw methodNotAllowed();
    return send(response, { code: 200, body: found });
  }
  if (!/^\/apis?\//.test(path)) return sendText(response, 404, '404 page not found\n');
  if (incoming.body && /protobuf|cbor/.test(incoming.contentType)) {
    throw unsupportedMediaType(['application/json']);
  }
  const asked = parsePath(path);
  if ('review' in asked) {
    if (method !== 'POST') throw methodNotAllowed();
    return send(response, review(asked.review, caller, parseBody(incoming.body)));
  }
  const request: ApiRequest = {
    method,
    resource: asked.resource,
    namespace: asked.namespace,
    name: asked.name,
    subresource: asked.subresource,
    query: url.searchParams,
    accept: incoming.accept,
    contentType: incoming.contentType,
    body: incoming.body,
  };
  authorize(caller, request);
  if (request.subresource === 'log') {
    if (method !== 'GET') throw methodNotAllowed();
    return logs(simulation, request, response);
  }
  if (method === 'GET' && request.subresource === undefined && flag(url.searchParams, 'watch')) {
    return watch(simulation, request, response, bookmarkEveryMs);
  }
  send(response, respond(simulation, request));
}

/** Sends a refusal as a Status object. */
export function sendError(response: ServerResponse, error: StatusError): void {
  send(response, { code: error.code, body: statusObject(error) });
}

function respond(simulation: Simulation, request: ApiRequest): Answer {
  if (request.subresource === 'scale') return scale(simulation, request);
  const onOne = request.name !== undefined;
  switch (request.method) {
    case 'GET':
      return onOne ? get(simulation, request) : list(simulation, request);
    case 'POST':
      if (onOne || (request.resource.namespaced && !request.namespace)) throw methodNotAllowed();
      return create(simulation, request);
    case 'PUT':
      if (!onOne) throw methodNotAllowed();
      return replace(simulation, request);
    case 'PATCH':
      if (!onOne) throw methodNotAllowed();
      return patch(simulation, request);
    case 'DELETE':
      if (request.subresource) throw methodNotAllowed();
      return onOne ? remove(simulation, request) : removeAll(simulation, request);
    default:
      throw methodNotAllowed();
  }
}

function send(response: ServerResponse, answer: Answer): void {
  const text = `${JSON.stringify(answer.body)}\n`;
  response.writeHead(answer.code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-cache, private',
    'audit-id': crypto.randomUUID(),
  });
  response.end(text);
}

function sendText(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}
