import { isObject } from '../document.ts';
import { fieldRefusal, JiraRefusal } from '../refusal.ts';
import { transitionJson } from '../represent.ts';
import { ok } from './call.ts';
import type { Answer, Call } from './call.ts';
import { changesOf } from './fields.ts';
import { fieldsIn, writable } from './issues.ts';

/** `GET /issue/{key}/transitions`: the moves that this person may make now; readers may make none. */
export function getTransitions(call: Call): Answer {
  const issue = call.site.issue(call.parts[0] ?? '', call.me);
  const moves = call.me.access === 'write' ? call.site.movesOf(issue) : [];
  const withFields = call.query.get('expand')?.includes('transitions.fields') ?? false;
  const transitions = moves.map((each) => transitionJson(call, each, withFields));
  return ok({ expand: 'transitions', transitions });
}

/** `POST /issue/{key}/transitions`: makes a move; what its screen asks for must come with it. */
export function doTransition(call: Call): Answer {
  const { site, now } = call;
  const issue = writable(call, 'You do not have permission to transition this issue.');
  const { transition } = call.body;
  const fields = fieldsIn(call.body);
  const id = isObject(transition) ? String(transition['id'] ?? '') : '';
  if (!id) throw new JiraRefusal(400, "Missing 'transition' identifier");
  const move = site.movesOf(issue).find((each) => each.id === id);
  if (!move) throw new JiraRefusal(400, `Transition id '${id}' is not valid for this issue.`);
  const errors: Record<string, string> = {};
  for (const field of move.requires) {
    const name = site.fields.find((each) => each.id === field)?.name ?? 'Resolution';
    if (fields[field] === undefined) errors[field] = `${name} is required.`;
  }
  if (Object.keys(errors).length > 0) throw fieldRefusal(errors);
  const changes = changesOf(call, fields, move.requires);
  for (const change of changes) change(issue);
  issue.status = move.to;
  const isDone = site.statuses.find((each) => each.id === move.to)?.category === 'done';
  if (!isDone) issue.resolution = null;
  issue.resolved = isDone ? now : null;
  issue.updated = now;
  return { status: 204 };
}
