import { z } from 'zod';
import type { JiraConnection } from './connection.ts';
import { documentOf } from './document/write.ts';
import { nothing } from './shapes.ts';
import type { NewIssue } from './types.ts';

/** Creates an issue; gives its key. Errors: `upstream_invalid` naming the fields, other `upstream_*`. */
export async function createIssue(connection: JiraConnection, issue: NewIssue): Promise<string> {
  const { project, type, summary, description, priority, assignee, more } = issue;
  const fields = {
    project: { key: project },
    issuetype: { id: type },
    summary,
    ...(description === undefined ? {} : { description: textFor(connection, description) }),
    ...(priority === undefined ? {} : { priority: { id: priority } }),
    ...(assignee === undefined ? {} : { assignee: personField(connection, assignee) }),
    ...more,
  };
  const created = z.object({ key: z.string() });
  return (
    await connection.read({ what: project, act: 'create' }, created, (jira) => jira.addNewIssue({ fields }))
  ).key;
}

/** Comments on an issue. Errors: `upstream_*`. */
export async function addComment(connection: JiraConnection, key: string, text: string): Promise<void> {
  const body = textFor(connection, text);
  await connection.read({ what: key, act: 'comment' }, nothing, (jira) =>
    jira.addCommentAdvanced(key, { body }),
  );
}

/** Gives an issue to somebody, or to nobody. Errors: `upstream_*`. */
export async function assignIssue(
  connection: JiraConnection,
  key: string,
  person: string | null,
): Promise<void> {
  const body = personField(connection, person);
  await connection.read(
    { what: key, act: 'assign' },
    nothing,
    connection.send('PUT', `/issue/${key}/assignee`, { body }),
  );
}

/** Makes a move of the workflow. Errors: `upstream_invalid` naming the fields, other `upstream_*`. */
export async function moveIssue(
  connection: JiraConnection,
  key: string,
  move: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = { transition: { id: move }, ...(Object.keys(fields).length > 0 ? { fields } : {}) };
  await connection.read({ what: key, act: 'move' }, nothing, (jira) => jira.transitionIssue(key, body));
}

/** Version 3 takes documents, version 2 text. */
export function textFor({ isCloud }: JiraConnection, text: string): unknown {
  return isCloud ? documentOf(text) : text;
}

function personField({ isCloud }: JiraConnection, id: string | null): object {
  return isCloud ? { accountId: id } : { name: id };
}
