import { z } from 'zod';
import { ago, bold, code } from '../../../core/reply.ts';
import type { Inline, Reply } from '../../../core/reply.ts';
import type { PullRequest } from '../../../integrations/github/types.ts';
import type { Translate } from '../../../messages/translate.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtTicket } from '../aim.ts';
import type { TicketAim } from '../aim.ts';
import { ticketFields, ticketParameters } from '../fields.ts';
import type { TicketInput } from '../fields.ts';
import { bodyBlocks, commentBlocks, listed, titleBlock } from '../ticket-view.ts';
import { checksInline, reviewsText } from './checks-text.ts';
import { findPull } from './find-pull.ts';

/** `github pr <repo#n>`: state, reviews, checks, text and latest comments of a pull request. */
export const pullRequest = defineCommand<TicketInput>({
  name: 'github pr',
  area: 'github',
  synonyms: [
    'pr',
    'pull request',
    'github pull request',
    'github pull',
    'github pr view',
    'pr view',
    'pr show',
  ],
  permission: 'github:read',
  input: z.strictObject(ticketFields),
  parameters: ticketParameters,
  help: 'github.help.pr',
  example: 'github pr payments-api#12',
  effect: 'read',
  async run(context, input) {
    return showPull(context.t, await aimAtTicket(context, input, 'pull'));
  },
});

/** The page of a pull request. */
export async function showPull(t: Translate, aim: TicketAim): Promise<Reply> {
  const { client, repository, number } = aim;
  const pull = await findPull(aim);
  const [reviews, checks, comments] = await Promise.all([
    client.pulls.reviews(repository, number),
    client.pulls.checks(repository, pull.head.sha),
    client.issues.comments(repository, number, pull.comments),
  ]);
  const fields: { label: string; value: Inline }[] = [
    { label: t('github.state'), value: stateText(t, pull) },
    { label: t('github.author'), value: [bold(pull.author), ' ', ago(pull.createdAt)] },
    { label: t('github.branches'), value: [code(pull.head.ref), ' → ', code(pull.base)] },
    {
      label: t('github.changes'),
      value: t('github.diff', { added: pull.additions, removed: pull.deletions, files: pull.files }),
    },
    { label: t('github.checks_title'), value: checksInline(t, checks) },
    { label: t('github.reviews'), value: reviewsText(t, reviews, pull.reviewers) },
    { label: t('github.labels'), value: listed(pull.labels) },
    { label: t('github.assignees'), value: listed(pull.assignees) },
    { label: t('github.updated'), value: ago(pull.updatedAt) },
  ];
  return {
    summary: t('github.ticket_summary', { what: `${repository}#${number}`, title: pull.title }),
    blocks: [
      titleBlock(repository, pull),
      { kind: 'fields', fields },
      ...bodyBlocks(t, pull.body),
      ...commentBlocks(t, comments, pull.comments),
    ],
  };
}

/** `ouverte, brouillon`; of an open one also what stands in the way of merging. */
function stateText(t: Translate, { state, isDraft, isMergeable, mergeState }: PullRequest): string {
  if (state !== 'open') return t(`github.pull_state.${state}`);
  const parts = [t('github.pull_state.open')];
  if (isDraft) parts.push(t('github.draft'));
  if (isMergeable === false) parts.push(t('github.merge_state.conflicts'));
  else if (mergeState === 'blocked') parts.push(t('github.merge_state.blocked'));
  else if (mergeState === 'behind') parts.push(t('github.merge_state.behind'));
  else if (isMergeable && !isDraft) parts.push(t('github.merge_state.ready'));
  return parts.join(', ');
}
