import { distance } from 'fastest-levenshtein';
import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { GithubClient } from '../../integrations/github/client.ts';

/**
 * The repository that was meant: `owner/name`, a GitHub URL, or a name alone, looked for among those the token reaches.
 * Errors: ChoiceNeeded when several fit or none was named, `not_found` with the nearest name.
 */
export async function pickRepository(client: GithubClient, given: string | undefined): Promise<string> {
  const named = given?.replace(/^https?:\/\/[^/]+\//, '').replace(/\.git$|\/$/g, '');
  if (named && /^[\w.-]+\/[\w.-]+/.test(named)) return named.split('/').slice(0, 2).join('/');
  const all = (await client.repositories()).map((each) => each.fullName);
  const fits = named ? all.filter((each) => each.split('/')[1]?.toLowerCase() === named.toLowerCase()) : all;
  const [only] = fits;
  if (only && fits.length === 1) return only;
  if (fits.length > 1)
    throw new ChoiceNeeded(
      'repo',
      'github.which',
      fits.slice(0, 10).map((each) => ({ label: each, value: each })),
    );
  const name = named ?? '';
  const nearest = all.find((each) => distance(each.split('/')[1] ?? '', name) <= 2);
  if (nearest) throw new NoxError('not_found', { name, nearest }, { sentence: 'github.did_you_mean' });
  throw new NoxError('not_found', { kind: 'github.kind.repository', name });
}
