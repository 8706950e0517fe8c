import { z } from 'zod';
import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { JiraClient } from '../../integrations/jira/client.ts';
import type { IssueType, JiraProject } from '../../integrations/jira/types.ts';
import { defineCommand } from '../contracts/command.ts';
import { fold } from '../text/words.ts';
import { signed, withNames } from './attribution.ts';
import { did } from './did.ts';
import { jiraName, jiraParameter, pairs, pairsParameter, projectWord } from './fields.ts';
import type { Pairs } from './fields.ts';
import { jiraWith } from './find-issue.ts';
import { findPerson, isNobody } from './find-person.ts';
import { meant } from './names.ts';
import { fillScreen } from './screen.ts';

interface Input {
  readonly project: string;
  readonly summary: string;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly assignee?: string | undefined;
  readonly description?: string | undefined;
  readonly fields?: Pairs | undefined;
  readonly jira?: string | undefined;
}

const word = z.string().trim().min(1).max(200).optional();
/** What the command fills by itself, or Jira does. */
const settled = ['summary', 'issuetype', 'project', 'description', 'priority', 'assignee', 'reporter'];

/** `jira create <project> "title" [--type --priority --assignee --description] [field=value…]` */
export const create = defineCommand<Input>({
  name: 'jira create',
  area: 'jira',
  synonyms: ['jira créer', 'jira crée', 'jira nouveau', 'jira new', 'jira add', 'jira ajouter', 'jira open'],
  permission: 'jira:write',
  input: z.strictObject({
    project: projectWord,
    summary: z.string().trim().min(1).max(255),
    type: word,
    priority: word,
    assignee: word,
    description: z.string().max(30_000).optional(),
    fields: pairs,
    jira: jiraName,
  }),
  parameters: [
    { name: 'project', position: 0, flags: ['projet', 'p'], label: 'jira.parameter.project' },
    { name: 'summary', position: 1, rest: true, flags: ['titre', 'title'], label: 'jira.parameter.title' },
    { name: 'type', flags: ['t'], label: 'jira.parameter.type' },
    { name: 'priority', flags: ['priorite', 'prio'], label: 'jira.parameter.priority' },
    { name: 'assignee', flags: ['a', 'assigner', 'pour', 'for'], label: 'jira.parameter.person' },
    { name: 'description', flags: ['d', 'desc'], label: 'jira.parameter.description' },
    pairsParameter,
    jiraParameter,
  ],
  help: 'jira.help.create',
  example: 'jira create PAY "Le paiement expire" --type bug --priority haute',
  effect: 'change',
  async run(context, input) {
    const { t } = context;
    const { client, integration } = await jiraWith(context, input.jira, input.project.toUpperCase());
    const project = await findProject(client, input.project);
    context.target(`${integration.name}/${project.key}`);
    const type = findType(await client.types(project.key), input.type);
    const fields = await client.fields(project.key, type.id);
    const more = fillScreen(client, fields, input.fields ?? {}, settled);
    const priority = input.priority === undefined ? undefined : await findPriority(client, input.priority);
    const assignee = await findAssignee();
    const key = await client.create({
      project: project.key,
      type: type.id,
      summary: await withNames(context, input.summary),
      description: await signed(context, input.description),
      priority,
      assignee: assignee?.id,
      more,
    });
    context.target(`${integration.name}/${key}`);
    const params = { key, type: type.name, project: project.name, person: assignee?.name ?? 'none' };
    return did(t, key, client.pageOf(key), t('jira.did.create', params), input.summary);

    async function findAssignee() {
      if (input.assignee === undefined || isNobody(input.assignee)) return undefined;
      const looking = { client, among: { project: project.key }, parameter: 'assignee' };
      return findPerson(context, looking, input.assignee);
    }
  },
});

/** The project of a key or a name. Errors: ChoiceNeeded when several fit, none does, or the name is only similar. */
async function findProject(client: JiraClient, written: string): Promise<JiraProject> {
  const isKey = /^[a-z][a-z0-9_]{0,30}$/i.test(written);
  const direct = isKey ? await client.project(written.toUpperCase()) : undefined;
  if (direct) return direct;
  const all = await client.projects();
  const fits = meant(all, written, ({ key, name }) => [key, name]);
  const [only] = fits;
  if (only && fits.length === 1 && fold(only.name) === fold(written)) return only;
  if (all.length === 0) throw new NoxError('not_found', { kind: 'jira.kind.project', name: written });
  const options = (fits.length > 0 ? fits : all)
    .slice(0, 20)
    .map(({ key, name }) => ({ label: `${name} (${key})`, value: key }));
  throw new ChoiceNeeded('project', 'jira.which_project', options);
}

/** The type that was named; without a name a task, or whatever comes first. Errors: ChoiceNeeded. */
function findType(all: readonly IssueType[], written: string | undefined): IssueType {
  const usual = all.filter((each) => !each.isSubtask);
  const fits = meant(written === undefined ? usual : all, written ?? 'task', ({ name }) => [name], 'type');
  const [first, second] = fits;
  if (first && (!second || written === undefined)) return first;
  const [any] = usual;
  if (any && written === undefined) return any;
  if (all.length === 0)
    throw new NoxError('upstream_scope', forCreation(), { sentence: 'jira.may_not_create' });
  const options = (second ? fits : usual).slice(0, 20).map(({ name }) => ({ label: name, value: name }));
  throw new ChoiceNeeded('type', 'jira.which_type', options);
}

async function findPriority(client: JiraClient, written: string): Promise<string> {
  const all = await client.priorities();
  const [first, second] = meant(all, written, ({ name }) => [name], 'priority');
  if (first && !second) return first.id;
  const options = all.slice(0, 20).map(({ name }) => ({ label: name, value: name }));
  throw new ChoiceNeeded('priority', 'jira.which_priority', options);
}

function forCreation() {
  return { service: 'Jira', name: '', scope: 'jira.right.create' };
}
