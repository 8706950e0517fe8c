import { JiraRefusal } from '../refusal.ts';
import type { Answer, Call, Handler } from './call.ts';
import { addComment, getComments } from './comments.ts';
import { assignIssue, createIssue, editIssue, getIssue } from './issues.ts';
import { linkIssues, linkTypes } from './links.ts';
import * as meta from './meta.ts';
import { assignableUsers, myself, oneUser, searchUsers } from './people.ts';
import { searchJql, searchJqlByQuery, searchOld } from './search.ts';
import { doTransition, getTransitions } from './workflow.ts';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: Handler;
  /** Only there, where it is only there. */
  readonly only?: 'cloud' | 'server';
}

const part = '([^/]+)';
const route = (method: string, path: string, handle: Handler, only?: Route['only']): Route => ({
  method,
  path: new RegExp(`^${path.replaceAll('*', part)}$`),
  handle,
  ...(only ? { only } : {}),
});

const routes: readonly Route[] = [
  route('GET', '/serverInfo', meta.serverInfo),
  route('GET', '/myself', myself),
  route('GET', '/mypermissions', meta.myPermissions),
  route('GET', '/search/jql', searchJqlByQuery, 'cloud'),
  route('POST', '/search/jql', (call) => searchJql(call, call.body), 'cloud'),
  route('GET', '/search', (call) => searchOld(call, Object.fromEntries(call.query))),
  route('POST', '/search', (call) => searchOld(call, call.body)),
  route('GET', '/project/search', meta.searchProjects, 'cloud'),
  route('GET', '/project', meta.allProjects),
  route('GET', '/project/*', meta.oneProject),
  route('GET', '/priority', meta.priorities),
  route('GET', '/issue/createmeta/*/issuetypes', meta.createTypes),
  route('GET', '/issue/createmeta/*/issuetypes/*', meta.createFields),
  route('POST', '/issue', createIssue),
  route('GET', '/issue/*', getIssue),
  route('PUT', '/issue/*', editIssue),
  route('PUT', '/issue/*/assignee', assignIssue),
  route('GET', '/issue/*/comment', getComments),
  route('POST', '/issue/*/comment', addComment),
  route('GET', '/issue/*/transitions', getTransitions),
  route('POST', '/issue/*/transitions', doTransition),
  route('GET', '/issueLinkType', linkTypes),
  route('POST', '/issueLink', linkIssues),
  route('GET', '/user', oneUser),
  route('GET', '/user/search', searchUsers),
  route('GET', '/user/assignable/search', assignableUsers),
];

/** Answers one call of the API, `path` being what stands behind `/rest/api/<version>`. */
export function answer(method: string, path: string, call: Omit<Call, 'parts'>): Answer {
  const there = routes.filter(
    (each) => each.path.test(path) && (!each.only || (each.only === 'cloud') === call.isCloud),
  );
  const found = there.find((each) => each.method === method);
  if (!found) throw new JiraRefusal(there.length > 0 ? 405 : 404, `null for uri: ${call.url}${path}`);
  const parts = (found.path.exec(path) ?? []).slice(1).map((each) => decodeURIComponent(each));
  return found.handle({ ...call, parts });
}
