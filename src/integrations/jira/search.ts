import { z } from 'zod';
import type { JiraConnection } from './connection.ts';
import { lineFields, lineOf, lineShape } from './shapes.ts';
import type { IssueLine } from './types.ts';

/** What a search found. */
export interface Found {
  readonly issues: readonly IssueLine[];
  /** There are more than were read. */
  readonly hasMore: boolean;
}

const shape = z.object({
  issues: z.array(lineShape),
  nextPageToken: z.string().nullish(),
  isLast: z.boolean().nullish(),
  total: z.number().nullish(),
});

/**
 * The first issues that a query finds. Cloud answers at `/search/jql` only: the path that the library's own search
 * takes was removed there (https://developer.atlassian.com/changelog/#CHANGE-2046); Data Center has no other.
 * Errors: `upstream_invalid` with what is wrong with the query; other `upstream_*`.
 */
export async function searchIssues(connection: JiraConnection, jql: string, limit: number): Promise<Found> {
  const { isCloud, pageOf, read, send } = connection;
  const body = { jql, fields: lineFields, maxResults: limit };
  const found = await read(
    { what: 'JQL', act: 'search' },
    shape,
    isCloud
      ? send('POST', '/search/jql', { body })
      : (jira) => jira.searchJira(jql, { fields: lineFields, maxResults: limit }),
  );
  const issues = found.issues.map((each) => lineOf(each, pageOf(each.key)));
  const hasMore = isCloud ? Boolean(found.nextPageToken) : (found.total ?? 0) > issues.length;
  return { issues, hasMore };
}
