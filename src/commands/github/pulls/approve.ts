import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtTicket, partWords } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { besideParameter, githubParameter, longText, refParameter, ticketFields } from '../fields.ts';
import type { TicketInput } from '../fields.ts';
import { signed } from '../signed.ts';
import { findPull } from './find-pull.ts';

interface Input extends TicketInput {
  readonly text?: string | undefined;
}

/**
 * `github pr approve <repo#n> [text]`: approves the commit that stands at the head now, and says which. The review names
 * who asked for it. NOX approves as the account behind its token, or as its App, and so nothing of that account's own;
 * which GitHub login the person who asks has, it does not know.
 */
export const approvePull = defineCommand<Input>({
  name: 'github pr approve',
  area: 'github',
  synonyms: [
    'pr approve',
    'approve',
    'github approve',
    'github pr approuver',
    'pr approuver',
    'github approuver',
  ],
  permission: 'github:write',
  input: z.strictObject({ ...ticketFields, number: longText.optional(), text: longText.optional() }),
  parameters: [
    refParameter,
    { name: 'number', position: 1, flags: ['n', 'numéro'], label: 'github.parameter.number' },
    {
      name: 'text',
      position: 2,
      rest: true,
      flags: ['body', 'b', 'texte'],
      label: 'github.parameter.text',
    },
    besideParameter,
    githubParameter,
  ],
  help: 'github.help.pr_approve',
  example: 'github pr approve payments-api#12',
  effect: 'change',
  async run(context, written) {
    const input = partWords(written);
    const aim = await aimAtTicket(context, input, 'pull');
    const { client, repository, number } = aim;
    const pull = await findPull(aim);
    const what = `${repository}#${number}`;
    if (pull.state !== 'open')
      throw new NoxError('conflict', { what, state: pull.state }, { sentence: 'github.pull_over' });
    const { login } = await client.whoAmI();
    if (pull.author.toLowerCase() === login.toLowerCase())
      throw new NoxError('conflict', { what, login }, { sentence: 'github.own_pull' });
    const text = signed(context, input.text);
    const { url } = await client.pulls.approve(repository, number, pull.head.sha, text);
    const commit = pull.head.sha.slice(0, 7);
    return doneReply(context.t('github.did.approve', { what, title: pull.title, commit }), url);
  },
});
