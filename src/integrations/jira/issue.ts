import { z } from 'zod';
import type { ReplyBlock } from '../../core/reply.ts';
import type { JiraConnection } from './connection.ts';
import { blocksOfText } from './document/read-text.ts';
import { blocksOfDocument } from './document/read.ts';
import { dateOf, lineFields, lineOf, lineShape, statusShape, userShape } from './shapes.ts';
import type { IssueDetail } from './types.ts';

const shownComments = 3;

const named = z.object({ name: z.string() });
const other = z.object({
  key: z.string(),
  fields: z.object({ summary: z.string().nullish(), status: statusShape.nullish() }).nullish(),
});
const detailShape = lineShape.extend({
  fields: lineShape.shape.fields.extend({
    description: z.unknown(),
    reporter: userShape.nullish(),
    created: z.string(),
    duedate: z.string().nullish(),
    labels: z.array(z.string()).nullish(),
    resolution: named.nullish(),
    parent: other.nullish(),
    issuelinks: z
      .array(
        z.object({
          type: z.object({ inward: z.string(), outward: z.string() }),
          inwardIssue: other.nullish(),
          outwardIssue: other.nullish(),
        }),
      )
      .nullish(),
  }),
});
const commentsShape = z.object({
  total: z.number().default(0),
  comments: z.array(z.object({ author: userShape.nullish(), created: z.string(), body: z.unknown() })),
});

const detailFields = [
  ...lineFields,
  'description',
  'reporter',
  'created',
  'duedate',
  'labels',
  'resolution',
  'parent',
  'issuelinks',
].join(',');

/** An issue in full with its latest comments. Errors: `upstream_not_found`, other `upstream_*`. */
export async function readIssue(connection: JiraConnection, key: string): Promise<IssueDetail> {
  const { pageOf, read, send } = connection;
  const query = { orderBy: '-created', maxResults: String(shownComments) };
  const [{ key: own, fields }, { total, comments }] = await Promise.all([
    read(key, detailShape, (jira) => jira.findIssue(key, '', detailFields)),
    read(key, commentsShape, send('GET', `/issue/${key}/comment`, { query })),
  ]);
  const line = lineOf({ key: own, fields }, pageOf(own));
  return {
    ...line,
    reporter: fields.reporter?.displayName ?? '',
    created: dateOf(fields.created),
    due: fields.duedate ?? undefined,
    labels: fields.labels ?? [],
    resolution: fields.resolution?.name,
    parent: fields.parent ? relative(connection, fields.parent) : undefined,
    links: (fields.issuelinks ?? []).flatMap(({ type, inwardIssue, outwardIssue }) => {
      const issue = inwardIssue ?? outwardIssue;
      if (!issue) return [];
      return [{ relation: inwardIssue ? type.inward : type.outward, ...relative(connection, issue) }];
    }),
    description: blocksOf(fields.description),
    comments: comments
      .map(({ author, created, body }) => ({
        author: author?.displayName ?? '',
        at: dateOf(created),
        text: blocksOf(body),
      }))
      .sort((a, b) => a.at.getTime() - b.at.getTime()),
    commentCount: total,
  };
}

function relative({ pageOf }: JiraConnection, { key, fields }: z.infer<typeof other>) {
  return { key, summary: fields?.summary ?? '', url: pageOf(key) };
}

/** Version 3 answers documents, version 2 text. */
function blocksOf(body: unknown): ReplyBlock[] {
  if (typeof body === 'string') return blocksOfText(body);
  return body === null || body === undefined ? [] : blocksOfDocument(body);
}
