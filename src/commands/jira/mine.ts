import { z } from 'zod';
import { defineCommand } from '../contracts/command.ts';
import { jiraName, jiraParameter, projectFilter, projectWord } from './fields.ts';
import { findPerson, findSelf } from './find-person.ts';
import { issueTable, shown } from './issue-table.ts';
import { narrowed, quoted } from './jql.ts';

interface Input {
  readonly as?: string | undefined;
  readonly project?: string | undefined;
  readonly all?: boolean | undefined;
  readonly jira?: string | undefined;
}

/** `jira mine`: what is assigned to the one who asks (or to `--as` somebody) and is not done. */
export const mine = defineCommand<Input>({
  name: 'jira mine',
  area: 'jira',
  synonyms: [
    'jira mes tickets',
    'jira moi',
    'jira my issues',
    'jira my tickets',
    'mes tickets',
    'my tickets',
  ],
  permission: 'jira:read',
  input: z.strictObject({
    as: z.string().trim().min(1).max(200).optional(),
    project: projectWord.optional(),
    all: z.coerce.boolean().optional(),
    jira: jiraName,
  }),
  parameters: [
    {
      name: 'as',
      flags: ['comme'],
      prepositions: ['comme', 'as', 'de', 'of'],
      label: 'jira.parameter.person',
    },
    projectFilter,
    { name: 'all', kind: 'switch', flags: ['tous', 'tout'], label: 'jira.parameter.all' },
    jiraParameter,
  ],
  help: 'jira.help.mine',
  example: 'jira mine',
  effect: 'read',
  async run(context, { as, project, all, jira }) {
    const { t } = context;
    const { client, integration } = await context.connections.jira(jira);
    const looking = { client, parameter: 'as' };
    const person = await (as === undefined ? findSelf(context, looking) : findPerson(context, looking, as));
    context.target(integration.name);
    const conditions = [
      ...(all ? [] : ['statusCategory != Done']),
      ...(project === undefined ? [] : [`project = ${quoted(project)}`]),
    ];
    const jql = narrowed(`assignee = ${quoted(person.id)}`, conditions, 'priority DESC, updated DESC');
    const found = await client.search(jql, shown);
    const params = {
      count: found.issues.length,
      more: found.hasMore ? 'yes' : 'no',
      person: person.name,
      name: integration.name,
    };
    return issueTable(t, found, {
      summary: t('jira.mine', params),
      nothing: t(all ? 'jira.mine_none_at_all' : 'jira.mine_none', params),
      ...(as === undefined ? { note: t('jira.mine_note', params) } : {}),
    });
  },
});
