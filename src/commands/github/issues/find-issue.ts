import { NoxError } from '../../../core/errors.ts';
import type { Issue } from '../../../integrations/github/types.ts';
import type { TicketAim } from '../aim.ts';
import { inRepository } from '../pick-repository.ts';

/** An issue by its number. Errors: a sentence that sends on where the number is a pull request's; `upstream_*`. */
export async function findIssue({ client, repository, number }: TicketAim): Promise<Issue> {
  const issue = await inRepository(client, repository, () => client.issues.get(repository, number));
  if (!issue.isPull) return issue;
  throw new NoxError('bad_input', { what: `${repository}#${number}` }, { sentence: 'github.is_pull' });
}
