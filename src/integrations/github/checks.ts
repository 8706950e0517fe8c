import { isNoxError } from '../../core/errors.ts';
import type { GithubConnection } from './connection.ts';
import { split } from './connection.ts';
import type { Checks } from './types.ts';

interface Check {
  readonly name: string;
  readonly url: string;
  readonly state: 'passed' | 'failed' | 'pending';
}

const good = ['success', 'neutral', 'skipped'];

/**
 * The checks of a commit: check runs (https://docs.github.com/en/rest/checks/runs) and commit statuses
 * (https://docs.github.com/en/rest/commits/statuses). What the token may not read is left out, and said.
 */
export async function readChecks(
  { rest, call }: GithubConnection,
  repository: string,
  sha: string,
): Promise<Checks> {
  const where = { ...split(repository), ref: sha, per_page: 100 };
  const [runs, statuses] = await Promise.all([
    readable(
      call(repository, async () => {
        const { data } = await rest.checks.listForRef(where);
        const checks = data.check_runs.map((each): Check => {
          const hasEnded = each.status === 'completed';
          const state = !hasEnded ? 'pending' : good.includes(each.conclusion ?? '') ? 'passed' : 'failed';
          return { name: each.name, url: each.html_url ?? '', state };
        });
        return { checks, isWhole: checks.length >= data.total_count };
      }),
    ),
    readable(
      call(repository, async () => {
        const { data } = await rest.repos.getCombinedStatusForRef(where);
        const checks = data.statuses.map((each): Check => {
          const state = each.state === 'pending' ? 'pending' : each.state === 'success' ? 'passed' : 'failed';
          return { name: each.context, url: each.target_url ?? '', state };
        });
        return { checks, isWhole: checks.length >= data.total_count };
      }),
    ),
  ]);
  const all = [...runs.checks, ...statuses.checks];
  const count = (state: Check['state']) => all.filter((each) => each.state === state).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    pending: count('pending'),
    failing: all.filter((each) => each.state === 'failed').map(({ name, url }) => ({ name, url })),
    isWhole: runs.isWhole && statuses.isWhole,
  };
}

interface Part {
  readonly checks: readonly Check[];
  readonly isWhole: boolean;
}

/** Fine-grained tokens often lack one of the two permissions: a pull request is worth showing all the same. */
async function readable(part: Promise<Part>): Promise<Part> {
  try {
    return await part;
  } catch (error) {
    if (isNoxError(error, 'upstream_scope')) return { checks: [], isWhole: false };
    // The commit is known from the pull request itself: where nothing is found, nothing reports.
    if (isNoxError(error, 'upstream_not_found')) return { checks: [], isWhole: true };
    throw error;
  }
}
