import { Octokit } from '@octokit/rest';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Closable, Environment } from '../provider.ts';
import { githubError } from './errors.ts';

/** What is stored of a GitHub integration. */
export interface GithubConfiguration {
  readonly token: string;
  /** The API's root: `https://api.github.com`, or `https://host/api/v3` for GitHub Enterprise. */
  readonly apiUrl: string;
}

/** One tenant's way to GitHub's API: every byte goes through the egress guard to the configured host alone. */
export interface GithubConnection extends Closable {
  /** The endpoints. Use within `call`, which says what went wrong in NOX's terms. */
  readonly rest: Octokit['rest'];
  /** @param what is named where GitHub does not find it: `acme/web`, `acme/web#12` */
  call<T>(what: string, work: () => Promise<T>): Promise<T>;
}

export function connect(
  { token, apiUrl }: GithubConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): GithubConnection {
  const connection = environment.egress.open(new URL(apiUrl).origin);
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'nox',
    request: { fetch: followRedirects(connection.fetch), signal },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return {
    rest: octokit.rest,
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
