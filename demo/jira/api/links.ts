import { isObject } from '../document.ts';
import { badPayload, JiraRefusal, noSuchIssue } from '../refusal.ts';
import { ok } from './call.ts';
import type { Answer, Call } from './call.ts';

const types = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];

/** `GET /issueLinkType` */
export function linkTypes(): Answer {
  return ok({ issueLinkTypes: types });
}

/** `POST /issueLink` */
export function linkIssues({ site, me, body }: Call): Answer {
  const { type, inwardIssue, outwardIssue, ...rest } = body;
  if (Object.keys(rest).some((key) => key !== 'comment')) throw badPayload();
  if (me.access !== 'write') throw new JiraRefusal(401, 'You do not have permission to link issues.');
  const named = isObject(type)
    ? types.find(({ id, name }) => type['id'] === id || type['name'] === name)
    : undefined;
  if (!named) throw new JiraRefusal(404, 'No issue link type with name found.');
  const [inward, outward] = [inwardIssue, outwardIssue].map((each) => {
    if (!isObject(each)) throw noSuchIssue();
    return site.issue(String(each['key'] ?? each['id'] ?? ''), me).key;
  });
  if (!inward || !outward || inward === outward)
    throw new JiraRefusal(400, 'You cannot link an issue to itself.');
  site.links.push({ id: site.nextId(), type: named.name, inward, outward });
  return { status: 201 };
}
