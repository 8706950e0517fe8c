import type { View } from '../represent.ts';
import type { Json } from '../types.ts';

/** One request, read and let in. */
export interface Call extends View {
  readonly query: URLSearchParams;
  /** The parts of the path that the route leaves open. */
  readonly parts: readonly string[];
  /** The parsed body; `{}` where there is none. */
  readonly body: Json;
  readonly now: Date;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export type Handler = (call: Call) => Answer;

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** `startAt` and `maxResults` of a page, within what Jira gives at once. */
export function pageOf(query: URLSearchParams, usual: number, most: number): { start: number; size: number } {
  const start = Math.max(0, Number(query.get('startAt')) || 0);
  const size = Math.min(most, Math.max(1, Number(query.get('maxResults')) || usual));
  return { start, size };
}
