import { Client } from '@notionhq/client';
import { NoxError } from '../../core/errors.ts';
import type { Environment } from '../provider.ts';
import { notionError, retryAfter } from './errors.ts';
import type { Capability } from './errors.ts';

/** What is stored of a Notion integration. */
export interface NotionConfiguration {
  readonly token: string;
  /** The API's root: `https://api.notion.com`. */
  readonly apiUrl: string;
  /** Present where the token came by consent. */
  readonly workspaceId?: string | undefined;
}

/** Notion's own client behind the egress guard. */
export interface NotionConnection {
  readonly api: Client;
  /** Runs a call; what it throws becomes a NoxError that names `what` and the capability that was missing. */
  call<T>(what: string, needs: Capability, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const timeoutMs = 10_000;
/** Longer waits are told to the person: the library would sleep on past the command's own time. */
const longestWaitSeconds = 2;

/**
 * Opens the API of one configuration. Every request goes to its host alone, ends with `signal` and takes 10 s at most.
 * Short rate limits are waited for by the library, twice at most.
 */
export function connect(
  { token, apiUrl }: Pick<NotionConfiguration, 'token' | 'apiUrl'>,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): NotionConnection {
  const door = environment.egress.open(new URL(apiUrl).origin);

  async function guarded(
    url: string,
    init: { body?: string | FormData; headers?: Record<string, string>; method?: string } = {},
  ): Promise<Response> {
    const { method, headers, body } = init;
    const response = await door.fetch(url, {
      ...(method ? { method } : {}),
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
      signal,
    });
    const seconds = response.status === 429 ? retryAfter(response.headers) : undefined;
    if (seconds === undefined || seconds <= longestWaitSeconds) return response;
    await response.body?.cancel();
    throw new NoxError('upstream_rate_limited', { service: 'Notion', seconds });
  }

  const api = new Client({
    auth: token,
    baseUrl: apiUrl,
    timeoutMs,
    fetch: guarded,
    logger: () => {},
    retry: { maxRetries: 2, initialRetryDelayMs: 300, maxRetryDelayMs: longestWaitSeconds * 1_000 },
  });

  return {
    api,
    close: () => door.close(),
    async call(what, needs, work) {
      try {
        return await work();
      } catch (error) {
        throw notionError(error, name, what, needs);
      }
    },
  };
}
