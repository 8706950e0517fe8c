import { JiraRefusal } from '../refusal.ts';
import { jiraDate, projectJson, selectMeta, typeJson } from '../represent.ts';
import type { Json, Project } from '../types.ts';
import { ok, pageOf } from './call.ts';
import type { Answer, Call } from './call.ts';

/** `GET /serverInfo`: also for those who are not signed in. */
export function serverInfo({ site, url, isCloud, now }: Call): Answer {
  const version = isCloud ? '1001.0.0-SNAPSHOT' : '9.12.15';
  return ok({
    baseUrl: url,
    version,
    versionNumbers: isCloud ? [1001, 0, 0] : [9, 12, 15],
    deploymentType: isCloud ? 'Cloud' : 'Server',
    buildNumber: 100_283,
    buildDate: '2026-11-03T00:00:00.000+0000',
    serverTime: jiraDate(now),
    scmInfo: '0c0ffee',
    serverTitle: site.title,
  });
}

/** `GET /mypermissions?permissions=A,B` */
export function myPermissions({ me, query, isCloud }: Call): Answer {
  const asked = query.get('permissions')?.split(',');
  if (isCloud && !asked) throw new JiraRefusal(400, 'The permissions query parameter is required.');
  const keys = asked ?? Object.keys(granted);
  const unknown = keys.filter((key) => !(key in granted));
  if (unknown.length > 0) throw new JiraRefusal(400, `Unrecognized permission: '${unknown.join(', ')}'`);
  const permissions = keys.map((key): [string, Json] => [
    key,
    { id: '1', key, name: key, type: 'PROJECT', havePermission: granted[key]?.includes(me.access) ?? false },
  ]);
  return ok({ permissions: Object.fromEntries(permissions) });
}

const granted: Readonly<Record<string, readonly string[]>> = {
  BROWSE_PROJECTS: ['read', 'write'],
  CREATE_ISSUES: ['write'],
  EDIT_ISSUES: ['write'],
  ADD_COMMENTS: ['write'],
  ASSIGN_ISSUES: ['write'],
  TRANSITION_ISSUES: ['write'],
  LINK_ISSUES: ['write'],
};

/** `GET /project/search?query=&keys=` */
export function searchProjects(call: Call): Answer {
  const { site, me, query, url, version } = call;
  const wanted = (query.get('query') ?? '').toLowerCase();
  const keys = query.getAll('keys').map((key) => key.toUpperCase());
  const found = site.projects.filter(
    ({ key, name }) =>
      me.access !== 'none' &&
      (keys.length === 0 || keys.includes(key)) &&
      (key.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted)),
  );
  const { start, size } = pageOf(query, 50, 100);
  const values = found.slice(start, start + size).map((each) => projectJson(call, each));
  const self = `${url}/rest/api/${version}/project/search?maxResults=${size}&startAt=${start}`;
  return ok({
    self,
    maxResults: size,
    startAt: start,
    total: found.length,
    isLast: start + size >= found.length,
    values,
  });
}

/** `GET /project`: Data Center's list, all at once. */
export function allProjects(call: Call): Answer {
  return ok(call.me.access === 'none' ? [] : call.site.projects.map((each) => projectJson(call, each)));
}

/** `GET /project/{key}` */
export function oneProject(call: Call): Answer {
  return ok(projectJson(call, projectOf(call)));
}

function projectOf({ site, me, parts }: Call): Project {
  const found = site.project(parts[0] ?? '');
  if (!found || me.access === 'none')
    throw new JiraRefusal(404, `No project could be found with key '${parts[0]}'.`);
  return found;
}

/** `GET /priority` */
export function priorities({ site, url, version }: Call): Answer {
  return ok(
    site.priorities.map(({ id, name }) => ({
      self: `${url}/rest/api/${version}/priority/${id}`,
      id,
      name,
      statusColor: '#f79232',
      isDefault: id === site.defaultPriority,
    })),
  );
}

/** `GET /issue/createmeta/{project}/issuetypes` */
export function createTypes(call: Call): Answer {
  const types = projectOf(call).types.map((id) => typeJson(call, id));
  return ok(metaPage(call, 'issueTypes', types));
}

/** `GET /issue/createmeta/{project}/issuetypes/{type}`: the fields that creating one takes. */
export function createFields(call: Call): Answer {
  const { site, parts } = call;
  const project = projectOf(call);
  const type = site.types.find((each) => each.id === parts[1] && project.types.includes(each.id));
  if (!type) throw new JiraRefusal(404, 'Issue type not found.');
  const usual = (key: string, name: string, required: boolean, kind: string): Json => ({
    required,
    schema: { type: kind, system: key },
    name,
    key,
    fieldId: key,
    hasDefaultValue: key === 'priority',
    operations: ['set'],
  });
  const fields = [
    usual('summary', 'Summary', true, 'string'),
    usual('issuetype', 'Issue Type', true, 'issuetype'),
    usual('project', 'Project', true, 'project'),
    usual('description', 'Description', false, 'string'),
    { ...usual('priority', 'Priority', false, 'priority'), allowedValues: site.priorities },
    usual('assignee', 'Assignee', false, 'user'),
    usual('labels', 'Labels', false, 'array'),
    usual('duedate', 'Due date', false, 'date'),
    ...(type.subtask ? [usual('parent', 'Parent', true, 'issuelink')] : []),
    ...type.requires.map((id) => ({ ...selectMeta(site, id, true), fieldId: id })),
  ];
  return ok(metaPage(call, 'fields', fields));
}

/** Cloud names what a page holds; Data Center calls it `values`. */
function metaPage({ query, isCloud }: Call, name: string, all: readonly Json[]): Json {
  const { start, size } = pageOf(query, 50, 200);
  const shown = all.slice(start, start + size);
  return { startAt: start, maxResults: size, total: all.length, [isCloud ? name : 'values']: shown };
}
