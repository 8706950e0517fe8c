import { z } from 'zod';
import { defineCommand } from '../contracts/command.ts';
import { signed } from './attribution.ts';
import { did } from './did.ts';
import { issueParameter, issueWord, jiraName, jiraParameter } from './fields.ts';
import { findIssue } from './find-issue.ts';

interface Input {
  readonly issue: string;
  readonly text: string;
  readonly jira?: string | undefined;
}

/** `jira comment <key> "text"` */
export const comment = defineCommand<Input>({
  name: 'jira comment',
  area: 'jira',
  synonyms: [
    'jira commenter',
    'jira commente',
    'jira commentaire',
    'jira réponds',
    'jira répondre',
    'jira reply',
  ],
  permission: 'jira:write',
  input: z.strictObject({
    issue: issueWord,
    // Jira's own limit is 32,767 characters; the signature needs a little of it.
    text: z.string().trim().min(1).max(32_000),
    jira: jiraName,
  }),
  parameters: [
    issueParameter,
    {
      name: 'text',
      position: 1,
      rest: true,
      flags: ['texte', 'message', 'm'],
      label: 'jira.parameter.comment',
    },
    jiraParameter,
  ],
  help: 'jira.help.comment',
  example: 'jira comment PAY-2 "Corrigé sur staging"',
  effect: 'change',
  async run(context, input) {
    const { t } = context;
    const { client, key } = await findIssue(context, input);
    await client.comment(key, await signed(context, input.text));
    return did(t, key, client.pageOf(key), t('jira.did.comment', { key }));
  },
});
