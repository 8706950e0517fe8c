import { z } from 'zod';
import type { Reply } from '../../core/reply.ts';
import type { Permission } from '../../core/roles.ts';
import { NoxError } from '../../core/errors.ts';
import { defineCommand } from '../contracts/command.ts';
import type { CommandContext } from '../contracts/command.ts';
import { fold } from '../text/words.ts';
import { showIncident } from './show.ts';
import { silenceIncident } from './silence.ts';
import { ticketForIncident } from '../tickets/for-incident.ts';
import { explainIncident } from './why.ts';

const actions = {
  show: ['show', 'montre', 'voir'],
  why: ['why', 'pourquoi'],
  take: ['take', 'ack', 'prends', 'prendre'],
  silence: ['silence', 'mute', 'tais'],
  resolve: ['resolve', 'close', 'résoudre', 'résous', 'clos'],
  ticket: ['ticket', 'issue'],
} as const;
type Action = keyof typeof actions;

interface Input {
  readonly first: string;
  readonly second?: string | undefined;
  readonly detail?: string | undefined;
  /** Which Jira or GitHub, of several. */
  readonly jira?: string | undefined;
  readonly github?: string | undefined;
}

/** `incident <id> [why|take|silence|resolve|ticket]`, the number and the verb in any order. */
export const incident = defineCommand<Input>({
  name: 'incident',
  area: 'incidents',
  synonyms: ['incident nº', 'alerte'],
  permission: 'k8s:read',
  input: z.strictObject({
    first: z.string().max(40),
    second: z.string().max(40).optional(),
    detail: z.string().max(160).optional(),
    jira: z.string().max(60).optional(),
    github: z.string().max(60).optional(),
  }),
  parameters: [
    { name: 'first', position: 0, label: 'incident.parameter.id' },
    { name: 'second', position: 1, label: 'incident.parameter.action' },
    {
      name: 'detail',
      position: 2,
      rest: true,
      kind: 'duration',
      flags: ['for', 'pour', 'pendant'],
      prepositions: ['for', 'pour', 'pendant', 'until', 'jusque', 'to', 'vers', 'dans'],
      label: 'incident.parameter.detail',
    },
    { name: 'jira', label: 'jira.parameter.jira' },
    { name: 'github', label: 'github.parameter.github' },
  ],
  help: 'incident.help.incident',
  example: 'incident 12 why',
  effect: 'change',
  async requires(_context, input): Promise<Permission | undefined> {
    const { action } = understood(input);
    return action === 'show' || action === 'why' ? undefined : 'k8s:operate';
  },
  async run(context, input): Promise<Reply> {
    const { id, action } = understood(input);
    const found = await context.incidents.find(id);
    context.target(`incident/${id}`);
    switch (action) {
      case 'show':
        return showIncident(context, found);
      case 'why':
        return explainIncident(context, found);
      case 'silence':
        return silenceIncident(context, found, input.detail);
      case 'ticket':
        return ticketForIncident(context, found, {
          written: input.detail,
          jira: input.jira,
          github: input.github,
        });
      case 'take':
        if (found.state === 'acknowledged' && found.takenBy === context.actor.userId)
          return done(context, 'incident.did.took_already', id, 'info');
        await context.incidents.take(id);
        return done(context, 'incident.did.take', id);
      case 'resolve':
        await context.incidents.resolve(id);
        return done(context, 'incident.did.resolve', id);
    }
  },
});

function done(
  { t, actor }: CommandContext,
  key: 'incident.did.take' | 'incident.did.took_already' | 'incident.did.resolve',
  id: number,
  tone: 'ok' | 'info' = 'ok',
): Reply {
  const text = t(key, { id, who: actor.name });
  return { summary: text, audience: 'thread', blocks: [{ kind: 'notice', tone, text }] };
}

/** The number and the verb, whichever comes first. Errors: `bad_input`. */
function understood({ first, second }: Input): { id: number; action: Action } {
  const number = [first, second]
    .map((each) => each?.replace(/^[#nº]+/, ''))
    .find((each) => /^\d{1,9}$/.test(each ?? ''));
  const verb = [first, second].find((each) => each !== undefined && !/^[#nº]*\d+$/.test(each));
  const action = verb === undefined ? 'show' : actionOf(verb);
  if (number === undefined || action === undefined)
    throw new NoxError('bad_input', {}, { sentence: 'incident.bad_words' });
  return { id: Number(number), action };
}

function actionOf(word: string): Action | undefined {
  const said = fold(word);
  return (Object.keys(actions) as Action[]).find((each) =>
    actions[each].some((known) => fold(known) === said),
  );
}
