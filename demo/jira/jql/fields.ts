import { textOf } from '../document.ts';
import { JiraRefusal } from '../refusal.ts';
import type { Named, Site } from '../site.ts';
import type { Issue } from '../types.ts';

/** How a field of JQL is compared. */
export interface JqlField {
  readonly name: string;
  readonly kind: 'text' | 'choice' | 'date' | 'person' | 'key';
  /** What an issue holds there; undefined: nothing. Choices and people by id, dates in milliseconds. */
  of(issue: Issue): string | number | undefined;
  /** The id that a written value names. Errors: JiraRefusal where there is none. */
  resolve(value: string): string;
  /** Sorts by this. */
  rank(issue: Issue): string | number;
}

/** The field of a name, in any case. Errors: JiraRefusal, worded as Jira does. */
export function fieldNamed(site: Site, name: string): JqlField {
  const found = fieldsOf(site).find((each) => each.names.includes(name.toLowerCase()));
  if (!found)
    throw new JiraRefusal(400, `Field '${name}' does not exist or you do not have permission to view it.`);
  return found;
}

function fieldsOf(site: Site): (JqlField & { readonly names: readonly string[] })[] {
  const choice = (names: readonly string[], all: readonly Named[], of: (issue: Issue) => string | null) => ({
    names,
    name: names[0] ?? '',
    kind: 'choice' as const,
    of: (issue: Issue) => of(issue) ?? undefined,
    resolve: (value: string) => idIn(all, value, names[0] ?? ''),
    // Priorities stand from highest to lowest, and the highest counts most.
    rank: (issue: Issue) =>
      (names[0] === 'priority' ? -1 : 1) * all.findIndex((each) => each.id === of(issue)),
  });
  const date = (names: readonly string[], of: (issue: Issue) => Date | string | null) => {
    const at = (issue: Issue) => {
      const found = of(issue);
      return found === null ? undefined : new Date(found).getTime();
    };
    return {
      names,
      name: names[0] ?? '',
      kind: 'date' as const,
      of: at,
      resolve: String,
      rank: (issue: Issue) => at(issue) ?? 0,
    };
  };
  const person = (names: readonly string[], of: (issue: Issue) => string | null) => ({
    names,
    name: names[0] ?? '',
    kind: 'person' as const,
    of: (issue: Issue) => of(issue) ?? undefined,
    resolve: (value: string) => personIn(site, value, names[0] ?? ''),
    rank: (issue: Issue) => site.person(of(issue))?.name ?? '',
  });
  const text = (names: readonly string[], of: (issue: Issue) => string) => ({
    names,
    name: names[0] ?? '',
    kind: 'text' as const,
    of: (issue: Issue) => of(issue) || undefined,
    resolve: String,
    rank: of,
  });
  const categories = [
    { id: 'new', name: 'To Do' },
    { id: 'indeterminate', name: 'In Progress' },
    { id: 'done', name: 'Done' },
  ];
  const words = (issue: Issue) => issue.comments.map((each) => textOf(each.body)).join('\n');
  return [
    choice(
      ['project'],
      site.projects.flatMap(({ key, id, name }) => [
        { id: key, name: key },
        { id: key, name },
        { id: key, name: id },
      ]),
      (issue) => issue.project,
    ),
    choice(['status'], site.statuses, (issue) => issue.status),
    choice(
      ['statuscategory'],
      categories,
      (issue) => site.statuses.find((each) => each.id === issue.status)?.category ?? null,
    ),
    choice(['priority'], site.priorities, (issue) => issue.priority),
    choice(['issuetype', 'type'], site.types, (issue) => issue.type),
    choice(['resolution'], site.resolutions, (issue) => issue.resolution),
    person(['assignee'], (issue) => issue.assignee),
    person(['reporter', 'creator'], (issue) => issue.reporter),
    date(['created', 'createddate'], (issue) => issue.created),
    date(['updated', 'updateddate'], (issue) => issue.updated),
    date(['resolved', 'resolutiondate'], (issue) => issue.resolved),
    date(['due', 'duedate'], (issue) => issue.dueDate),
    text(['summary'], (issue) => issue.summary),
    text(['description'], (issue) => textOf(issue.description)),
    text(['comment'], words),
    text(['text'], (issue) => [issue.summary, textOf(issue.description), words(issue)].join('\n')),
    text(['labels'], (issue) => issue.labels.join('\n')),
    {
      names: ['issuekey', 'key', 'issue', 'id'],
      name: 'issuekey',
      kind: 'key',
      of: (issue) => issue.key,
      resolve: (value) => {
        if (site.issues.has(value.toUpperCase())) return value.toUpperCase();
        throw new JiraRefusal(400, `An issue with key '${value}' does not exist for field 'key'.`);
      },
      rank: (issue) => issue.key.replace(/\d+$/, (digits) => digits.padStart(9, '0')),
    },
    {
      names: ['parent'],
      name: 'parent',
      kind: 'key',
      of: (issue) => issue.parent ?? undefined,
      resolve: (value) => value.toUpperCase(),
      rank: (issue) => issue.parent ?? '',
    },
  ];
}

function idIn(all: readonly Named[], value: string, field: string): string {
  const wanted = value.toLowerCase();
  const found = all.find((each) => each.name.toLowerCase() === wanted || each.id.toLowerCase() === wanted);
  if (found) return found.id;
  throw new JiraRefusal(400, `The value '${value}' does not exist for the field '${field}'.`);
}

function personIn(site: Site, value: string, field: string): string {
  const wanted = value.toLowerCase();
  const found = site.people.find(
    (each) =>
      each.accountId === value ||
      each.email.split('@')[0] === wanted ||
      each.name.toLowerCase() === wanted ||
      (!each.hidesEmail && each.email === wanted),
  );
  if (found) return found.accountId;
  throw new JiraRefusal(400, `The value '${value}' does not exist for the field '${field}'.`);
}
