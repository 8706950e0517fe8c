import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** An HTTP answer of the app. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
}

/** What may be wrong with a request on purpose. */
export interface Forged {
  readonly timestamp?: number;
  readonly signature?: string;
}

/** `v0=…` over `v0:timestamp:body` (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** POSTs a signed body to the app. Slack waits 3 s; with `patienceMs` a test may make that shorter. */
export async function deliver(
  to: string,
  secret: string,
  body: string,
  contentType: string,
  forged: Forged = {},
  headers: Readonly<Record<string, string>> = {},
  patienceMs = 3_000,
): Promise<Delivered> {
  const timestamp = forged.timestamp ?? Math.floor(Date.now() / 1000);
  const signature = forged.signature ?? signatureOf(secret, timestamp, body);
  const response = await fetch(`${to}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'x-slack-signature': signature,
      'x-slack-request-timestamp': String(timestamp),
      ...headers,
    },
    signal: AbortSignal.timeout(patienceMs),
  });
  return { status: response.status, body: await response.text() };
}

/** Sends an event up to four times, as Slack does where it is not answered 2xx in time. */
export async function deliverEvent(
  to: string,
  secret: string,
  event: object,
  retryMs: number,
): Promise<Delivered> {
  const body = JSON.stringify({ event_id: `Ev${randomBytes(6).toString('hex')}`, ...event });
  for (let attempt = 0; ; attempt++) {
    const retry =
      attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_error' } : {};
    const last = await deliver(
      to,
      secret,
      body,
      'application/json',
      {},
      retry as Record<string, string>,
    ).catch(() => ({ status: 0, body: '' }));
    if ((last.status >= 200 && last.status < 300) || attempt === 3) return last;
    await setTimeout(retryMs * 2 ** attempt);
  }
}
