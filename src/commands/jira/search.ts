import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import { defineCommand } from '../contracts/command.ts';
import { jiraName, jiraParameter, projectFilter, projectWord } from './fields.ts';
import { issueTable, shown } from './issue-table.ts';
import { isJql, narrowed, queryForWords, quoted } from './jql.ts';

interface Input {
  readonly query: string;
  readonly project?: string | undefined;
  readonly open?: boolean | undefined;
  readonly text?: boolean | undefined;
  readonly jira?: string | undefined;
}

/** `jira search <text or JQL>`: issues by words or by a query, latest changed first unless the query orders. */
export const search = defineCommand<Input>({
  name: 'jira search',
  area: 'jira',
  synonyms: [
    'jira chercher',
    'jira cherche',
    'jira recherche',
    'jira rechercher',
    'jira find',
    'jira jql',
    'jira tickets',
  ],
  permission: 'jira:read',
  input: z.strictObject({
    query: z.string().trim().min(1).max(2_000),
    project: projectWord.optional(),
    open: z.coerce.boolean().optional(),
    text: z.coerce.boolean().optional(),
    jira: jiraName,
  }),
  parameters: [
    { name: 'query', position: 0, rest: true, keepsQuotes: true, label: 'jira.parameter.query' },
    // Words such as `dans` belong to the text, `in` to queries.
    { ...projectFilter, prepositions: [] },
    { name: 'open', kind: 'switch', flags: ['ouverts', 'ouvert'], label: 'jira.parameter.open' },
    { name: 'text', kind: 'switch', flags: ['texte'], label: 'jira.parameter.text' },
    jiraParameter,
  ],
  help: 'jira.help.search',
  example: 'jira search "paiement expire"',
  effect: 'read',
  async run(context, { query, project, open, text, jira }) {
    const { t, connections } = context;
    const base = !text && isJql(query) ? query : queryForWords(query);
    if (base === undefined) throw new NoxError('bad_input', {}, { sentence: 'jira.no_words' });
    const { client, integration } = await connections.jira(jira);
    context.target(integration.name);
    const conditions = [
      ...(project === undefined ? [] : [`project = ${quoted(project)}`]),
      ...(open ? ['statusCategory != Done'] : []),
    ];
    const found = await client.search(narrowed(base, conditions, 'updated DESC'), shown);
    const params = { count: found.issues.length, more: found.hasMore ? 'yes' : 'no', name: integration.name };
    const nothing = t(base === query ? 'jira.found_nothing_jql' : 'jira.found_nothing', { query });
    return issueTable(t, found, { summary: t('jira.found', params), nothing });
  },
});
