import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type {
  SlackInstallationRecord,
  SlackInstallations,
  SlackKey,
} from '../../../tenancy/slack-installations.ts';
import type { SlackLog } from '../dependencies.ts';
import { quietLogger } from '../logger.ts';
import { slackErrorCode } from './reasons.ts';

/** The parts of a stored bot that NOX reads; more may stand there. */
export const storedBot = z.looseObject({
  token: z.string(),
  botUserId: z.string().optional(),
  refreshToken: z.string().optional(),
  /** Seconds since 1970. */
  expiresAt: z.number().optional(),
  teamId: z.string().optional(),
});
export type StoredBot = z.infer<typeof storedBot>;

/** An installation that NOX may speak through. */
export interface Spoken {
  /** What was installed: the organisation's installation serves its workspaces' requests too. */
  readonly installed: SlackKey;
  /**
   * A client with a token that is valid now, and what is stored of the bot. Read, unsealed and, where two hours or less
   * remain, refreshed at the first call: a request that is answered in its acknowledgement needs no token, and touches
   * none. Errors: those of the stores, and one where the installation is gone.
   */
  speak(): Promise<{ readonly client: WebClient; readonly bot: StoredBot }>;
}

export interface SlackClients {
  /** A client that carries no token, for `oauth.v2.access`. */
  anonymous(): WebClient;
  withToken(token: string, teamId?: string): WebClient;
  /** A client that tries once and says at once when Slack asks for patience: whoever uses it keeps count itself. */
  once(token: string, teamId: string | undefined): WebClient;
  /** An installation as it is stored now; undefined when there is none. */
  of(tenantId: number, key: SlackKey): Promise<Spoken | undefined>;
  /** An installation that was seen with this very request. Nothing is read before it speaks. */
  seen(tenantId: number, installed: SlackKey, teamId: string | undefined): Spoken;
}

const refreshBeforeSeconds = 7_200;

/** Clients are made for each request and not kept: no token outlives its use, none can meet another tenant's. */
export function createSlackClients(
  app: { readonly clientId: string; readonly clientSecret: string; readonly apiUrl: string | undefined },
  installations: SlackInstallations,
  clock: Clock,
  log: SlackLog,
): SlackClients {
  const options = {
    ...(app.apiUrl ? { slackApiUrl: app.apiUrl } : {}),
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 2_000 },
    timeout: 10_000,
    allowAbsoluteUrls: false,
    logger: quietLogger(log),
  };

  function withToken(token: string | undefined, teamId?: string): WebClient {
    return new WebClient(token, { ...options, ...(teamId ? { teamId } : {}) });
  }

  function tryingOnce(token: string, teamId: string | undefined): WebClient {
    const single = { ...options, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
    return new WebClient(token, { ...single, ...(teamId ? { teamId } : {}) });
  }

  function expiring(bot: StoredBot): boolean {
    return (
      bot.expiresAt !== undefined && bot.expiresAt - clock.now().getTime() / 1000 <= refreshBeforeSeconds
    );
  }

  async function rotate(bot: StoredBot): Promise<StoredBot | undefined> {
    if (!expiring(bot) || !bot.refreshToken) return undefined;
    const fresh = await withToken(undefined).oauth.v2.access({
      client_id: app.clientId,
      client_secret: app.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: bot.refreshToken,
    });
    if (!fresh.access_token) return undefined;
    return {
      ...bot,
      token: fresh.access_token,
      ...(fresh.refresh_token ? { refreshToken: fresh.refresh_token } : {}),
      ...(fresh.expires_in ? { expiresAt: Math.floor(clock.now().getTime() / 1000) + fresh.expires_in } : {}),
    };
  }

  /** A refresh is made once for all processes. */
  async function ready(tenantId: number, key: SlackKey, stored: SlackInstallationRecord) {
    let bot = storedBot.parse(stored.bot);
    if (expiring(bot)) {
      // A refresh that fails leaves the token that is there: it is good until it expires.
      const refreshed = await installations
        .refresh(tenantId, key, async (current) => rotate(storedBot.parse(current.bot)))
        .catch((error: unknown) => {
          log.warn({ tenantId, code: slackErrorCode(error) }, 'a Slack token could not be refreshed');
          return undefined;
        });
      if (refreshed) bot = storedBot.parse(refreshed.bot);
    }
    const teamId = stored.key.isEnterpriseInstall ? key.teamId : undefined;
    return { client: withToken(bot.token, teamId), bot };
  }

  async function of(tenantId: number, key: SlackKey): Promise<Spoken | undefined> {
    const stored = await installations.load(tenantId, key);
    return stored && { installed: stored.key, speak: once(() => ready(tenantId, key, stored)) };
  }

  function seen(tenantId: number, installed: SlackKey, teamId: string | undefined): Spoken {
    const key = { ...installed, teamId };
    const speak = async () => {
      const stored = await installations.load(tenantId, key);
      if (!stored) throw new Error('the installation is gone');
      return ready(tenantId, key, stored);
    };
    return { installed, speak: once(speak) };
  }

  return { anonymous: () => withToken(undefined), withToken, once: tryingOnce, of, seen };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
