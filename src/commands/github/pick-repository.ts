import { distance } from 'fastest-levenshtein';
import { ChoiceNeeded } from '../../core/choice.ts';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { GithubClient } from '../../integrations/github/client.ts';

/**
 * The repository that was meant: `owner/name`, or a name alone, looked for among those the token reaches; without a
 * name the only one there is.
 * Errors: ChoiceNeeded (`repo`) when several fit or none was named, `not_found` with the nearest name.
 */
export async function pickRepository(client: GithubClient, named: string | undefined): Promise<string> {
  if (named?.includes('/')) return named;
  const all = (await client.repositories.list()).map((each) => each.fullName);
  const fits = named === undefined ? all : await client.repositories.named(named);
  const [only] = fits;
  if (only && fits.length === 1) return only;
  if (fits.length > 1)
    throw new ChoiceNeeded(
      'repo',
      'github.which',
      fits.slice(0, 10).map((each) => ({ label: each, value: each })),
    );
  if (named === undefined) throw new NoxError('not_found', {}, { sentence: 'github.no_repository' });
  throw unknown(all, named);
}

/**
 * Does something in a repository, and says which was wrong where GitHub finds nothing: the repository (with the
 * nearest name), or what was looked for in it.
 */
export async function inRepository<T>(
  client: GithubClient,
  repository: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isNoxError(error, 'upstream_not_found')) throw error;
    const all = (await client.repositories.list()).map((each) => each.fullName);
    if (all.some((each) => same(each, repository))) throw error;
    // Public repositories of others are in reach without being listed.
    const exists = await client.repositories.get(repository).then(
      () => true,
      () => false,
    );
    throw exists ? error : unknown(all, repository);
  }
}

function unknown(all: readonly string[], name: string): NoxError {
  const whole = name.includes('/');
  const short = (each: string) => (whole ? each : nameOf(each)).toLowerCase();
  const [nearest] = all
    .map((each) => ({ each, differs: distance(short(each), name.toLowerCase()) }))
    .filter(({ differs }) => differs <= Math.min(3, Math.ceil(name.length / 2)))
    .sort((a, b) => a.differs - b.differs);
  if (nearest)
    return new NoxError('not_found', { name, nearest: nearest.each }, { sentence: 'github.did_you_mean' });
  return new NoxError('not_found', { name }, { sentence: 'github.unknown_repository' });
}

function nameOf(fullName: string): string {
  return fullName.split('/')[1] ?? fullName;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
