import { z } from 'zod';
import type { JiraConnection } from './connection.ts';
import { statusOf, statusShape } from './shapes.ts';
import type { IssueType, JiraField, Move } from './types.ts';

const fieldShape = z.object({
  required: z.boolean().default(false),
  name: z.string().default(''),
  key: z.string().optional(),
  fieldId: z.string().optional(),
  hasDefaultValue: z.boolean().default(false),
  schema: z
    .object({ type: z.string().optional(), items: z.string().optional(), custom: z.string().optional() })
    .nullish(),
  allowedValues: z
    .array(z.object({ id: z.string().optional(), name: z.string().optional(), value: z.string().optional() }))
    .nullish(),
});
const transitionsShape = z.object({
  transitions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      to: statusShape,
      fields: z.record(z.string(), fieldShape).nullish(),
    }),
  ),
});
const typesShape = z.object({
  issueTypes: typeArray().optional(),
  values: typeArray().optional(),
});
const fieldsShape = z.object({
  fields: z.array(fieldShape).optional(),
  values: z.array(fieldShape).optional(),
});

function typeArray() {
  return z.array(z.object({ id: z.string(), name: z.string(), subtask: z.boolean().default(false) }));
}

/** The moves that an issue may make now, with what each asks for. Errors: `upstream_not_found`, other `upstream_*`. */
export async function listMoves({ read }: JiraConnection, key: string): Promise<Move[]> {
  const { transitions } = await read(key, transitionsShape, (jira) => jira.listTransitions(key));
  return transitions.map(({ id, name, to, fields }) => ({
    id,
    name,
    to: statusOf(to),
    fields: Object.entries(fields ?? {}).map(([field, each]) => fieldOf(each, field)),
  }));
}

/** The types of issue that may be created in a project; Cloud and Data Center name the list differently. */
export async function listTypes({ read, send }: JiraConnection, project: string): Promise<IssueType[]> {
  const found = await read(project, typesShape, send('GET', `/issue/createmeta/${project}/issuetypes`));
  return (found.issueTypes ?? found.values ?? []).map(({ id, name, subtask }) => ({
    id,
    name,
    isSubtask: subtask,
  }));
}

/** The fields of the screen that creates an issue of one type. */
export async function listFields(
  { read, send }: JiraConnection,
  project: string,
  type: string,
): Promise<JiraField[]> {
  const path = `/issue/createmeta/${project}/issuetypes/${type}`;
  const found = await read(project, fieldsShape, send('GET', path, { query: { maxResults: '200' } }));
  return (found.fields ?? found.values ?? []).map((each) => fieldOf(each, each.fieldId ?? each.key ?? ''));
}

function fieldOf(field: z.infer<typeof fieldShape>, id: string): JiraField {
  const values = (field.allowedValues ?? []).flatMap(({ id: value, name, value: label }) =>
    value === undefined ? [] : [{ id: value, name: label ?? name ?? value }],
  );
  const isRequired = field.required && !field.hasDefaultValue;
  return { id, name: field.name || id, isRequired, kind: kindOf(field), values };
}

function kindOf({ schema, allowedValues }: z.infer<typeof fieldShape>): JiraField['kind'] {
  const { type, items, custom } = schema ?? {};
  if (type === 'array') return items === 'string' ? 'labels' : allowedValues ? 'choices' : 'other';
  if (allowedValues && allowedValues.length > 0) return 'choice';
  if (type === 'number') return 'number';
  if (type === 'string') return custom?.endsWith(':textarea') || custom === undefined ? 'document' : 'text';
  return type === 'date' || type === 'datetime' ? 'text' : 'other';
}
