import { NoxError } from '../../core/errors.ts';
import type { JiraClient } from '../../integrations/jira/client.ts';
import type { JiraField } from '../../integrations/jira/types.ts';
import { fold } from '../text/words.ts';
import type { Pairs } from './fields.ts';
import { meant } from './names.ts';

/**
 * Fills a screen's fields from `name=value` pairs, in Jira's own shape.
 * Errors: `bad_input` for a field that the screen lacks or a value it does not take, or for those it asks for and that
 * were not given, each with what it takes.
 * @param settled ids of fields that are filled otherwise
 */
export function fillScreen(
  client: JiraClient,
  fields: readonly JiraField[],
  given: Pairs,
  settled: readonly string[],
): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  const open = fields.filter(({ id }) => !settled.includes(id));
  for (const [name, value] of Object.entries(given)) {
    const field = open.find((each) => each.id === name || slug(each.name) === slug(name));
    if (!field) {
      const known = open.map((each) => slug(each.name)).join(', ');
      throw new NoxError('bad_input', { name, known: known || '—' }, { sentence: 'jira.no_such_field' });
    }
    filled[field.id] = valueOf(client, field, value);
  }
  const missing = open.filter(({ id, isRequired }) => isRequired && filled[id] === undefined);
  const [first] = missing;
  if (!first) return filled;
  throw new NoxError(
    'bad_input',
    {
      fields: missing.map(described).join(' ; '),
      example: `${slug(first.name)}=${quotedIfNeeded(first.values[0]?.name ?? '…')}`,
    },
    { sentence: 'jira.needs_fields' },
  );
}

function valueOf(client: JiraClient, field: JiraField, value: string): unknown {
  switch (field.kind) {
    case 'choice':
      return { id: optionOf(field, value) };
    case 'choices':
      return value.split(',').map((each) => ({ id: optionOf(field, each.trim()) }));
    case 'labels':
      return value.split(/[\s,]+/).filter(Boolean);
    case 'document':
      return client.textField(value);
    case 'number': {
      const number = Number(value.replace(',', '.'));
      if (value.trim() === '' || !Number.isFinite(number)) throw notTaken(field, value);
      return number;
    }
    case 'text':
      return value;
    case 'other':
      throw new NoxError('bad_input', { name: field.name }, { sentence: 'jira.field_in_jira' });
  }
}

function optionOf(field: JiraField, value: string): string {
  const [found] = meant(field.values, value, (each) => [each.name]);
  if (found) return found.id;
  throw notTaken(field, value);
}

function notTaken(field: JiraField, value: string): NoxError {
  const params = { name: field.name, value: value.slice(0, 80), known: namesOf(field) };
  return new NoxError('bad_input', params, { sentence: 'jira.value_not_taken' });
}

function described(field: JiraField): string {
  return field.values.length > 0 ? `${field.name} (${namesOf(field)})` : field.name;
}

function namesOf({ values }: JiraField): string {
  const names = values.slice(0, 8).map((each) => each.name);
  return [...names, ...(values.length > names.length ? ['…'] : [])].join(', ') || '—';
}

/** A name as it can be typed before `=`: no accents, no spaces. */
function slug(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function quotedIfNeeded(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
