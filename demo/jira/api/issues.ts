import { isObject } from '../document.ts';
import { badPayload, fieldRefusal, JiraRefusal } from '../refusal.ts';
import { issueJson } from '../represent.ts';
import type { Issue, Json } from '../types.ts';
import { ok } from './call.ts';
import type { Answer, Call } from './call.ts';
import { changesOf, isAssignable, personIn } from './fields.ts';

const parts = ['fields', 'update', 'historyMetadata', 'properties', 'transition'];

/** `GET /issue/{key}` */
export function getIssue(call: Call): Answer {
  const issue = call.site.issue(call.parts[0] ?? '', call.me);
  const asked = (call.query.getAll('fields').join(',') || '*all').split(',');
  return ok(issueJson(call, issue, asked));
}

/** `POST /issue`: needs project, type, summary and what the type asks for. */
export function createIssue(call: Call): Answer {
  const { site, me, now } = call;
  const { project, issuetype, ...fields } = fieldsIn(call.body);
  const found = isObject(project) ? site.project(String(project['key'] ?? project['id'] ?? '')) : undefined;
  if (!found || me.access === 'none') throw fieldRefusal({ project: 'Specify a valid project ID or key' });
  if (me.access !== 'write')
    throw new JiraRefusal(403, 'You do not have permission to create issues in this project.');
  const named = isObject(issuetype) ? issuetype : {};
  const type = site.types.find(
    ({ id, name }) => found.types.includes(id) && (named['id'] === id || named['name'] === name),
  );
  if (!type) throw fieldRefusal({ issuetype: 'Specify a valid issue type' });
  const errors: Record<string, string> = {};
  if (fields['summary'] === undefined) errors['summary'] = 'You must specify a summary of the issue.';
  if (type.subtask && fields['parent'] === undefined) errors['parent'] = 'Parent is required for a sub-task.';
  for (const id of type.requires) {
    const field = site.fields.find((each) => each.id === id);
    if (fields[id] === undefined) errors[id] = `${field?.name} is required.`;
  }
  if (Object.keys(errors).length > 0) throw fieldRefusal(errors);
  const changes = changesOf(call, fields, type.requires);
  const [status] = site.statuses;
  const issue: Issue = {
    id: site.nextId(),
    key: site.nextKey(found.key),
    project: found.key,
    type: type.id,
    summary: '',
    description: null,
    status: status?.id ?? '',
    priority: site.defaultPriority,
    assignee: null,
    reporter: me.accountId,
    labels: [],
    dueDate: null,
    resolution: null,
    resolved: null,
    parent: null,
    created: now,
    updated: now,
    selected: new Map(),
    comments: [],
  };
  for (const change of changes) change(issue);
  site.issues.set(issue.key, issue);
  const { id, key } = issue;
  return { status: 201, body: { id, key, self: `${call.url}/rest/api/${call.version}/issue/${id}` } };
}

/** `PUT /issue/{key}` */
export function editIssue(call: Call): Answer {
  const issue = writable(call, 'You do not have permission to edit issues in this project.');
  const type = call.site.types.find((each) => each.id === issue.type);
  const changes = changesOf(call, fieldsIn(call.body), type?.requires ?? []);
  for (const change of changes) change(issue);
  issue.updated = call.now;
  return { status: 204 };
}

/** `PUT /issue/{key}/assignee`: `{accountId}`, null for nobody, `-1` for the project's default. */
export function assignIssue(call: Call): Answer {
  const issue = writable(call, 'You do not have permission to assign issues.');
  const key = call.isCloud ? 'accountId' : 'name';
  if (!(key in call.body)) throw badPayload();
  const given = call.body[key];
  const lead = call.site.project(issue.project)?.lead ?? null;
  const person = given === '-1' ? call.site.person(lead) : personIn(call, call.body);
  if (given !== null && !person) throw fieldRefusal({ assignee: `User '${String(given)}' does not exist.` });
  if (given !== null && person && !isAssignable(person))
    throw fieldRefusal({ assignee: `User '${person.name}' cannot be assigned issues.` });
  issue.assignee = given === null ? null : (person?.accountId ?? null);
  issue.updated = call.now;
  return { status: 204 };
}

/** The issue of a call, for somebody who may change it. */
export function writable(call: Call, refusal: string): Issue {
  const issue = call.site.issue(call.parts[0] ?? '', call.me);
  if (call.me.access !== 'write') throw new JiraRefusal(403, refusal);
  return issue;
}

/** The `fields` of a body of IssueUpdateDetails. */
export function fieldsIn(body: Json): Json {
  if (Object.keys(body).some((key) => !parts.includes(key))) throw badPayload();
  const { fields = {} } = body;
  if (!isObject(fields)) throw badPayload();
  return fields;
}
