import { LRUCache } from 'lru-cache';
import type { Clock } from '../../../core/clock.ts';
import { isNoxError } from '../../../core/errors.ts';
import type { Environment } from '../../provider.ts';
import { connect } from '../connection.ts';
import type { GithubConnection } from '../connection.ts';
import { installationError } from './errors.ts';
import { botOf } from './app.ts';
import type { GithubApp, InstallationAccess } from './app.ts';
import { appToken } from './app-token.ts';

interface Minted {
  readonly token: string;
  /** From when on it is renewed, ahead of its end. */
  readonly renewAt: number;
}

/** Mints the tokens by which NOX works in installations of its App. */
export interface InstallationTokens {
  /** One tenant’s way to them. */
  of(tenantId: number): InstallationAccess;
}

const renewAheadMs = 5 * 60_000;
const appTimeoutMs = 8_000;
/** A token is an hour old at most, and some hundred bytes. */
const mostKept = 5_000;

/**
 * Tokens are kept by tenant, host, App and installation, in memory alone; of several that need one at once, one mints and
 * the others wait for it. (`@octokit/auth-app` keeps those under way in one map for the whole process, under keys that
 * name neither App nor host.)
 */
export function createInstallationTokens(
  app: GithubApp,
  environment: Environment,
  clock: Clock,
): InstallationTokens {
  const { githubUrl: apiUrl } = environment.defaults;
  const minted = new LRUCache<string, Promise<Minted>>({ max: mostKept });

  /** Asks GitHub something about an installation, as the App itself. */
  async function asApp<T>(ask: (apps: GithubConnection['rest']['apps']) => Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(appTimeoutMs);
    const token = await appToken(app, clock.now());
    const connection = connect({ token, apiUrl }, environment, botOf(app), signal);
    try {
      return await connection.call('/app/installations', () =>
        ask(connection.rest.apps).catch((error: unknown) => {
          throw installationError(error, botOf(app)) ?? error;
        }),
      );
    } finally {
      await connection.close();
    }
  }

  /** https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app */
  async function mint(installationId: number): Promise<Minted> {
    const { data } = await asApp((apps) =>
      apps.createInstallationAccessToken({ installation_id: installationId }),
    );
    return { token: data.token, renewAt: Date.parse(data.expires_at) - renewAheadMs };
  }

  async function uninstall(installationId: number): Promise<void> {
    await asApp((apps) => apps.deleteInstallation({ installation_id: installationId })).catch(
      (error: unknown) => {
        if (!isNoxError(error) || error.sentence !== 'github.app.uninstalled') throw error;
      },
    );
  }

  async function token(tenantId: number, installationId: number, refused?: string): Promise<string> {
    const key = `${tenantId} ${apiUrl} ${app.id} ${installationId}`;
    const before = minted.get(key);
    const kept = await before?.catch(() => undefined);
    if (kept && kept.token !== refused && clock.now().getTime() < kept.renewAt) return kept.token;
    // While this one waited, another may have begun.
    const begun = minted.get(key);
    if (begun && begun !== before) return (await begun).token;
    const fresh = mint(installationId);
    minted.set(key, fresh);
    fresh.catch(() => minted.get(key) === fresh && minted.delete(key));
    return (await fresh).token;
  }

  return {
    of: (tenantId) => ({
      appId: app.id,
      bot: botOf(app),
      token: (installationId, refused) => token(tenantId, installationId, refused),
      uninstall,
    }),
  };
}
