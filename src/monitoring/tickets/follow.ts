import { isNoxError } from '../../core/errors.ts';
import { stepsOf } from '../../database/tenant/monitoring/alerts.ts';
import type { IncidentStep } from '../../database/tenant/monitoring/alerts.ts';
import { findIncident } from '../../database/tenant/monitoring/incidents.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import { readTenant } from '../../database/tenant/settings.ts';
import { findTicket, noteTicket, toldSteps } from '../../database/tenant/tickets.ts';
import type { Ticket } from '../../database/tenant/tickets.ts';
import { laterOrNever } from '../../jobs/lane.ts';
import type { Sending, Sent } from '../../jobs/lane.ts';
import { sayError } from '../../messages/translate.ts';
import { composeComment } from './compose.ts';
import { openDesk } from './desk.ts';
import { settle } from './settle.ts';
import { nameOf, tellOfTicket } from './tell.ts';
import type { Desk, Looked } from './types.ts';
import type { TicketDependencies } from './types.ts';

/**
 * Brings a ticket up to date with its incident: a comment for each step that it was not told of, and its end or its
 * reopening. It goes by how things stand, not by what was to be done: late, it says everything once and ends right.
 */
export async function sendFollow(dependencies: TicketDependencies, sending: Sending): Promise<Sent> {
  const { tenant, row, signal } = sending;
  const ticket = await findTicket(tenant.db, Number(row.payload['ticketId']));
  const incident = ticket && (await findIncident(tenant, ticket.incidentId));
  if (!incident || ticket.state === 'failed' || ticket.state === 'gone')
    return { kind: 'never', code: 'gone' };
  // Its opening is on its way, and begins with what there is to say.
  if (ticket.state === 'wanted' || !ticket.ref) return { kind: 'sent' };
  const course = (await stepsOf(tenant, incident.id)).filter(({ kind }) => toldSteps.includes(kind));
  const tools = dependencies.openTools(tenant, signal);
  try {
    const desk = await openDesk(tools, ticket);
    const looked = await desk.look(ticket.ref);
    await tellSteps(dependencies, sending, { ticket, incident, course, desk, looked });
    const isAgain = course.some(
      ({ id, kind }) => id > ticket.settledStep && (kind === 'reopened' || kind === 'flapping'),
    );
    const values = await settle(desk, ticket, looked, incident.state === 'resolved', isAgain, (status) =>
      noteTicket(tenant.db, ticket.id, { movingTo: status }),
    );
    // Somebody moved it to another project, or renamed that: it has another name now.
    const { ref, url } = looked;
    const closedAt = values.state === 'closed' ? { closedAt: dependencies.clock.now() } : {};
    const settledStep = course.at(-1)?.id ?? ticket.settledStep;
    const names = ref === ticket.ref ? {} : { ref, url };
    const settled = { movingTo: '', settledStep, error: null, ...names, ...values, ...closedAt };
    await noteTicket(tenant.db, ticket.id, settled);
    return { kind: 'sent' };
  } catch (error) {
    const sent = laterOrNever(error);
    if (sent.kind !== 'never' || !isNoxError(error)) throw error;
    // Deleted by hand, or where NOX may not look any more.
    const isGone = sent.code === 'upstream_not_found';
    const { locale } = await readTenant(tenant);
    const step = isGone
      ? { kind: 'ticket_gone', detail: nameOf(ticket, ticket.ref) }
      : { kind: 'ticket_stuck', detail: sayError(dependencies.messages(locale), error) };
    const values = { error: sent.code, ...(isGone ? { state: 'gone' as const } : {}) };
    // The same trouble is told once.
    if (ticket.error === sent.code) return sent;
    await tellOfTicket(dependencies, sending, ticket, incident, step, values);
    return sent;
  } finally {
    await tools.close();
  }
}

interface Following {
  readonly ticket: Ticket;
  readonly incident: Incident;
  readonly course: readonly IncidentStep[];
  readonly desk: Desk;
  readonly looked: Looked;
}

/** Comments what the ticket was not told of. What an earlier try may have written is looked for among its last comments. */
async function tellSteps(
  dependencies: TicketDependencies,
  { tenant, row, mayBeDone }: Sending,
  { ticket, incident, course, desk, looked }: Following,
): Promise<void> {
  const steps = course.filter(({ id }) => id > ticket.toldStep);
  if (steps.length === 0) return;
  const { locale, timeZone } = await readTenant(tenant);
  const writing = { t: dependencies.messages(locale), locale, timeZone };
  // Another row may have tried to tell what is not its own step.
  const mayBeWritten = mayBeDone || steps.some(({ id }) => row.key !== `ticket:follow:${id}`);
  const written = mayBeWritten ? await looked.comments() : [];
  for (const step of steps) {
    const text = composeComment(writing, step, incident);
    // The first line names step and moment; what follows is formatted by the tool.
    const [first = ''] = text.split('\n');
    if (!written.some((each) => each.includes(first))) await desk.comment(looked.ref, text);
    await noteTicket(tenant.db, ticket.id, { toldStep: step.id });
  }
}
