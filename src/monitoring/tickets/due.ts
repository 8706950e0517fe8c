import { activeSilences } from '../../database/tenant/monitoring/silences.ts';
import { findIncident } from '../../database/tenant/monitoring/incidents.ts';
import { listTicketRules, wantTicket } from '../../database/tenant/tickets.ts';
import type { Sending, Sent } from '../../jobs/lane.ts';
import type { TicketDependencies } from './types.ts';

/** A rule's time has come: where nobody took the incident and nobody silenced it, it gets its ticket. */
export async function sendDue({ clock }: TicketDependencies, { tenant, row }: Sending): Promise<Sent> {
  const now = clock.now();
  const incident = await findIncident(tenant, Number(row.payload['incidentId']));
  const rule = (await listTicketRules(tenant.db)).find(({ id }) => id === row.payload['ruleId']);
  if (!incident || !rule) return { kind: 'never', code: 'gone' };
  if (incident.state !== 'open') return { kind: 'never', code: 'attended' };
  const { integrationId, key } = incident;
  const silences = await activeSilences(tenant.db, now);
  if (silences.some((each) => each.integrationId === integrationId && each.key === key))
    return { kind: 'never', code: 'silenced' };
  await tenant.db.transaction((transaction) =>
    wantTicket(transaction, tenant.tenantId, incident, rule, { ruleId: rule.id, askedBy: null }, now),
  );
  return { kind: 'sent' };
}
