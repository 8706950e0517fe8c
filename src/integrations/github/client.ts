import { Octokit } from '@octokit/rest';
import type { Closable, Environment } from '../provider.ts';
import { githubError } from './errors.ts';

/** What is stored of a GitHub integration. */
export interface GithubConfiguration {
  readonly token: string;
  /** The API's root: `https://api.github.com`, or `https://host/api/v3` for GitHub Enterprise. */
  readonly apiUrl: string;
}

export interface Repository {
  readonly fullName: string;
  readonly url: string;
  readonly description: string;
  readonly isPrivate: boolean;
  readonly pushedAt: Date | undefined;
}

/** An issue or a pull request in a list. */
export interface Ticket {
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly author: string;
  readonly isDraft: boolean;
  readonly updatedAt: Date;
}

/** One tenant's GitHub. Errors: NoxError `upstream_*`. */
export interface GithubClient extends Closable {
  /** The login behind the token and its scopes; undefined for a fine-grained token. */
  whoAmI(): Promise<{ readonly login: string; readonly scopes: string | undefined }>;
  /** The latest pushed repositories that the token reaches, 100 at most. */
  repositories(): Promise<Repository[]>;
  /** Open issues of a repository (`owner/name`), pull requests left out, 50 at most. */
  issues(repository: string): Promise<Ticket[]>;
  /** Open pull requests of a repository, newest first, 50 at most. */
  pullRequests(repository: string): Promise<Ticket[]>;
}

/** A client for one configuration; every byte goes through the egress guard to the configured host alone. */
export function openGithub(
  { token, apiUrl }: GithubConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): GithubClient {
  const connection = environment.egress.open(new URL(apiUrl).origin);
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'nox',
    request: { fetch: connection.fetch, signal },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });

  async function call<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw githubError(error, name, what);
    }
  }

  return {
    close: () => connection.close(),
    whoAmI: () =>
      call('user', async () => {
        const { data, headers } = await octokit.rest.users.getAuthenticated();
        return { login: data.login, scopes: headers['x-oauth-scopes'] };
      }),
    repositories: () =>
      call('repos', async () => {
        const { data } = await octokit.rest.repos.listForAuthenticatedUser({ sort: 'pushed', per_page: 100 });
        return data.map((each) => ({
          fullName: each.full_name,
          url: each.html_url,
          description: each.description ?? '',
          isPrivate: each.private,
          pushedAt: each.pushed_at ? new Date(each.pushed_at) : undefined,
        }));
      }),
    issues: (repository) =>
      call(repository, async () => {
        const { data } = await octokit.rest.issues.listForRepo({
          ...split(repository),
          state: 'open',
          per_page: 50,
        });
        return data
          .filter((each) => !each.pull_request)
          .map((each) => ({ ...ticket(repository, each), isDraft: false }));
      }),
    pullRequests: (repository) =>
      call(repository, async () => {
        const { data } = await octokit.rest.pulls.list({ ...split(repository), state: 'open', per_page: 50 });
        return data.map((each) => ({ ...ticket(repository, each), isDraft: each.draft ?? false }));
      }),
  };
}

function ticket(
  repository: string,
  each: {
    number: number;
    title: string;
    html_url: string;
    user: { login: string } | null;
    updated_at: string;
  },
) {
  const { number, title } = each;
  const author = each.user?.login ?? '';
  return { repository, number, title, url: each.html_url, author, updatedAt: new Date(each.updated_at) };
}

function split(repository: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}
