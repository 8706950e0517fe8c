import { readChecks } from './checks.ts';
import type { GithubConnection } from './connection.ts';
import { split } from './connection.ts';
import { collect, pageSize, ticketOf } from './tickets.ts';
import type { Checks, Found, MergeMethod, PullRequest, Review, Ticket, TicketFilter } from './types.ts';

/** Pull requests. Errors: NoxError `upstream_*`. */
export interface Pulls {
  /** Latest changed first. */
  list(repository: string, filter: TicketFilter): Promise<Found<Ticket>>;
  get(repository: string, number: number): Promise<PullRequest>;
  /** The last word of each reviewer. */
  reviews(repository: string, number: number): Promise<readonly Review[]>;
  checks(repository: string, sha: string): Promise<Checks>;
  /** The pull request that brought a commit, or is about to; undefined where it came without one, or by one that was refused. */
  ofCommit(
    repository: string,
    sha: string,
  ): Promise<
    | { readonly number: number; readonly title: string; readonly url: string; readonly author: string }
    | undefined
  >;
  /** Approves one commit. */
  approve(repository: string, number: number, sha: string, body: string): Promise<{ readonly url: string }>;
  /** Merges one commit: a push in between is refused (`upstream_invalid`). Gives the merge commit. */
  merge(
    repository: string,
    number: number,
    merge: { readonly sha: string; readonly method: MergeMethod },
  ): Promise<{ readonly sha: string }>;
}

export function openPulls(connection: GithubConnection): Pulls {
  const { rest, call } = connection;
  const at = (repository: string, number: number) => ({ ...split(repository), pull_number: number });
  const named = (repository: string, number: number) => `${repository}#${number}`;

  return {
    list: (repository, filter) =>
      call(repository, () =>
        collect(filter, async (page) => {
          const { data } = await rest.pulls.list({
            ...split(repository),
            state: filter.state === 'merged' ? 'closed' : filter.state,
            sort: 'updated',
            direction: 'desc',
            per_page: pageSize,
            page,
          });
          return {
            tickets: data.map((each) => ticketOf(repository, each)),
            isLast: data.length < pageSize,
          };
        }),
      ),
    ofCommit: (repository, sha) =>
      call(`${repository}@${sha.slice(0, 7)}`, async () => {
        const { data } = await rest.repos.listPullRequestsAssociatedWithCommit({
          ...split(repository),
          commit_sha: sha,
        });
        const pull = data.find((each) => each.merged_at) ?? data.find((each) => each.state === 'open');
        if (!pull) return undefined;
        const { number, title, html_url: url, user } = pull;
        return { number, title, url, author: user?.login ?? '' };
      }),
    get: (repository, number) =>
      call(named(repository, number), async () => {
        const { data } = await rest.pulls.get(at(repository, number));
        return {
          ...ticketOf(repository, data),
          body: data.body ?? '',
          createdAt: new Date(data.created_at),
          comments: data.comments,
          head: { ref: data.head.label ?? data.head.ref, sha: data.head.sha },
          base: data.base.ref,
          isMergeable: data.mergeable ?? undefined,
          mergeState: data.mergeable_state,
          additions: data.additions,
          deletions: data.deletions,
          files: data.changed_files,
        };
      }),
    reviews: (repository, number) =>
      call(named(repository, number), async () => {
        const { data } = await rest.pulls.listReviews({ ...at(repository, number), per_page: pageSize });
        return lastWords(data.map((each) => ({ author: each.user?.login ?? 'ghost', state: each.state })));
      }),
    checks: (repository, sha) => readChecks(connection, repository, sha),
    approve: (repository, number, sha, body) =>
      call(named(repository, number), async () => {
        const review = { commit_id: sha, event: 'APPROVE' as const, ...(body ? { body } : {}) };
        const { data } = await rest.pulls.createReview({ ...at(repository, number), ...review });
        return { url: data.html_url };
      }),
    merge: (repository, number, { sha, method }) =>
      call(named(repository, number), async () => {
        const { data } = await rest.pulls.merge({ ...at(repository, number), sha, merge_method: method });
        return { sha: data.sha };
      }),
  };
}

/** A mere comment does not take back what a reviewer decided before; a pending review is not yet said. */
function lastWords(reviews: readonly { author: string; state: string }[]): Review[] {
  const words = new Map<string, Review>();
  for (const { author, state } of reviews) {
    const said = state.toLowerCase();
    if (said !== 'approved' && said !== 'changes_requested' && said !== 'commented' && said !== 'dismissed')
      continue;
    if (said === 'commented' && words.has(author)) continue;
    words.set(author, { author, state: said });
  }
  return [...words.values()];
}
