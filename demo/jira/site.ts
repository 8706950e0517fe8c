import { createHash } from 'node:crypto';
import { documentOf } from './document.ts';
import { noSuchIssue } from './refusal.ts';
import type {
  Issue,
  IssueType,
  JiraWorld,
  Link,
  Person,
  Project,
  SelectField,
  Status,
  Transition,
} from './types.ts';

/** Something with an id and a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Everything that a Jira site holds. */
export class Site {
  readonly title: string;
  readonly people: readonly Person[];
  readonly priorities: readonly Named[];
  readonly defaultPriority: string;
  readonly resolutions: readonly Named[];
  readonly statuses: readonly Status[];
  readonly transitions: readonly Transition[];
  readonly fields: readonly SelectField[];
  readonly types: readonly IssueType[];
  readonly projects: readonly Project[];
  readonly issues = new Map<string, Issue>();
  readonly links: Link[] = [];
  #lastId = 10_100;

  constructor(world: JiraWorld, now: Date) {
    this.title = world.title;
    this.people = world.people.map(personOf);
    this.priorities = world.priorities.map((name, at) => ({ id: String(at + 1), name }));
    this.defaultPriority = idOf(this.priorities, world.defaultPriority);
    this.resolutions = world.resolutions.map((name, at) => ({ id: String(10_300 + at), name }));
    this.statuses = world.statuses.map((each, at) => ({ id: String(10_000 + at), ...each }));
    this.fields = world.fields.map(({ name, values }, at) => ({
      id: `customfield_${10_050 + at}`,
      name,
      values: values.map((value, index) => ({ id: String(10_200 + at * 20 + index), value })),
    }));
    const fieldId = (name: string) => (name === 'resolution' ? name : idOf(this.fields, name));
    this.transitions = world.transitions.map(({ name, from = [], to, requires = [] }, at) => ({
      id: String(11 + at * 10),
      name,
      from: from.map((each) => idOf(this.statuses, each)),
      to: idOf(this.statuses, to),
      requires: requires.map(fieldId),
    }));
    this.types = world.types.map(({ name, subtask = false, requires = [] }, at) => ({
      id: String(10_400 + at),
      name,
      subtask,
      requires: requires.map(fieldId),
    }));
    this.projects = world.projects.map(({ key, name, lead, types }, at) => ({
      id: String(10_000 + at),
      key,
      name,
      lead: this.named(lead).accountId,
      types: types.map((type) => idOf(this.types, type)),
    }));
    const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
    for (const each of world.issues) this.#add(each, ago);
    for (const { from, type, to } of world.links ?? [])
      this.links.push({ id: this.nextId(), type, outward: from, inward: to });
  }

  #add(given: JiraWorld['issues'][number], ago: (hours: number) => Date): void {
    const { key, summary, description, labels = [], parent = null, due = null } = given;
    const documented = (text: string | object) =>
      typeof text === 'string' ? documentOf(text) : (text as Record<string, unknown>);
    this.issues.set(key, {
      id: this.nextId(),
      key,
      project: key.split('-')[0] ?? '',
      type: idOf(this.types, given.type),
      summary,
      description: description === undefined ? null : documented(description),
      status: idOf(this.statuses, given.status),
      priority: given.priority ? idOf(this.priorities, given.priority) : this.defaultPriority,
      assignee: given.assignee ? this.named(given.assignee).accountId : null,
      reporter: this.named(given.reporter).accountId,
      labels: [...labels],
      dueDate: due,
      resolution: given.resolution ? idOf(this.resolutions, given.resolution) : null,
      resolved: given.resolution ? ago(given.updatedAgo) : null,
      parent,
      created: ago(given.createdAgo),
      updated: ago(given.updatedAgo),
      selected: new Map(),
      comments: (given.comments ?? []).map(({ by, ago: hours, text }) => ({
        id: this.nextId(),
        author: this.named(by).accountId,
        body: documented(text),
        created: ago(hours),
      })),
    });
  }

  nextId(): string {
    return String(this.#lastId++);
  }

  /** The key that the next issue of a project takes. */
  nextKey(project: string): string {
    const numbers = [...this.issues.values()]
      .filter((each) => each.project === project)
      .map((each) => Number(each.key.split('-')[1]));
    return `${project}-${Math.max(0, ...numbers) + 1}`;
  }

  /** An issue by key, in any case, or by id. Errors: JiraRefusal 404, also for those who see no project. */
  issue(idOrKey: string, me: Person): Issue {
    const found =
      this.issues.get(idOrKey.toUpperCase()) ?? [...this.issues.values()].find((each) => each.id === idOrKey);
    if (!found || me.access === 'none') throw noSuchIssue();
    return found;
  }

  project(idOrKey: string): Project | undefined {
    return this.projects.find((each) => each.id === idOrKey || each.key === idOrKey.toUpperCase());
  }

  person(accountId: string | null): Person | undefined {
    return this.people.find((each) => each.accountId === accountId);
  }

  /** Somebody of the world by name; a world that names somebody else is a mistake of its author. */
  named(name: string): Person {
    const found = this.people.find((each) => each.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  }

  /** The moves an issue may make now. */
  movesOf(issue: Issue): readonly Transition[] {
    return this.transitions.filter(
      ({ from, to }) => (from.length === 0 || from.includes(issue.status)) && to !== issue.status,
    );
  }
}

function personOf(given: JiraWorld['people'][number]): Person {
  const { name, email, hidesEmail = false, active = true, access = 'write', apiToken, isApp = false } = given;
  const made = createHash('sha256').update(email).digest('hex').slice(0, 24);
  return { accountId: given.accountId ?? made, name, email, hidesEmail, active, access, apiToken, isApp };
}

function idOf(all: readonly Named[], name: string): string {
  const found = all.find((each) => each.name === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found.id;
}
