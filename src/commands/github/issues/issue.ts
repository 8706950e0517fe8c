import { z } from 'zod';
import { ago, bold } from '../../../core/reply.ts';
import type { Inline } from '../../../core/reply.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtTicket } from '../aim.ts';
import { ticketFields, ticketParameters } from '../fields.ts';
import type { TicketInput } from '../fields.ts';
import { inRepository } from '../pick-repository.ts';
import { showPull } from '../pulls/pr.ts';
import { bodyBlocks, commentBlocks, listed, titleBlock } from '../ticket-view.ts';

/** `github issue <repo#n>`: state, labels, text and latest comments of an issue; a pull request is shown as one. */
export const issue = defineCommand<TicketInput>({
  name: 'github issue',
  area: 'github',
  synonyms: ['issue', 'github ticket', 'github issue view', 'issue view', 'issue show'],
  permission: 'github:read',
  input: z.strictObject(ticketFields),
  parameters: ticketParameters,
  help: 'github.help.issue',
  example: 'github issue payments-api#7',
  effect: 'read',
  async run(context, input) {
    const { t } = context;
    const aim = await aimAtTicket(context, input, 'issue');
    const { client, repository, number } = aim;
    const found = await inRepository(client, repository, () => client.issues.get(repository, number));
    if (found.isPull) return showPull(t, aim);
    const comments = await client.issues.comments(repository, number, found.comments);
    const fields: { label: string; value: Inline }[] = [
      {
        label: t('github.state'),
        value: t(found.state === 'open' ? 'github.state.open' : 'github.state.closed'),
      },
      { label: t('github.author'), value: [bold(found.author), ' ', ago(found.createdAt)] },
      { label: t('github.labels'), value: listed(found.labels) },
      { label: t('github.assignees'), value: listed(found.assignees) },
      { label: t('github.updated'), value: ago(found.updatedAt) },
    ];
    return {
      summary: t('github.ticket_summary', { what: `${repository}#${number}`, title: found.title }),
      blocks: [
        titleBlock(repository, found),
        { kind: 'fields', fields },
        ...bodyBlocks(t, found.body),
        ...commentBlocks(t, comments, found.comments),
      ],
    };
  },
});
