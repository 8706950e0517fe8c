import { documentOf, isDocument, isObject } from '../document.ts';
import { fieldRefusal } from '../refusal.ts';
import type { Issue, Json, Person } from '../types.ts';
import type { Call } from './call.ts';

type Change = (issue: Issue) => void;

/**
 * Reads the fields of a request into changes of an issue. Errors: JiraRefusal naming every field that is wrong.
 * @param allowed the select fields on this screen, besides the usual ones
 */
export function changesOf(call: Call, fields: Json, allowed: readonly string[]): Change[] {
  const errors: Record<string, string> = {};
  const changes: Change[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const read = readerOf(call, name, allowed);
    const change = read ? read(value) : undefined;
    if (typeof change === 'function') changes.push(change);
    else
      errors[name] =
        change ?? `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
  }
  if (Object.keys(errors).length > 0) throw fieldRefusal(errors);
  return changes;
}

/** Reads one field: the change it makes, or what is wrong with it. */
type Reader = (value: unknown) => Change | string;

function readerOf(call: Call, name: string, allowed: readonly string[]): Reader | undefined {
  const { site } = call;
  switch (name) {
    case 'summary':
      return readSummary;
    case 'description':
      return (value) => readDescription(call, value);
    case 'assignee':
      return (value) => {
        if (value === null) return (issue) => void (issue.assignee = null);
        const person = personIn(call, value);
        if (!person || !isAssignable(person)) return 'The assignee specified cannot be assigned issues.';
        return (issue) => void (issue.assignee = person.accountId);
      };
    case 'priority':
      return (value) => {
        const id = pick(site.priorities, value, 'name');
        return id ? (issue) => void (issue.priority = id) : 'The priority selected is invalid.';
      };
    case 'labels':
      return (value) => {
        if (!Array.isArray(value) || value.some((each) => typeof each !== 'string' || /\s/.test(each)))
          return "The label can't contain spaces.";
        return (issue) => void (issue.labels = value as string[]);
      };
    case 'duedate':
      return (value) => {
        if (value !== null && !/^\d{4}-\d{2}-\d{2}$/.test(String(value)))
          return 'Error parsing date string: use yyyy-MM-dd.';
        return (issue) => void (issue.dueDate = value as string | null);
      };
    case 'parent':
      return (value) => {
        const key = isObject(value) ? String(value['key'] ?? '') : '';
        if (!site.issues.has(key)) return 'Given parent work item does not exist.';
        return (issue) => void (issue.parent = key);
      };
    case 'resolution':
      if (!allowed.includes(name)) return undefined;
      return (value) => {
        const id = pick(site.resolutions, value, 'name');
        if (!id) return 'Please select a valid resolution.';
        return (issue) => void (issue.resolution = id);
      };
    default:
      return allowed.includes(name) ? (value) => readSelected(call, name, value) : undefined;
  }
}

function readSummary(value: unknown): Change | string {
  if (typeof value !== 'string' || !value.trim()) return 'You must specify a summary of the issue.';
  if (/[\r\n]/.test(value)) return 'The summary is invalid because it contains newline characters.';
  if (value.length > 255) return "Summary can't exceed 255 characters.";
  return (issue) => void (issue.summary = value);
}

function readDescription({ version }: Call, value: unknown): Change | string {
  if (version === '2') {
    if (typeof value !== 'string' && value !== null) return 'Operation value must be a string';
    return (issue) => void (issue.description = value ? documentOf(value) : null);
  }
  if (value !== null && !isDocument(value))
    return 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  return (issue) => void (issue.description = value);
}

function readSelected({ site }: Call, name: string, value: unknown): Change | string {
  const field = site.fields.find((each) => each.id === name);
  const id = field && pick(field.values, value, 'value');
  if (!id) return `Specify a valid 'id' or 'name' for ${field?.name ?? name}`;
  return (issue) => void issue.selected.set(name, id);
}

function pick<T extends { readonly id: string }>(
  all: readonly T[],
  value: unknown,
  by: 'name' | 'value',
): string | undefined {
  if (!isObject(value)) return undefined;
  const written = value[by];
  return all.find((each) => each.id === value['id'] || (each as Json)[by] === written)?.id;
}

/** The person that `{accountId}` names on Cloud, `{name}` on Data Center. */
export function personIn({ site, isCloud }: Call, value: unknown): Person | undefined {
  if (!isObject(value)) return undefined;
  if (isCloud) return site.person(String(value['accountId'] ?? value['id'] ?? ''));
  return site.people.find((each) => each.email.split('@')[0] === value['name']);
}

/** Issues may be assigned to people who can work on them. */
export function isAssignable(person: Person): boolean {
  return person.active && person.access === 'write' && !person.isApp;
}
