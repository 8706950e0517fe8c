import { distance } from 'fastest-levenshtein';
import { ChoiceNeeded } from '../../../core/choice.ts';
import { NoxError } from '../../../core/errors.ts';
import type { GithubClient } from '../../../integrations/github/client.ts';
import type { Workflow } from '../../../integrations/github/types.ts';
import { fold } from '../../text/words.ts';

/**
 * The workflow that was meant: by name, file (`deploy`, `deploy.yml`) or id.
 * Errors: ChoiceNeeded (`workflow`) where several or only similar ones fit, or none was named; `not_found`.
 */
export async function pickWorkflow(
  client: GithubClient,
  repository: string,
  named: string | undefined,
): Promise<Workflow> {
  const all = await client.actions.workflows(repository);
  if (all.length === 0) throw new NoxError('not_found', { repository }, { sentence: 'github.no_workflow' });
  if (named === undefined) throw choice(all);
  const wanted = fold(named);
  const exact = all.filter((each) => waysToSay(each).includes(wanted));
  const [only] = exact;
  if (only && exact.length === 1) return only;
  const near =
    exact.length > 0 ? exact : all.filter((each) => waysToSay(each).some((way) => isNear(way, wanted)));
  if (near.length > 0) throw choice(near);
  const known = all.map(fileOf).join(', ').slice(0, 300);
  throw new NoxError(
    'not_found',
    { name: named, repository, known },
    { sentence: 'github.unknown_workflow' },
  );
}

function choice(all: readonly Workflow[]): ChoiceNeeded {
  const options = all
    .slice(0, 20)
    .map((each) => ({ label: `${each.name} (${fileOf(each)})`.slice(0, 70), value: fileOf(each) }));
  return new ChoiceNeeded('workflow', 'github.which_workflow', options);
}

function waysToSay(workflow: Workflow): string[] {
  const file = fold(fileOf(workflow));
  return [fold(workflow.name), file, file.replace(/\.ya?ml$/, ''), fold(workflow.path), String(workflow.id)];
}

function isNear(way: string, wanted: string): boolean {
  return way.includes(wanted) || distance(way, wanted) <= Math.min(2, Math.floor(wanted.length / 3));
}

/** `deploy.yml` */
export function fileOf({ path }: Workflow): string {
  return path.split('/').at(-1) ?? path;
}
