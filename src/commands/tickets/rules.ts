import { z } from 'zod';
import { defineCommand } from '../contracts/command.ts';
import { scopeOf } from '../incidents/alerts.ts';
import { findTicketPlace } from './place.ts';
import { readRule } from './read-rule.ts';
import { waitOf } from './words.ts';

interface Input {
  readonly words: string;
  readonly jira?: string | undefined;
  readonly github?: string | undefined;
}

const toolName = z.string().max(60).optional();

/** `tickets rule add <severity> [cluster[/namespace]] to <project|owner/repo> [after 30m]`: for this, a ticket by itself. */
export const ticketRuleAdd = defineCommand<Input>({
  name: 'tickets rule add',
  area: 'incidents',
  synonyms: [
    'tickets règle ajouter',
    'tickets règle ajoute',
    'tickets rule',
    'ticket rule add',
    'tickets règle',
  ],
  permission: 'k8s:operate-protected',
  input: z.strictObject({ words: z.string().trim().min(1).max(400), jira: toolName, github: toolName }),
  parameters: [
    { name: 'words', position: 0, rest: true, label: 'ticket.parameter.rule' },
    { name: 'jira', label: 'jira.parameter.jira' },
    { name: 'github', label: 'github.parameter.github' },
  ],
  help: 'ticket.help.rule_add',
  example: 'tickets rule add critical prod to PAY after 30m',
  effect: 'change',
  async run(context, { words, jira, github }) {
    const { t, tickets } = context;
    const { severity, scope, place: written, afterMinutes } = readRule(words);
    const { name, ...bound } = await scopeOf(context, scope);
    const place = await findTicketPlace(context, { written, jira, github });
    context.target(`${scope === undefined ? '*' : name} → ${place.place}`);
    const id = await tickets.addRule({ ...bound, severity, afterMinutes }, place);
    const text = t('ticket.rule_added', {
      id,
      severity: t(`severity.${severity}`),
      scope: name,
      place: place.place,
      ...waitOf(t, afterMinutes),
    });
    return { summary: text, audience: 'thread', blocks: [{ kind: 'notice', tone: 'ok', text }] };
  },
});

/** `tickets rule remove <n>`: what it opened stays. */
export const ticketRuleRemove = defineCommand<{ id: number }>({
  name: 'tickets rule remove',
  area: 'incidents',
  synonyms: [
    'tickets règle supprimer',
    'tickets règle supprime',
    'tickets rule delete',
    'ticket rule remove',
  ],
  permission: 'k8s:operate-protected',
  input: z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) }),
  parameters: [{ name: 'id', position: 0, kind: 'integer', label: 'incident.parameter.id' }],
  help: 'ticket.help.rule_remove',
  example: 'tickets rule remove 1',
  effect: 'change',
  async run({ t, tickets, target }, { id }) {
    target(`ticket-rule/${id}`);
    await tickets.removeRule(id);
    const text = t('ticket.rule_removed', { id });
    return { summary: text, audience: 'thread', blocks: [{ kind: 'notice', tone: 'ok', text }] };
  },
});
