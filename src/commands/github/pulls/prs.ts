import { z } from 'zod';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtRepository } from '../aim.ts';
import { githubParameter, placeFields, repoParameter } from '../fields.ts';
import type { Place } from '../fields.ts';
import { draftFields, filterFields, filterParameters, pullParameters, readFilter } from '../filter.ts';
import type { FilterInput } from '../filter.ts';
import { inRepository } from '../pick-repository.ts';
import { ticketsReply } from '../tickets-reply.ts';

/** `github prs [repo]`: the open pull requests, latest changed first; filters narrow them. */
export const pullRequests = defineCommand<Place & FilterInput>({
  name: 'github prs',
  area: 'github',
  synonyms: [
    'prs',
    'pull requests',
    'github pull requests',
    'github pulls',
    'github pr list',
    'pr list',
    'github demandes de fusion',
    'demandes de fusion',
  ],
  permission: 'github:read',
  input: z.strictObject({ ...placeFields, ...filterFields, ...draftFields }),
  parameters: [repoParameter, ...filterParameters, ...pullParameters, githubParameter],
  help: 'github.help.prs',
  example: 'github prs payments-api --author !dependabot',
  effect: 'read',
  async run(context, input) {
    const { client, repository } = await aimAtRepository(context, input);
    const filter = await readFilter(client, input);
    const found = await inRepository(client, repository, () => client.pulls.list(repository, filter));
    return ticketsReply(context.t, 'prs', repository, found, filter);
  },
});
