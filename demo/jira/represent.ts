import { textOf } from './document.ts';
import type { Site } from './site.ts';
import type { Comment, Issue, Json, Person, Project, Transition } from './types.ts';

/** Which version of the API speaks, from where, to whom. */
export interface View {
  readonly site: Site;
  readonly url: string;
  readonly version: '2' | '3';
  readonly me: Person;
  /** Data Center names people by user name, Cloud by account id. */
  readonly isCloud: boolean;
}

/** Dates as Jira writes them: `2026-11-25T13:17:04.000+0000`. */
export function jiraDate(at: Date): string {
  return at.toISOString().replace('Z', '+0000');
}

export function userJson(view: View, person: Person | undefined): Json | null {
  if (!person) return null;
  const own = view.me.accountId === person.accountId;
  const shared = {
    ...(person.hidesEmail && !own ? {} : { emailAddress: person.email }),
    displayName: person.name,
    active: person.active,
    timeZone: 'Europe/Paris',
  };
  const self = `${view.url}/rest/api/${view.version}/user`;
  if (!view.isCloud) {
    const name = person.email.split('@')[0];
    return { self: `${self}?username=${name}`, name, key: person.accountId, ...shared };
  }
  const accountType = person.isApp ? 'app' : 'atlassian';
  return {
    self: `${self}?accountId=${person.accountId}`,
    accountId: person.accountId,
    accountType,
    ...shared,
  };
}

export function projectJson({ url, version }: View, { id, key, name }: Project): Json {
  const self = `${url}/rest/api/${version}/project/${id}`;
  return { self, id, key, name, projectTypeKey: 'software', simplified: false, isPrivate: false };
}

export function typeJson({ site, url, version }: View, id: string): Json {
  const type = site.types.find((each) => each.id === id);
  const self = `${url}/rest/api/${version}/issuetype/${id}`;
  return { self, id, name: type?.name, subtask: type?.subtask, description: '', hierarchyLevel: 0 };
}

export function statusJson({ site, url, version }: View, id: string): Json {
  const status = site.statuses.find((each) => each.id === id);
  const key = status?.category ?? 'new';
  const statusCategory = { key, ...categories[key] };
  return {
    self: `${url}/rest/api/${version}/status/${id}`,
    id,
    name: status?.name,
    description: '',
    statusCategory,
  };
}

const categories = {
  new: { id: 2, name: 'To Do', colorName: 'blue-gray' },
  indeterminate: { id: 4, name: 'In Progress', colorName: 'yellow' },
  done: { id: 3, name: 'Done', colorName: 'green' },
};

export function namedJson(all: readonly { id: string; name: string }[], id: string | null): Json | null {
  const found = all.find((each) => each.id === id);
  return found ? { ...found } : null;
}

export function commentJson(view: View, issue: Issue, comment: Comment): Json {
  const author = userJson(view, view.site.person(comment.author));
  return {
    self: `${view.url}/rest/api/${view.version}/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author,
    updateAuthor: author,
    body: view.version === '3' ? comment.body : textOf(comment.body),
    created: jiraDate(comment.created),
    updated: jiraDate(comment.created),
    jsdPublic: true,
  };
}

export function commentsJson(view: View, issue: Issue, comments: readonly Comment[], startAt: number): Json {
  return {
    comments: comments.map((each) => commentJson(view, issue, each)),
    startAt,
    maxResults: Math.max(comments.length, 50),
    total: issue.comments.length,
  };
}

/** Every field of an issue; `fieldsAsked` chooses. */
function allFields(view: View, issue: Issue): Json {
  const { site } = view;
  const project = site.project(issue.project);
  const parent = issue.parent ? site.issues.get(issue.parent) : undefined;
  const selected = site.fields.map(({ id, values }): [string, unknown] => {
    const value = values.find((each) => each.id === issue.selected.get(id));
    return [id, value ? { ...value } : null];
  });
  return {
    summary: issue.summary,
    description: view.version === '3' ? issue.description : issue.description && textOf(issue.description),
    issuetype: typeJson(view, issue.type),
    project: project ? projectJson(view, project) : null,
    status: statusJson(view, issue.status),
    priority: namedJson(site.priorities, issue.priority),
    assignee: userJson(view, site.person(issue.assignee)),
    reporter: userJson(view, site.person(issue.reporter)),
    creator: userJson(view, site.person(issue.reporter)),
    labels: issue.labels,
    duedate: issue.dueDate,
    resolution: namedJson(site.resolutions, issue.resolution),
    resolutiondate: issue.resolved && jiraDate(issue.resolved),
    created: jiraDate(issue.created),
    updated: jiraDate(issue.updated),
    ...(parent ? { parent: { id: parent.id, key: parent.key, fields: { summary: parent.summary } } } : {}),
    issuelinks: site.links
      .filter((each) => each.inward === issue.key || each.outward === issue.key)
      .map((each) => {
        const isOutward = each.outward === issue.key;
        const other = site.issues.get(isOutward ? each.inward : each.outward);
        const shown = {
          id: other?.id,
          key: other?.key,
          fields: { summary: other?.summary, status: statusJson(view, other?.status ?? '') },
        };
        const type = { name: each.type, inward: `is ${each.type} by`, outward: each.type.toLowerCase() };
        return { id: each.id, type, ...(isOutward ? { inwardIssue: shown } : { outwardIssue: shown }) };
      }),
    comment: commentsJson(view, issue, issue.comments, 0),
    ...Object.fromEntries(selected),
  };
}

/** An issue with the fields asked for: names, `*all`, `*navigable`, `-name`. Unknown names are passed over, as Jira does. */
export function issueJson(view: View, issue: Issue, asked: readonly string[]): Json {
  const all = allFields(view, issue);
  const most =
    asked.some((each) => each === '*all' || each === '*navigable') || asked.every((e) => e.startsWith('-'));
  const names = Object.keys(all).filter(
    (name) =>
      (most || asked.includes(name)) &&
      !asked.includes(`-${name}`) &&
      !(asked.includes('*navigable') && name === 'comment'),
  );
  const self = `${view.url}/rest/api/${view.version}/issue/${issue.id}`;
  const base = { expand: 'renderedFields,names,schema,operations,editmeta,changelog', id: issue.id, self };
  const wantsNone = asked.length === 1 && asked[0] === 'id';
  if (wantsNone) return { id: issue.id };
  return { ...base, key: issue.key, fields: Object.fromEntries(names.map((name) => [name, all[name]])) };
}

/** A field as a screen describes it (schema FieldMetadata). */
export function selectMeta(site: Site, id: string, required: boolean): Json {
  const operations = ['set'];
  if (id === 'resolution')
    return {
      required,
      schema: { type: 'resolution', system: 'resolution' },
      name: 'Resolution',
      key: id,
      hasDefaultValue: false,
      operations,
      allowedValues: site.resolutions.map((each) => ({ ...each })),
    };
  const field = site.fields.find((each) => each.id === id);
  return {
    required,
    schema: { type: 'option', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:select' },
    name: field?.name,
    key: id,
    hasDefaultValue: false,
    operations,
    allowedValues: field?.values.map((each) => ({ ...each })),
  };
}

export function transitionJson(view: View, transition: Transition, withFields: boolean): Json {
  const { id, name, to, requires, from } = transition;
  const fields = Object.fromEntries(requires.map((field) => [field, selectMeta(view.site, field, true)]));
  return {
    id,
    name,
    to: statusJson(view, to),
    hasScreen: requires.length > 0,
    isGlobal: from.length === 0,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    isLooped: false,
    ...(withFields ? { fields } : {}),
  };
}
