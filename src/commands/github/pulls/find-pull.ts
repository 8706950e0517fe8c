import { isNoxError, NoxError } from '../../../core/errors.ts';
import type { PullRequest } from '../../../integrations/github/types.ts';
import type { TicketAim } from '../aim.ts';
import { inRepository } from '../pick-repository.ts';

/** A pull request by its number. Errors: a sentence that sends on where the number is an issue's; `upstream_*`. */
export async function findPull({ client, repository, number }: TicketAim): Promise<PullRequest> {
  return inRepository(client, repository, async () => {
    try {
      return await client.pulls.get(repository, number);
    } catch (error) {
      if (!isNoxError(error, 'upstream_not_found')) throw error;
      const issue = await client.issues.get(repository, number).catch(() => undefined);
      if (!issue || issue.isPull) throw error;
      const what = `${repository}#${number}`;
      throw new NoxError('bad_input', { what }, { sentence: 'github.is_issue' });
    }
  });
}
