import { isNoxError, NoxError } from '../../../core/errors.ts';
import type { Environment } from '../../provider.ts';
import { connect } from '../connection.ts';
import type { GithubConnection } from '../connection.ts';
import type { GithubApp } from './app.ts';

/** An installation of the App, and the account that it is on. */
export interface Administered {
  readonly installationId: number;
  readonly account: string;
  /** GitHub's number for the account; it stays when the App is installed anew. */
  readonly accountId: number;
}

const pageSize = 100;
const mostPages = 5;

/**
 * The installations that a person may dispose of: on their own account, and on organisations that they own. GitHub lists
 * every installation that they can see anything of, as a member or collaborator too, which proves no such right
 * (https://docs.github.com/en/rest/apps/installations#list-app-installations-accessible-to-the-user-access-token).
 * @param token the person's own, from their authorisation
 * Errors: `credential_refused` where the App may not read memberships; `upstream_*`.
 */
export async function administered(
  app: Pick<GithubApp, 'id'>,
  token: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<readonly Administered[]> {
  const { githubUrl: apiUrl } = environment.defaults;
  const connection = connect({ token, apiUrl }, environment, 'GitHub', signal);
  try {
    const [me, seen] = await connection.call('/user/installations', () =>
      Promise.all([connection.rest.users.getAuthenticated(), listSeen(connection)]),
    );
    const own = seen.filter(({ app_id: id }) => String(id) === app.id);
    const judged = await Promise.all(
      own.map(async ({ id, target_type: type, account }) => {
        if (!account || !('login' in account)) return [];
        const { login } = account;
        const isTheirs =
          type === 'User'
            ? account.id === me.data.id
            : type === 'Organization' && (await isOwner(connection, login));
        return isTheirs ? [{ installationId: id, account: login, accountId: account.id }] : [];
      }),
    );
    return judged.flat();
  } finally {
    await connection.close();
  }
}

async function listSeen({ rest }: GithubConnection) {
  const all = [];
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await rest.apps.listInstallationsForAuthenticatedUser({ per_page: pageSize, page });
    all.push(...data.installations);
    if (data.installations.length < pageSize) break;
  }
  return all;
}

/** https://docs.github.com/en/rest/orgs/members#get-an-organization-membership-for-the-authenticated-user */
async function isOwner({ rest, call }: GithubConnection, org: string): Promise<boolean> {
  try {
    const { data } = await call(org, () => rest.orgs.getMembershipForAuthenticatedUser({ org }));
    return data.state === 'active' && data.role === 'admin';
  } catch (error) {
    if (isNoxError(error, 'upstream_not_found')) return false;
    if (!isNoxError(error, 'upstream_scope')) throw error;
    throw new NoxError('credential_refused', { service: 'GitHub', reason: 'github.reason.members' });
  }
}
