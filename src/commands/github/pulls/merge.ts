import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { bold, code, link } from '../../../core/reply.ts';
import type { Inline } from '../../../core/reply.ts';
import type { MergeMethod, PullRequest, RepositoryDetails } from '../../../integrations/github/types.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtTicket, settled } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { flag, ticketFields, ticketParameters } from '../fields.ts';
import type { TicketInput } from '../fields.ts';
import { checksInline, reviewsText } from './checks-text.ts';
import { findPull } from './find-pull.ts';

interface Input extends TicketInput {
  readonly squash?: boolean | undefined;
  readonly rebase?: boolean | undefined;
  readonly merge?: boolean | undefined;
  /** What the confirmation showed: the commit, and how it is merged. Words do not reach these. */
  readonly sha?: string | undefined;
  readonly method?: MergeMethod | undefined;
}

/** `github merge <repo#n>`: asks with title, author, base and checks, and merges the very commit that was shown. */
export const mergePull = defineCommand<Input>({
  name: 'github merge',
  area: 'github',
  synonyms: [
    'merge',
    'github pr merge',
    'pr merge',
    'github fusionner',
    'fusionner',
    'github fusionne',
    'pr fusionner',
  ],
  permission: 'github:merge',
  input: z.strictObject({
    ...ticketFields,
    squash: flag,
    rebase: flag,
    merge: flag,
    sha: z
      .string()
      .regex(/^[0-9a-f]{40,64}$/)
      .optional(),
    method: z.enum(['merge', 'squash', 'rebase']).optional(),
  }),
  parameters: [
    ...ticketParameters,
    { name: 'squash', kind: 'switch' },
    { name: 'rebase', kind: 'switch' },
    { name: 'merge', kind: 'switch' },
  ],
  help: 'github.help.merge',
  example: 'github merge payments-api#12 --squash',
  effect: 'change',
  async confirm(context, input) {
    const { t } = context;
    const aim = await aimAtTicket(context, input, 'pull');
    const { client, repository, number } = aim;
    const pull = await findPull(aim);
    const what = `${repository}#${number}`;
    refuseUnlessReady(what, pull);
    const [details, checks, reviews] = await Promise.all([
      client.repositories.get(repository),
      client.pulls.checks(repository, pull.head.sha),
      client.pulls.reviews(repository, number),
    ]);
    const method = chooseMethod(details, input);
    const question: Inline = [
      t('github.confirm.merge', { method: t(`github.method.${method}`) }),
      ' ',
      link(what, pull.url),
      ' ',
      bold(pull.title),
      '\n',
      t('github.confirm.merge_by', { author: pull.author }),
      ' ',
      code(pull.head.ref),
      ' → ',
      code(pull.base),
      ` (${pull.head.sha.slice(0, 7)})\n`,
      `${t('github.confirm.checks')} `,
      ...[checksInline(t, checks)].flat(),
      `\n${t('github.confirm.reviews', { reviews: reviewsText(t, reviews, pull.reviewers) })}`,
      ...(pull.mergeState === 'blocked' ? [`\n${t('github.confirm.blocked')}`] : []),
    ];
    return { question, input: { ...settled(aim), sha: pull.head.sha, method } };
  },
  async run(context, input) {
    const { t } = context;
    const aim = await aimAtTicket(context, input, 'pull');
    const { client, repository, number } = aim;
    const { sha, method } = input;
    if (sha === undefined || method === undefined) throw new NoxError('action_expired');
    const pull = await findPull(aim);
    const what = `${repository}#${number}`;
    refuseUnlessReady(what, pull);
    const moved = { what, seen: sha.slice(0, 7), head: pull.head.sha.slice(0, 7) };
    if (pull.head.sha !== sha) throw new NoxError('conflict', moved, { sentence: 'github.head_moved' });
    const merged = await client.pulls.merge(repository, number, { sha, method });
    const commit = merged.sha.slice(0, 7);
    return doneReply(t('github.did.merge', { what, title: pull.title, base: pull.base, commit }), pull.url);
  },
});

/** What is plain before asking: over already, a draft, in conflict. Branch rules are GitHub's to judge. */
function refuseUnlessReady(what: string, { state, isDraft, isMergeable, base }: PullRequest): void {
  if (state !== 'open') throw new NoxError('conflict', { what, state }, { sentence: 'github.pull_over' });
  if (isDraft) throw new NoxError('conflict', { what }, { sentence: 'github.refused.draft' });
  if (isMergeable === false)
    throw new NoxError('conflict', { what, base }, { sentence: 'github.refused.conflicts' });
}

/** The way that was asked for, or the first one that the repository allows. */
function chooseMethod({ fullName, mergeMethods }: RepositoryDetails, input: Input): MergeMethod {
  const asked = (['squash', 'rebase', 'merge'] as const).filter((each) => input[each]);
  if (asked.length > 1) throw new NoxError('bad_input', {}, { sentence: 'github.one_method' });
  const method = asked[0] ?? mergeMethods[0] ?? 'merge';
  if (mergeMethods.includes(method)) return method;
  const allowed = mergeMethods.map((each) => `--${each}`).join(', ');
  throw new NoxError(
    'conflict',
    { repository: fullName, method, allowed },
    { sentence: 'github.method_refused' },
  );
}
