import type { KnownBlock } from '@slack/web-api';

/** An answer as Slack takes it in the acknowledgement of a slash command, or at a response_url. */
export interface SlashAnswer {
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original?: boolean;
  readonly text: string;
  readonly blocks?: KnownBlock[] | undefined;
}

/** Sends JSON to a response_url. Resolves to false when Slack no longer takes it. */
export type Respond = (url: string, body: SlashAnswer) => Promise<boolean>;

/** Answers at response_url; only Slack's own host is taken, or that of the Web API where the operator set another. */
export function createRespond(apiUrl: string | undefined): Respond {
  return async (url, body) => {
    if (!isSlacks(url, 'hooks.slack.com', apiUrl)) return false;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    await answer?.body?.cancel().catch(() => {});
    return answer?.ok ?? false;
  };
}

/** Whether an address that came with a request or an answer leads to Slack. */
export function isSlacks(url: string, host: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const given = new URL(url);
  if (apiUrl) {
    const home = new URL(apiUrl);
    const same = given.hostname === home.hostname || (isLoopback(given) && isLoopback(home));
    return same && given.protocol === home.protocol;
  }
  return given.protocol === 'https:' && given.host === host;
}

/** Names that a Slack emulator beside NOX may use of itself in turn. */
function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
