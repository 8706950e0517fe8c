import type { Simulation } from '../simulation.ts';
import { fieldMatcher, labelMatcher } from '../selectors.ts';
import { badRequest, expired } from '../status.ts';
import type { Matcher } from '../selectors.ts';
import type { KubeObject } from '../types.ts';
import { representList, shapeOf } from './represent.ts';
import type { Answer, ApiRequest } from './request.ts';
import { numberParameter } from './request.ts';
import { keyOf } from '../store.ts';

interface ContinueToken {
  version: number;
  after: string;
}

/** Answers a list: selectors, pages by `limit` and `continue`, the version to watch from. */
export function list(simulation: Simulation, request: ApiRequest): Answer {
  const { resource, query } = request;
  const { store } = simulation;
  const limit = numberParameter(query, 'limit') ?? 0;
  const token = query.get('continue');
  const from = token ? readToken(token) : undefined;
  if (from && !store.remembers(from.version)) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new ' +
        'list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.',
    );
  }
  const key = (object: KubeObject) => keyOf(resource, object.metadata.name, object.metadata.namespace);
  const found = store.all(resource, request.namespace).filter(matcherOf(request));
  const rest = from ? found.filter((object) => key(object) > from.after) : found;
  const page = limit > 0 ? rest.slice(0, limit) : rest;
  const last = page.at(-1);
  const version = from?.version ?? store.version;
  const remaining = rest.length - page.length;
  const metadata: Record<string, unknown> = { resourceVersion: String(version) };
  if (remaining > 0 && last) {
    metadata.continue = writeToken({ version, after: key(last) });
    if (!query.get('labelSelector') && !query.get('fieldSelector')) metadata.remainingItemCount = remaining;
  }
  const now = simulation.clock.now();
  return { code: 200, body: representList(resource, page, metadata, shapeOf(request.accept), query, now) };
}

/** What the selectors and the name of a request let through. */
export function matcherOf(request: ApiRequest): Matcher {
  const labels = request.query.get('labelSelector');
  const fields = request.query.get('fieldSelector');
  const matchers: Matcher[] = [];
  if (labels) matchers.push(labelMatcher(labels));
  if (fields) matchers.push(fieldMatcher(request.resource, fields));
  if (request.name) matchers.push((object) => object.metadata.name === request.name);
  if (request.namespace) matchers.push((object) => object.metadata.namespace === request.namespace);
  return (object) => matchers.every((matches) => matches(object));
}

function writeToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(text: string): ContinueToken {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as ContinueToken;
    if (typeof token.version === 'number' && typeof token.after === 'string') return token;
  } catch {
    // told below
  }
  throw badRequest('continue key is not valid: illegal base64 data');
}
