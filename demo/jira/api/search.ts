import { findByJql } from '../jql/evaluate.ts';
import { badPayload, JiraRefusal } from '../refusal.ts';
import { issueJson } from '../represent.ts';
import type { Json } from '../types.ts';
import { ok, pageOf } from './call.ts';
import type { Answer, Call } from './call.ts';

const taken = [
  'jql',
  'fields',
  'maxResults',
  'nextPageToken',
  'expand',
  'fieldsByKeys',
  'properties',
  'reconcileIssues',
];

/**
 * `/rest/api/3/search/jql`: named fields only (`id` without), pages by token, no unbounded query
 * (https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/).
 */
export function searchJql(call: Call, given: Json): Answer {
  if (Object.keys(given).some((key) => !taken.includes(key))) throw badPayload();
  const { jql = '', maxResults = 50, fields = ['id'], nextPageToken } = given;
  if (typeof jql !== 'string' || typeof maxResults !== 'number') throw badPayload();
  if (!Array.isArray(fields) || fields.some((each) => typeof each !== 'string')) throw badPayload();
  if (maxResults < 1 || maxResults > 5_000)
    throw new JiraRefusal(400, 'maxResults must be between 1 and 5000.');
  const found = findByJql(call.site, jql, call.me, call.now);
  const start = nextPageToken === undefined ? 0 : startOf(nextPageToken, jql);
  const size = Math.min(maxResults, 100);
  const issues = found.slice(start, start + size).map((each) => issueJson(call, each, fields as string[]));
  const isLast = start + size >= found.length;
  return ok({ issues, isLast, ...(isLast ? {} : { nextPageToken: tokenFor(start + size, jql) }) });
}

function tokenFor(start: number, jql: string): string {
  return Buffer.from(JSON.stringify([start, jql])).toString('base64url');
}

function startOf(token: unknown, jql: string): number {
  try {
    const [start, of] = JSON.parse(Buffer.from(String(token), 'base64url').toString()) as unknown[];
    if (typeof start === 'number' && of === jql) return start;
  } catch {
    // Falls through: not a token of ours.
  }
  throw new JiraRefusal(400, 'The provided next page token is invalid or expired.');
}

/** The same by GET. */
export function searchJqlByQuery(call: Call): Answer {
  const { query } = call;
  const given: Json = {};
  for (const key of new Set(query.keys())) {
    if (key === 'fields') given[key] = query.getAll(key).flatMap((each) => each.split(','));
    else if (key === 'maxResults') given[key] = Number(query.get(key));
    else given[key] = query.get(key);
  }
  return searchJql(call, given);
}

/** Data Center's search, which pages by number and takes everything. On Jira Cloud it was removed. */
export function searchOld(call: Call, given: Json): Answer {
  if (call.isCloud)
    throw new JiraRefusal(
      410,
      'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
    );
  const { jql = '', fields = ['*navigable'] } = given;
  const found = findByJql(call.site, String(jql), call.me, call.now, true);
  const asked = new URLSearchParams({
    startAt: String(given['startAt'] ?? 0),
    maxResults: String(given['maxResults'] ?? 50),
  });
  const { start, size } = pageOf(asked, 50, 1_000);
  const issues = found.slice(start, start + size).map((each) => issueJson(call, each, fields as string[]));
  return ok({ startAt: start, maxResults: size, total: found.length, issues });
}
