import { JiraRefusal } from '../refusal.ts';
import { userJson } from '../represent.ts';
import type { Person } from '../types.ts';
import { ok, pageOf } from './call.ts';
import type { Answer, Call } from './call.ts';
import { isAssignable } from './fields.ts';

/** `GET /myself` */
export function myself(call: Call): Answer {
  return ok({ ...userJson(call, call.me), locale: 'fr_FR', expand: 'groups,applicationRoles' });
}

/** `GET /user`: one person by account id, or by user name on Data Center. */
export function oneUser(call: Call): Answer {
  const found = call.isCloud
    ? call.site.person(call.query.get('accountId'))
    : call.site.people.find((each) => each.email.split('@')[0] === call.query.get('username'));
  if (!found)
    throw new JiraRefusal(404, 'Specified user does not exist or you do not have required permissions');
  return ok(userJson(call, found));
}

/** `GET /user/search?query=`: by the beginning of a word of the name, or of an address that is not hidden. */
export function searchUsers(call: Call): Answer {
  return ok(found(call, () => true));
}

/** `GET /user/assignable/search?project=|issueKey=&query=` */
export function assignableUsers(call: Call): Answer {
  const { query, site } = call;
  const [project, issueKey] = [query.get('project'), query.get('issueKey')];
  if (!project && !issueKey)
    throw new JiraRefusal(400, 'Issue key or project key must be provided for the assignable search.');
  if (issueKey) site.issue(issueKey, call.me);
  else if (!site.project(project ?? ''))
    throw new JiraRefusal(404, `No project could be found with key '${project}'.`);
  return ok(found(call, isAssignable));
}

function found(call: Call, fits: (person: Person) => boolean) {
  const { query, site, isCloud } = call;
  const [text, accountId] = [query.get(isCloud ? 'query' : 'username'), query.get('accountId')];
  if (!isCloud && query.has('query'))
    throw new JiraRefusal(400, 'The username query parameter was not provided');
  if (text === null && accountId === null && !query.has('project') && !query.has('issueKey'))
    throw new JiraRefusal(400, "At least one of 'query', 'accountId' or 'property' must be provided.");
  const wanted = fold(text ?? '');
  const { start, size } = pageOf(query, 50, 1_000);
  return site.people
    .filter(fits)
    .filter((each) => accountId === null || each.accountId === accountId)
    .filter(({ name, email, hidesEmail }) => {
      const words = [fold(name), ...fold(name).split(/\s+/), ...(hidesEmail ? [] : [fold(email)])];
      return words.some((word) => word.startsWith(wanted));
    })
    .slice(start, start + size)
    .map((each) => userJson(call, each));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
