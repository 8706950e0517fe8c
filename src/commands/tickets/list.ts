import { z } from 'zod';
import { bold, code } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { subjectText } from '../../messages/incident-words.ts';
import { ticketText, waitOf } from './words.ts';

const shown = 10;

/** `tickets`: for what tickets are opened by themselves, and the latest ones. */
export const ticketsList = defineCommand<Record<string, never>>({
  name: 'tickets',
  area: 'incidents',
  synonyms: ['tickets rules', 'tickets règles', 'tickets list', 'tickets liste'],
  permission: 'k8s:read',
  input: z.strictObject({}),
  parameters: [],
  help: 'ticket.help.list',
  example: 'tickets',
  effect: 'read',
  async run({ t, tickets }) {
    const [rules, latest] = await Promise.all([tickets.rules(), tickets.latest(shown)]);
    const summary = t('ticket.rule_count', { count: rules.length });
    const ruleItems = rules.map(({ id, severity, cluster, namespace, place, tool, afterMinutes }): Inline => {
      const scope =
        cluster === undefined ? t('alerts.everything') : namespace ? `${cluster}/${namespace}` : cluster;
      const when = t('ticket.rule_after', waitOf(t, afterMinutes));
      return [
        bold(`#${id}`),
        ` ${t(`severity.${severity}`)} · ${scope} → `,
        code(place),
        ` (${tool}) · ${when}`,
      ];
    });
    const ticketItems = latest.map(
      ({ ticket, incident }): Inline => [
        ...[ticketText(t, ticket)].flat(),
        ` · #${incident.id} ${subjectText(incident)} (${incident.cluster})`,
      ],
    );
    return {
      summary,
      audience: 'thread',
      blocks: [
        { kind: 'text', text: bold(summary) },
        ...(ruleItems.length > 0 ? [{ kind: 'list' as const, items: ruleItems }] : []),
        ...(ticketItems.length > 0
          ? [
              { kind: 'text' as const, text: bold(t('ticket.latest')) },
              { kind: 'list' as const, items: ticketItems },
            ]
          : []),
        { kind: 'context', text: t('ticket.how_to') },
      ],
    };
  },
});
