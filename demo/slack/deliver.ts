import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { SocketMode } from './socket-mode.ts';
import type { Store } from './store.ts';

/** Where the app listens, and this Slack's own address. */
export interface Ends {
  /** The app's address; requests go to `<app>/slack/events`. */
  app: string;
  readonly url: string;
  /** The first pause before an event is sent again. */
  readonly retryMs: number;
  readonly socket: SocketMode;
}

/** What is sent, named as Socket Mode names it. */
export interface Parcel {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The app's answer; status 0 where none came in time. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
}

/** What may be wrong with a request on purpose. */
export interface Forged {
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly signature?: string;
}

/** Again, and why. */
export interface Retry {
  readonly attempt: number;
  readonly reason: 'http_error' | 'http_timeout';
}

/** Slack waits three seconds. */
const patienceMs = 3_000;

const types = {
  slash_commands: 'application/x-www-form-urlencoded',
  interactive: 'application/x-www-form-urlencoded',
  events_api: 'application/json',
} as const;

/** `v0=…` over `v0:timestamp:body` (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Sends a parcel to the app: signed, over HTTP; or over its sockets where the app has an app-level token. */
export async function deliver(
  { app }: Store,
  ends: Ends,
  parcel: Parcel,
  { forged = {}, retry }: { readonly forged?: Forged; readonly retry?: Retry | undefined } = {},
): Promise<Delivered> {
  if (app.appToken) return ends.socket.deliver(parcel, patienceMs, retry);
  const body = bodyOf(parcel);
  const timestamp = forged.timestamp ?? Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': types[parcel.type],
    'x-slack-signature': forged.signature ?? signatureOf(app.signingSecret, timestamp, body),
    'x-slack-request-timestamp': String(timestamp),
    ...(retry
      ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
      : undefined),
  };
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(`${ends.app}/slack/events`, { method: 'POST', body, headers, signal });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

/** Sends an event up to four times, as Slack does where it is not answered 2xx in time; the last answer. */
export async function deliverEvent(
  store: Store,
  ends: Ends,
  event: Readonly<Record<string, unknown>>,
): Promise<Delivered> {
  const parcel: Parcel = { type: 'events_api', payload: event };
  let retry: Retry | undefined;
  for (let attempt = 1; ; attempt++) {
    const last = await deliver(store, ends, parcel, { retry });
    if ((last.status >= 200 && last.status < 300) || attempt === 4) return last;
    await setTimeout(ends.retryMs * 2 ** (attempt - 1));
    retry = { attempt, reason: last.status === 0 ? 'http_timeout' : 'http_error' };
  }
}

function bodyOf({ type, payload }: Parcel): string {
  if (type === 'events_api') return JSON.stringify(payload);
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  return new URLSearchParams(fields as Record<string, string>).toString();
}
