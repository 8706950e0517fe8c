import { documentOf, isDocument } from '../document.ts';
import { badPayload, fieldRefusal } from '../refusal.ts';
import { commentJson, commentsJson } from '../represent.ts';
import { ok, pageOf } from './call.ts';
import type { Answer, Call } from './call.ts';
import { writable } from './issues.ts';

/** `GET /issue/{key}/comment`, oldest first unless `orderBy=-created`. */
export function getComments(call: Call): Answer {
  const issue = call.site.issue(call.parts[0] ?? '', call.me);
  const { start, size } = pageOf(call.query, 50, 5_000);
  const ordered = [...issue.comments];
  if (call.query.get('orderBy')?.startsWith('-')) ordered.reverse();
  return ok(commentsJson(call, issue, ordered.slice(start, start + size), start));
}

/** `POST /issue/{key}/comment` */
export function addComment(call: Call): Answer {
  const issue = writable(call, 'You do not have the permission to comment on this issue.');
  const { body, ...rest } = call.body;
  if (Object.keys(rest).some((key) => !['visibility', 'properties'].includes(key))) throw badPayload();
  const isText = call.version === '2' && typeof body === 'string' && body.trim() !== '';
  if (!isText && !(call.version === '3' && isDocument(body)))
    throw fieldRefusal({ comment: 'Comment body is not valid!' });
  const comment = {
    id: call.site.nextId(),
    author: call.me.accountId,
    body: isText ? documentOf(body) : (body as Record<string, unknown>),
    created: call.now,
  };
  issue.comments.push(comment);
  issue.updated = call.now;
  return { status: 201, body: commentJson(call, issue, comment) };
}
