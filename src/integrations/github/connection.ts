import { Octokit } from '@octokit/rest';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Closable, Environment } from '../provider.ts';
import { asInstallation } from './app/as-installation.ts';
import { otherApp } from './app/errors.ts';
import { githubError } from './errors.ts';

/** What is stored of a GitHub integration: a token, or an installation of NOX's own GitHub App. */
export type GithubConfiguration = {
  /** The API's root: `https://api.github.com`, or `https://host/api/v3` for GitHub Enterprise. */
  readonly apiUrl: string;
} & ({ readonly token: string } | Installation);

/** Its numbers are no secrets; what they open is the App's private key, which stands in no database. */
export interface Installation {
  readonly appId: string;
  readonly installationId: number;
  /** The account that it is on: its login when it was connected, and GitHub's number for it. */
  readonly account: string;
  readonly accountId: number;
}

/** One tenant's way to GitHub's API: every byte goes through the egress guard to the configured host alone. */
export interface GithubConnection extends Closable {
  /** The endpoints. Use within `call`, which says what went wrong in NOX's terms. */
  readonly rest: Octokit['rest'];
  /** The login that NOX acts as, where it is its App's; undefined behind a token. */
  readonly bot: string | undefined;
  /** @param what is named where GitHub does not find it: `acme/web`, `acme/web#12` */
  call<T>(what: string, work: () => Promise<T>): Promise<T>;
}

export function connect(
  configuration: GithubConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): GithubConnection {
  const { apiUrl } = configuration;
  const connection = environment.egress.open(new URL(apiUrl).origin);
  const fetch = followRedirects(connection.fetch);
  const way =
    'token' in configuration
      ? { auth: configuration.token, request: { fetch, signal } }
      : { request: { fetch: inside(configuration, environment, name, fetch), signal } };
  const octokit = new Octokit({
    ...way,
    baseUrl: apiUrl,
    userAgent: 'nox',
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return {
    rest: octokit.rest,
    bot: 'token' in configuration ? undefined : environment.githubApp?.bot,
    close: () => connection.close(),
    async call(what, work) {
      try {
        return await work();
      } catch (error) {
        if (signal.aborted && !isNoxError(error))
          throw new NoxError('upstream_timeout', { service: 'GitHub', name, seconds: 10 }, { cause: error });
        throw githubError(error, name, what);
      }
    },
  };
}

/** Refuses, at the first request, what was connected by another App or at another host than this NOX's. */
function inside(
  { apiUrl, appId, installationId }: Installation & { readonly apiUrl: string },
  { githubApp, defaults }: Environment,
  name: string,
  fetch: typeof globalThis.fetch,
): typeof globalThis.fetch {
  if (githubApp?.appId === appId && apiUrl === defaults.githubUrl)
    return asInstallation(fetch, githubApp, installationId);
  return () => Promise.reject(otherApp(name));
}

const redirects = [301, 302, 307, 308];
const mostHops = 3;

/**
 * A renamed or moved repository answers with a redirection, to be repeated with the same verb
 * (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects).
 * Octokit would take it for a success. The guard below refuses another origin.
 */
function followRedirects(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    let url = String(input);
    for (let hop = 0; hop <= mostHops; hop++) {
      const response = await fetch(url, init);
      const location = redirects.includes(response.status) ? response.headers.get('location') : null;
      if (!location) return response;
      await response.body?.cancel();
      url = new URL(location, url).href;
    }
    throw new NoxError('upstream_failed', { service: 'GitHub', status: 301 });
  };
}

/** `owner/name` as the endpoints take it. */
export function split(repository: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}
