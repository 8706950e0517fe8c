import { NoxError } from '../../core/errors.ts';
import type { GithubConnection } from './connection.ts';
import { split } from './connection.ts';
import type { Commit, MergeMethod, Repository, RepositoryDetails } from './types.ts';

/** Repositories in reach of the token. Errors: NoxError `upstream_*`. */
export interface Repositories {
  /** Latest pushed first, 1,000 at most. */
  list(): Promise<readonly Repository[]>;
  /** The full names of those that are called so, whoever owns them; a name without its owner. */
  named(name: string): Promise<readonly string[]>;
  get(repository: string): Promise<RepositoryDetails>;
  /** The commit (full SHA) that a branch, tag or SHA names; `upstream_not_found` or `upstream_invalid` if none. */
  commitOf(repository: string, ref: string): Promise<string>;
  /** A commit by its SHA, whole or its beginning; `upstream_not_found` for anything else, such as a branch’s name. */
  commit(repository: string, sha: string): Promise<Commit>;
  hasTag(repository: string, tag: string): Promise<boolean>;
}

const pageSize = 100;
const mostPages = 10;

export function openRepositories({ rest, call, bot }: GithubConnection): Repositories {
  /** What a token's account reaches, or what was granted to the installation, which GitHub does not sort. */
  async function page(number: number) {
    const which = { per_page: pageSize, page: number };
    if (bot === undefined) return rest.repos.listForAuthenticatedUser({ ...which, sort: 'pushed' });
    const { data, headers } = await rest.apps.listReposAccessibleToInstallation(which);
    return { data: data.repositories, headers };
  }

  async function readAll(): Promise<readonly Repository[]> {
    const first = await page(1);
    const last = Number(/[?&]page=(\d+)[^>]*>; rel="last"/.exec(first.headers.link ?? '')?.[1] ?? 1);
    const numbers = Array.from({ length: Math.min(last, mostPages) - 1 }, (_, at) => at + 2);
    const others = await Promise.all(numbers.map(page));
    const all = [first, ...others].flatMap(({ data }) => [...data]).map(repositoryOf);
    return bot === undefined ? all : all.toSorted((a, b) => pushed(b) - pushed(a));
  }

  let listed: Promise<readonly Repository[]> | undefined;
  const list = () => (listed ??= call('/user/repos', readAll));
  return {
    list,
    named: async (name) =>
      (await list())
        .map(({ fullName }) => fullName)
        .filter((each) => each.split('/')[1]?.toLowerCase() === name.toLowerCase()),
    get: (repository) =>
      call(repository, async () => {
        const { data } = await rest.repos.get(split(repository));
        const allowed: [MergeMethod, boolean | undefined][] = [
          ['merge', data.allow_merge_commit],
          ['squash', data.allow_squash_merge],
          ['rebase', data.allow_rebase_merge],
        ];
        return {
          ...repositoryOf(data),
          defaultBranch: data.default_branch,
          mergeMethods: allowed.filter(([, isAllowed]) => isAllowed !== false).map(([method]) => method),
        };
      }),
    commitOf: (repository, ref) =>
      call(ref, async () => {
        const { data } = await rest.repos.getCommit({ ...split(repository), ref });
        // A reference such as `..` climbs in the path, and finds something that is no commit.
        if (!/^[0-9a-f]{40,64}$/.test(data.sha ?? ''))
          throw new NoxError('upstream_not_found', { service: 'GitHub', what: ref });
        return data.sha;
      }),
    commit: (repository, sha) =>
      call(`${repository}@${sha.slice(0, 7)}`, async () => {
        const { data } = await rest.repos.getCommit({ ...split(repository), ref: sha, per_page: 1 });
        if (!data.sha?.startsWith(sha.toLowerCase()))
          throw new NoxError('upstream_not_found', { service: 'GitHub', what: `${repository}@${sha}` });
        const [title = ''] = data.commit.message.split('\n');
        const author = data.author?.login ?? data.commit.author?.name ?? '';
        return { sha: data.sha, title, url: data.html_url, author };
      }),
    hasTag: (repository, tag) =>
      call(tag, async () => {
        const { data } = await rest.git.listMatchingRefs({ ...split(repository), ref: `tags/${tag}` });
        return data.some((each) => each.ref === `refs/tags/${tag}`);
      }),
  };
}

function pushed({ pushedAt }: Repository): number {
  return pushedAt?.getTime() ?? 0;
}

function repositoryOf(each: {
  full_name: string;
  html_url: string;
  description: string | null;
  private: boolean;
  archived?: boolean;
  pushed_at?: string | null;
}): Repository {
  return {
    fullName: each.full_name,
    url: each.html_url,
    description: each.description ?? '',
    isPrivate: each.private,
    isArchived: each.archived ?? false,
    pushedAt: each.pushed_at ? new Date(each.pushed_at) : undefined,
  };
}
