import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtTicket } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { ticketFields, ticketParameters } from '../fields.ts';
import type { TicketInput } from '../fields.ts';
import { findIssue } from './find-issue.ts';

/** `github issue reopen <repo#n>` */
export const reopenIssue = defineCommand<TicketInput>({
  name: 'github issue reopen',
  area: 'github',
  synonyms: ['issue reopen', 'github issue rouvrir', 'issue rouvrir'],
  permission: 'github:write',
  input: z.strictObject(ticketFields),
  parameters: ticketParameters,
  help: 'github.help.issue_reopen',
  example: 'github issue reopen payments-api#7',
  effect: 'change',
  async run(context, input) {
    const aim = await aimAtTicket(context, input, 'issue');
    const { client, repository, number } = aim;
    const found = await findIssue(aim);
    const what = `${repository}#${number}`;
    if (found.state === 'open') throw new NoxError('conflict', { what }, { sentence: 'github.already_open' });
    const { title, url } = await client.issues.setState(repository, number, 'open');
    return doneReply(context.t('github.did.issue_reopen', { what, title }), url);
  },
});
