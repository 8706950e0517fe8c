import type { AppDesk } from './app-desk.ts';
import { belongs, owns } from './types.ts';
import type { AppGithubSeed, Bearer } from './types.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Ask = (path: string) => Promise<unknown>;

/**
 * What GitHub answers and the emulator does not: a person’s installations and memberships, an installation’s repositories,
 * and the pull requests of a commit. Undefined: the emulator’s to answer.
 */
export async function ownAnswer(
  seed: AppGithubSeed,
  desk: AppDesk,
  bearer: Bearer,
  path: string,
  ask: Ask,
): Promise<Answer | undefined> {
  const { pathname } = new URL(path, 'http://github');
  if (bearer.kind === 'installation' && pathname === '/user')
    return { status: 403, body: { message: 'Resource not accessible by integration' } };
  if (bearer.kind === 'person' && pathname === '/user/installations')
    return bearer.isOfApp
      ? { status: 200, body: await installationsOf(seed, desk, bearer.login, ask) }
      : {
          status: 403,
          body: { message: 'You must authenticate with an access token authorized to a GitHub App' },
        };
  const organisation = /^\/user\/memberships\/orgs\/([\w-]+)$/.exec(pathname)?.[1];
  if (bearer.kind === 'person' && organisation) return membership(seed, organisation, bearer.login);
  if (bearer.kind === 'installation' && pathname === '/installation/repositories')
    return repositories(seed, bearer.installation, ask);
  const commit = /^\/repos\/([\w.-]+\/[\w.-]+)\/commits\/([0-9a-f]{40})\/pulls$/.exec(pathname);
  return commit ? pullsOf(commit[1] ?? '', commit[2] ?? '', ask) : undefined;
}

/** Whoever reaches something of an account sees its installation: GitHub does not ask whether they administer it. */
async function installationsOf(
  { app }: AppGithubSeed,
  desk: AppDesk,
  login: string,
  ask: Ask,
): Promise<unknown> {
  const seen = desk.installations.filter(({ account }) => belongs(account, login));
  const installations = await Promise.all(
    seen.map(async ({ id, account, only, isSuspended }) => {
      const type = account.owners ? 'Organization' : 'User';
      const found = await ask(`/${account.owners ? 'orgs' : 'users'}/${account.login}`);
      return {
        id,
        app_id: app.id,
        app_slug: app.slug,
        account: { login: account.login, id: (found as { readonly id: number }).id, type },
        target_type: type,
        repository_selection: only ? 'selected' : 'all',
        suspended_at: isSuspended ? new Date().toISOString() : null,
      };
    }),
  );
  return { total_count: installations.length, installations };
}

function membership({ accounts }: AppGithubSeed, name: string, login: string): Answer {
  const account = accounts.find((each) => each.login === name && each.owners);
  if (!account || !belongs(account, login)) return { status: 404, body: { message: 'Not Found' } };
  return { status: 200, body: { state: 'active', role: owns(account, login) ? 'admin' : 'member' } };
}

async function repositories(
  seed: AppGithubSeed,
  { account, only }: Extract<Bearer, { kind: 'installation' }>['installation'],
  ask: Ask,
): Promise<Answer> {
  const names = seed.repositories
    .filter(({ owner }) => owner === account.login)
    .map(({ owner, name }) => `${owner}/${name}`)
    .filter((name) => only?.includes(name) ?? true);
  const found = await Promise.all(names.map((name) => ask(`/repos/${name}`)));
  const reached = found.filter((each) => each !== undefined);
  return { status: 200, body: { total_count: reached.length, repositories: reached } };
}

interface RawPull {
  readonly number: number;
  readonly merge_commit_sha?: string | null;
}

async function pullsOf(repository: string, sha: string, ask: Ask): Promise<Answer> {
  const pulls = ((await ask(`/repos/${repository}/pulls?state=all&per_page=100`)) ??
    []) as readonly RawPull[];
  const has = await Promise.all(
    pulls.map(async ({ number, merge_commit_sha: merged }) => {
      if (merged === sha) return true;
      const commits = await ask(`/repos/${repository}/pulls/${number}/commits?per_page=100`);
      return ((commits ?? []) as readonly { readonly sha: string }[]).some((each) => each.sha === sha);
    }),
  );
  return { status: 200, body: pulls.filter((_, at) => has[at]) };
}
