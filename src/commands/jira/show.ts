import { z } from 'zod';
import { ago, bold, code, link } from '../../core/reply.ts';
import type { Inline, ReplyBlock } from '../../core/reply.ts';
import type { IssueComment, IssueDetail } from '../../integrations/jira/types.ts';
import type { Translate } from '../../messages/translate.ts';
import { defineCommand } from '../contracts/command.ts';
import { issueParameter, issueWord, jiraName, jiraParameter } from './fields.ts';
import { findIssue } from './find-issue.ts';

interface Input {
  readonly issue: string;
  readonly jira?: string | undefined;
}

const descriptionBlocks = 15;
const commentBlocks = 4;

/** `jira show <key>`: an issue with its description and last comments. */
export const show = defineCommand<Input>({
  name: 'jira show',
  area: 'jira',
  synonyms: [
    'jira voir',
    'jira affiche',
    'jira afficher',
    'jira montre',
    'jira view',
    'jira get',
    'jira issue',
    'jira ticket',
  ],
  permission: 'jira:read',
  input: z.strictObject({ issue: issueWord, jira: jiraName }),
  parameters: [issueParameter, jiraParameter],
  help: 'jira.help.show',
  example: 'jira show PAY-2',
  effect: 'read',
  async run(context, input) {
    const { t } = context;
    const { client, key } = await findIssue(context, input);
    const issue = await client.issue(key);
    const description = issue.description.slice(0, descriptionBlocks);
    const isCut = issue.description.length > description.length;
    return {
      summary: `${issue.key} ${issue.summary} (${issue.status.name})`,
      blocks: [
        { kind: 'text', text: [link(issue.key, issue.url), ' ', bold(issue.summary)] },
        { kind: 'fields', fields: factsOf(t, issue) },
        ...description,
        ...(isCut ? [note(t('jira.description_cut'))] : []),
        ...(issue.links.length > 0 ? [linksOf(issue)] : []),
        ...commentsOf(t, issue),
        { kind: 'context', text: [link(t('jira.open_in_jira'), issue.url)] },
      ],
    };
  },
});

function factsOf(t: Translate, issue: IssueDetail) {
  const { status, assignee, priority, type, reporter, updated, due, labels, resolution, parent } = issue;
  const facts: (readonly [label: string, value: Inline])[] = [
    [t('jira.column.status'), resolution ? `${status.name} (${resolution})` : status.name],
    [t('jira.column.assignee'), assignee?.name ?? t('jira.unassigned')],
    [t('jira.column.priority'), priority],
    [t('jira.column.type'), type],
    [t('jira.column.reporter'), reporter],
    [t('jira.column.updated'), ago(updated)],
    [t('jira.column.due'), due ?? ''],
    [t('jira.column.labels'), labels.length > 0 ? labelsOf(labels) : ''],
    [t('jira.column.parent'), parent ? [link(parent.key, parent.url), ` ${parent.summary}`] : ''],
  ];
  return facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));
}

function labelsOf(labels: readonly string[]): Inline {
  return labels.flatMap((label, at) => [...(at > 0 ? [' '] : []), code(label)]);
}

function linksOf({ links }: IssueDetail): ReplyBlock {
  const items = links
    .slice(0, 10)
    .map(({ relation, key, summary, url }): Inline => [`${relation} `, link(key, url), ` ${summary}`]);
  return { kind: 'list', items };
}

function commentsOf(t: Translate, { comments, commentCount }: IssueDetail): ReplyBlock[] {
  if (comments.length === 0) return [];
  const title = t('jira.comments', { count: comments.length, total: commentCount });
  return [{ kind: 'text', text: bold(title) }, ...comments.flatMap((comment) => said(t, comment))];
}

function said(t: Translate, { author, at, text }: IssueComment): ReplyBlock[] {
  const own = text.slice(0, commentBlocks);
  const isCut = text.length > own.length;
  return [
    note([bold(author || t('jira.somebody')), ' · ', ago(at)]),
    ...own,
    ...(isCut ? [note(t('jira.comment_cut'))] : []),
  ];
}

function note(text: Inline): ReplyBlock {
  return { kind: 'context', text };
}
