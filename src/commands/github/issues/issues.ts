import { z } from 'zod';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtRepository } from '../aim.ts';
import { githubParameter, placeFields, repoParameter } from '../fields.ts';
import type { Place } from '../fields.ts';
import { filterFields, filterParameters, readFilter } from '../filter.ts';
import type { FilterInput } from '../filter.ts';
import { inRepository } from '../pick-repository.ts';
import { ticketsReply } from '../tickets-reply.ts';

const { reviewer: _none, ...issueFilterFields } = filterFields;

/** `github issues [repo]`: the open issues, latest changed first; filters narrow them. */
export const issues = defineCommand<Place & FilterInput>({
  name: 'github issues',
  area: 'github',
  synonyms: ['issues', 'github tickets', 'github issue list', 'issue list', 'github anomalies'],
  permission: 'github:read',
  input: z.strictObject({ ...placeFields, ...issueFilterFields }),
  parameters: [repoParameter, ...filterParameters, githubParameter],
  help: 'github.help.issues',
  example: 'github issues payments-api --label bug',
  effect: 'read',
  async run(context, input) {
    const { client, repository } = await aimAtRepository(context, input);
    const filter = await readFilter(client, input);
    const found = await inRepository(client, repository, () => client.issues.list(repository, filter));
    return ticketsReply(context.t, 'issues', repository, found, filter);
  },
});
