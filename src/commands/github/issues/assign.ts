import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import type { Reply } from '../../../core/reply.ts';
import { defineCommand } from '../../contracts/command.ts';
import { fold } from '../../text/words.ts';
import { aimAtTicket, partWords } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { besideParameter, flag, githubParameter, refParameter, ticketFields } from '../fields.ts';
import type { TicketInput } from '../fields.ts';
import { readLogins } from '../people.ts';
import { inRepository } from '../pick-repository.ts';

interface Input extends TicketInput {
  readonly text?: string | undefined;
  readonly remove?: boolean | undefined;
}

const word = z.string().trim().min(1).max(200);

/** `github issue assign <repo#n> <login…>`: also for pull requests; `--remove` takes people away. */
export const assignIssue = defineCommand<Input>({
  name: 'github issue assign',
  area: 'github',
  synonyms: [
    'issue assign',
    'github issue assigner',
    'issue assigner',
    'github assign',
    'github assigner',
    'github pr assign',
    'pr assign',
  ],
  permission: 'github:write',
  input: z.strictObject({ ...ticketFields, number: word.optional(), text: word.optional(), remove: flag }),
  parameters: [
    refParameter,
    { name: 'number', position: 1, flags: ['n', 'numéro'], label: 'github.parameter.number' },
    {
      name: 'text',
      position: 2,
      flags: ['to', 'assignee', 'assignees'],
      prepositions: ['to', 'à'],
      label: 'github.parameter.assignee',
    },
    { name: 'remove', kind: 'switch', flags: ['retirer'] },
    besideParameter,
    githubParameter,
  ],
  help: 'github.help.issue_assign',
  example: 'github issue assign payments-api#7 ada',
  effect: 'change',
  async run(context, written): Promise<Reply> {
    const { t } = context;
    const input = partWords(written);
    const { text } = input;
    if (text === '')
      throw new NoxError('missing_argument', {
        argument: 'github.parameter.assignee',
        usage: 'github issue assign web#12 ada',
      });
    const { client, repository, number } = await aimAtTicket(context, input, 'issue');
    const logins = await readLogins(client, text);
    if (logins.length === 0)
      throw new NoxError('bad_input', { given: text.slice(0, 60) }, { sentence: 'github.bad_login' });
    const how = input.remove ? 'remove' : 'add';
    const ticket = await inRepository(client, repository, () =>
      client.issues.assign(repository, number, logins, how),
    );
    const what = `${repository}#${number}`;
    const isThere = (login: string) => ticket.assignees.some((each) => fold(each) === fold(login));
    const missing = input.remove ? [] : logins.filter((login) => !isThere(login));
    if (missing.length > 0)
      throw new NoxError(
        'upstream_invalid',
        { what, names: missing.join(', '), count: missing.length },
        { sentence: 'github.not_assignable' },
      );
    const names = logins.join(', ');
    const sentence = input.remove ? 'github.did.unassign' : 'github.did.assign';
    return doneReply(t(sentence, { what, title: ticket.title, names }), ticket.url);
  },
});
