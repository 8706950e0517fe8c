import { addStep } from '../../database/tenant/monitoring/alerts.ts';
import { putOut } from '../../database/tenant/monitoring/incidents.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import { noteTicket } from '../../database/tenant/tickets.ts';
import type { Ticket } from '../../database/tenant/tickets.ts';
import type { Sending } from '../../jobs/lane.ts';
import type { TicketDependencies } from './types.ts';

/** A ticket as people call it: `PAY-12`, `acme/web#7`. */
export function nameOf({ service, place }: Pick<Ticket, 'service' | 'place'>, ref: string): string {
  return service === 'github' ? `${place}#${ref}` : ref;
}

/** Notes what became of the ticket, and has the alert say so: all or nothing. */
export async function tellOfTicket(
  { clock, collect }: TicketDependencies,
  { tenant }: Pick<Sending, 'tenant'>,
  ticket: Ticket,
  incident: Incident,
  step: { readonly kind: string; readonly detail: string },
  values: Parameters<typeof noteTicket>[2],
): Promise<void> {
  const at = clock.now();
  await tenant.db.transaction(async (transaction) => {
    await noteTicket(transaction, ticket.id, values);
    const stepId = await addStep(transaction, tenant.tenantId, { incidentId: incident.id, at, ...step });
    const message = incident.toldIn;
    const follow = {
      key: `ticket:follow:${stepId}`,
      kind: 'ticket_follow',
      payload: { ticketId: ticket.id, to: ticket.toolId },
    };
    const line = { key: `line:${stepId}`, kind: 'line', payload: { message, stepId } };
    await putOut(transaction, tenant.tenantId, [
      // It may have been over before its ticket was there.
      ...(values.state === 'open' ? [follow] : []),
      ...(message
        ? [{ key: `message:${message}:step:${stepId}`, kind: 'message', payload: { message } }]
        : []),
      ...(message?.startsWith('incident:') ? [line] : []),
    ]);
  });
  collect(tenant.tenantId);
}
