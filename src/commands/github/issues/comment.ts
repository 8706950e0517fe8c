import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { defineCommand } from '../../contracts/command.ts';
import type { AnyCommand } from '../../contracts/command.ts';
import { aimAtTicket, partText } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { besideParameter, githubParameter, longText, refParameter, ticketFields } from '../fields.ts';
import type { TicketInput } from '../fields.ts';
import { inRepository } from '../pick-repository.ts';
import { findPull } from '../pulls/find-pull.ts';
import { signed } from '../signed.ts';

interface Input extends TicketInput {
  readonly text: string;
}

/** Issues and pull requests take the same comments; each noun has its own words. */
function commentCommand(
  noun: 'issue' | 'pull',
  { name, synonyms }: { readonly name: string; readonly synonyms: readonly string[] },
): AnyCommand {
  return defineCommand<Input>({
    name,
    area: 'github',
    synonyms,
    permission: 'github:write',
    input: z.strictObject({ ...ticketFields, text: longText }),
    parameters: [
      refParameter,
      {
        name: 'text',
        position: 1,
        rest: true,
        flags: ['body', 'b', 'texte'],
        label: 'github.parameter.text',
      },
      { name: 'number', flags: ['n', 'numéro'], label: 'github.parameter.number' },
      besideParameter,
      githubParameter,
    ],
    help: `github.help.${noun}_comment`,
    example: `${name} payments-api#12 "Looks good to me"`,
    effect: 'change',
    async run(context, written) {
      const input = partText(written);
      const { text } = input;
      if (text === undefined)
        throw new NoxError('missing_argument', {
          argument: 'github.parameter.text',
          usage: `${name} web#12 "…"`,
        });
      const aim = await aimAtTicket(context, input, noun);
      const { client, repository, number } = aim;
      const { title } =
        noun === 'pull'
          ? await findPull(aim)
          : await inRepository(client, repository, () => client.issues.get(repository, number));
      const comment = await client.issues.comment(repository, number, signed(context, text));
      const what = `${repository}#${number}`;
      return doneReply(context.t('github.did.comment', { what, title }), comment.url);
    },
  });
}

/** `github issue comment <repo#n> "text"` */
export const commentIssue = commentCommand('issue', {
  name: 'github issue comment',
  synonyms: [
    'issue comment',
    'github issue commenter',
    'issue commenter',
    'github commenter',
    'github comment',
  ],
});

/** `github pr comment <repo#n> "text"` */
export const commentPull = commentCommand('pull', {
  name: 'github pr comment',
  synonyms: ['pr comment', 'github pr commenter', 'pr commenter'],
});
