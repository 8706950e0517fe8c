import { isNoxError } from '../../core/errors.ts';
import { stepsOf } from '../../database/tenant/monitoring/alerts.ts';
import { findIncident } from '../../database/tenant/monitoring/incidents.ts';
import { readTenant } from '../../database/tenant/settings.ts';
import { findTicket, noteTicket, toldSteps } from '../../database/tenant/tickets.ts';
import type { Ticket } from '../../database/tenant/tickets.ts';
import type { Sending, Sent } from '../../jobs/lane.ts';
import { composeComment } from './compose.ts';
import { openDesk } from './desk.ts';
import type { Desk, Looked } from './types.ts';
import type { TicketDependencies } from './types.ts';

/**
 * Brings a ticket up to date with its incident: a comment for each step that it was not told of, and its end or its
 * reopening. It goes by how things stand, not by what was to be done: late, it says everything once and ends right.
 */
export async function sendFollow(dependencies: TicketDependencies, sending: Sending): Promise<Sent> {
  const { tenant, row, signal, mayBeDone } = sending;
  const ticket = await findTicket(tenant.db, Number(row.payload['ticketId']));
  const incident = ticket && (await findIncident(tenant, ticket.incidentId));
  if (!incident || ticket.state === 'failed') return { kind: 'never', code: 'gone' };
  // Its opening is on its way, and begins with what there is to say.
  if (ticket.state === 'wanted' || !ticket.ref) return { kind: 'sent' };
  const steps = (await stepsOf(tenant, incident.id)).filter(
    ({ id, kind }) => id > ticket.toldStep && toldSteps.includes(kind),
  );
  const { locale, timeZone } = await readTenant(tenant);
  const writing = { t: dependencies.messages(locale), locale, timeZone };
  const tools = dependencies.openTools(tenant, signal);
  try {
    const desk = await openDesk(tools, ticket);
    const looked = await desk.look(ticket.ref);
    const written = mayBeDone && steps.length > 0 ? await looked.comments() : [];
    for (const step of steps) {
      const text = composeComment(writing, step, incident);
      // The first line names step and moment; what follows is formatted by the tool.
      const [first = ''] = text.split('\n');
      if (!written.some((each) => each.includes(first))) await desk.comment(ticket.ref, text);
      await noteTicket(tenant.db, ticket.id, { toldStep: step.id });
    }
    const isAgain = steps.some(({ kind }) => kind === 'reopened' || kind === 'flapping');
    const values = await settle(desk, ticket, looked, incident.state === 'resolved', isAgain);
    const closedAt = values.state === 'closed' ? dependencies.clock.now() : undefined;
    if (Object.keys(values).length > 0)
      await noteTicket(tenant.db, ticket.id, { ...values, ...(closedAt ? { closedAt } : {}) });
    return { kind: 'sent' };
  } catch (error) {
    // Deleted by hand, or in another project now.
    if (!isNoxError(error, 'upstream_not_found')) throw error;
    await noteTicket(tenant.db, ticket.id, { state: 'left', error: error.code });
    return { kind: 'never', code: error.code };
  } finally {
    await tools.close();
  }
}

type Settled = Partial<Pick<Ticket, 'state' | 'status'>>;

/**
 * Ends a ticket whose incident is over, or reopens one whose incident is back. A status that somebody else set stays: NOX
 * only ends what stands as it left it, and reopens what it ended itself or what was ended before this course.
 * @param isAgain the incident came back since the ticket was last told
 */
async function settle(
  desk: Desk,
  ticket: Ticket,
  { ref, status, isDone }: Looked,
  isOver: boolean,
  isAgain: boolean,
): Promise<Settled> {
  const isAsLeft = status === ticket.status;
  if (isOver) {
    if (ticket.state !== 'open') return {};
    if (isDone || !isAsLeft) return { state: 'left' };
    const end = await desk.close(ref);
    return end === undefined ? { state: 'left' } : { state: 'closed', status: end };
  }
  if (isDone && (isAgain || (ticket.state === 'closed' && isAsLeft))) {
    const again = await desk.reopen(ref);
    return again === undefined ? { state: 'left' } : { state: 'open', status: again };
  }
  const isMovedByHand = isDone ? ticket.state === 'open' : ticket.state === 'closed' || !isAsLeft;
  return isMovedByHand ? { state: 'left' } : {};
}
