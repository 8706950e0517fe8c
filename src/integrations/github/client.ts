import type { Closable, Environment } from '../provider.ts';
import { openActions } from './actions.ts';
import type { Actions } from './actions.ts';
import { connect } from './connection.ts';
import type { GithubConfiguration } from './connection.ts';
import { openIssues } from './issues.ts';
import type { Issues } from './issues.ts';
import { openPulls } from './pulls.ts';
import type { Pulls } from './pulls.ts';
import { openReleases } from './releases.ts';
import type { Releases } from './releases.ts';
import { openRepositories } from './repositories.ts';
import type { Repositories } from './repositories.ts';

/** One tenant's GitHub, by noun. Errors: NoxError `upstream_*`. */
export interface GithubClient extends Closable {
  /** The login behind the token and its scopes; undefined for a fine-grained token. */
  whoAmI(): Promise<{ readonly login: string; readonly scopes: string | undefined }>;
  readonly repositories: Repositories;
  readonly issues: Issues;
  readonly pulls: Pulls;
  readonly actions: Actions;
  readonly releases: Releases;
}

/** A client for one configuration. Nothing is sent before its first call. */
export function openGithub(
  configuration: GithubConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): GithubClient {
  const connection = connect(configuration, environment, name, signal);
  return {
    close: () => connection.close(),
    whoAmI: () =>
      connection.call('/user', async () => {
        // An App is nobody: what it reaches is the cheapest question that only a good token gets an answer to.
        if (connection.bot) {
          await connection.rest.apps.listReposAccessibleToInstallation({ per_page: 1 });
          return { login: connection.bot, scopes: undefined };
        }
        const { data, headers } = await connection.rest.users.getAuthenticated();
        return { login: data.login, scopes: headers['x-oauth-scopes'] };
      }),
    repositories: openRepositories(connection),
    issues: openIssues(connection),
    pulls: openPulls(connection),
    actions: openActions(connection),
    releases: openReleases(connection),
  };
}
