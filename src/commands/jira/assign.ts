import { z } from 'zod';
import { defineCommand } from '../contracts/command.ts';
import { did } from './did.ts';
import { issueParameter, issueWord, jiraName, jiraParameter } from './fields.ts';
import { findIssue } from './find-issue.ts';
import { findPerson, isNobody } from './find-person.ts';

interface Input {
  readonly issue: string;
  readonly person: string;
  readonly jira?: string | undefined;
}

/** `jira assign <key> <person|me|nobody>` */
export const assign = defineCommand<Input>({
  name: 'jira assign',
  area: 'jira',
  synonyms: ['jira assigner', 'jira assigne', 'jira attribuer', 'jira attribue', 'jira give'],
  permission: 'jira:write',
  input: z.strictObject({
    issue: issueWord,
    person: z.string().trim().min(1).max(200),
    jira: jiraName,
  }),
  parameters: [
    issueParameter,
    {
      name: 'person',
      position: 1,
      rest: true,
      flags: ['assignee', 'to'],
      label: 'jira.parameter.person',
    },
    jiraParameter,
  ],
  help: 'jira.help.assign',
  example: 'jira assign PAY-2 me',
  effect: 'change',
  async run(context, input) {
    const { t } = context;
    const { client, key } = await findIssue(context, input);
    const written = input.person.replace(/^(?:to|à|a)\s+/i, '');
    if (isNobody(written)) {
      await client.assign(key, null);
      return did(t, key, client.pageOf(key), t('jira.did.unassign', { key }));
    }
    const looking = { client, among: { issueKey: key }, parameter: 'person' };
    const person = await findPerson(context, looking, written);
    await client.assign(key, person.id);
    return did(t, key, client.pageOf(key), t('jira.did.assign', { key, person: person.name }));
  },
});
