import { severities } from '../../core/incident.ts';
import { activeSilences } from '../../database/tenant/monitoring/silences.ts';
import type {
  Incident,
  Outgoing,
  Recorded,
  Transaction,
} from '../../database/tenant/monitoring/incidents.ts';
import { listTicketRules, ticketFollows, ticketOf } from '../../database/tenant/tickets.ts';
import type { TicketRule } from '../../database/tenant/tickets.ts';

/** Changes that may give an incident a ticket. What was there before NOX came gets none by itself. */
const mayOpen: readonly string[] = ['opened', 'reopened', 'escalated'];

/**
 * Decides what goes out to tickets of what was written, in the same transaction: when each rule that an incident meets
 * falls due, and what a ticket that is there is told.
 */
export async function planTickets(
  transaction: Transaction,
  recorded: readonly Recorded[],
  now: Date,
): Promise<Outgoing[]> {
  if (recorded.length === 0) return [];
  const rules = await listTicketRules(transaction);
  const silences = rules.length > 0 ? await activeSilences(transaction, now) : [];
  const going: Outgoing[] = [];
  for (const { change, incident, stepId } of recorded) {
    if (stepId === undefined) continue;
    const kind = change.kind === 'reopened' && change.isFlapping ? 'flapping' : change.kind;
    if (change.kind !== 'opened')
      going.push(...(await ticketFollows(transaction, incident.id, { id: stepId, kind })));
    if (!mayOpen.includes(change.kind) || incident.isBaseline) continue;
    const isSilenced = silences.some(
      (each) => each.integrationId === incident.integrationId && each.key === incident.key,
    );
    const met = isSilenced ? [] : rulesFor(rules, incident);
    if (met.length === 0 || (await ticketOf(transaction, incident.id))) continue;
    going.push(...met.map((rule) => dueOf(rule, incident, stepId, now)));
  }
  return going;
}

/** The rules that an incident meets, the narrowest first. */
export function rulesFor(
  rules: readonly TicketRule[],
  incident: Pick<Incident, 'integrationId' | 'namespace' | 'severity'>,
): TicketRule[] {
  const fits = (rule: TicketRule) =>
    severities.indexOf(incident.severity) >= severities.indexOf(rule.severity) &&
    (rule.integrationId === null || rule.integrationId === incident.integrationId) &&
    (rule.namespace === '' || rule.namespace === incident.namespace);
  const width = ({ integrationId, namespace }: TicketRule) =>
    integrationId === null ? 2 : namespace === '' ? 1 : 0;
  return rules.filter(fits).toSorted((a, b) => width(a) - width(b) || a.id - b.id);
}

function dueOf(rule: TicketRule, incident: Incident, stepId: number, now: Date): Outgoing {
  return {
    key: `ticket:due:${incident.id}:${rule.id}:${stepId}`,
    kind: 'ticket_due',
    payload: { incidentId: incident.id, ruleId: rule.id },
    notBefore: new Date(now.getTime() + rule.afterMinutes * 60_000),
  };
}
