import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtTicket } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { flag, longText, ticketFields, ticketParameters } from '../fields.ts';
import type { TicketInput } from '../fields.ts';
import { signed } from '../signed.ts';
import { findIssue } from './find-issue.ts';

interface Input extends TicketInput {
  readonly comment?: string | undefined;
  readonly wontfix?: boolean | undefined;
}

/** `github issue close <repo#n>`: at once, since it can be opened again; the reply says how. */
export const closeIssue = defineCommand<Input>({
  name: 'github issue close',
  area: 'github',
  synonyms: ['issue close', 'github issue fermer', 'issue fermer', 'github close issue', 'close issue'],
  permission: 'github:write',
  input: z.strictObject({ ...ticketFields, comment: longText.optional(), wontfix: flag }),
  parameters: [
    ...ticketParameters,
    { name: 'comment', flags: ['c', 'commentaire'], label: 'github.parameter.text' },
    { name: 'wontfix', kind: 'switch', flags: ['not-planned', 'sans-suite'] },
  ],
  help: 'github.help.issue_close',
  example: 'github issue close payments-api#7',
  effect: 'change',
  async run(context, input) {
    const { t } = context;
    const aim = await aimAtTicket(context, input, 'issue');
    const { client, repository, number } = aim;
    const found = await findIssue(aim);
    const what = `${repository}#${number}`;
    if (found.state === 'closed')
      throw new NoxError('conflict', { what }, { sentence: 'github.already_closed' });
    if (input.comment !== undefined)
      await client.issues.comment(repository, number, signed(context, input.comment));
    const state = input.wontfix ? 'not_planned' : 'completed';
    const { title, url } = await client.issues.setState(repository, number, state);
    const undo = `github issue reopen ${what}`;
    return doneReply(t('github.did.issue_close', { what, title }), url, t('github.undo', { command: undo }));
  },
});
