import { isNoxError } from '../../core/errors.ts';
import { findAlertMessage } from '../../database/tenant/monitoring/alerts.ts';
import { findIncident } from '../../database/tenant/monitoring/incidents.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import { readTenant } from '../../database/tenant/settings.ts';
import { findTicket, lastToldStepOf, noteTicket } from '../../database/tenant/tickets.ts';
import type { Ticket } from '../../database/tenant/tickets.ts';
import { sayError } from '../../messages/translate.ts';
import { laterOrNever } from '../../jobs/lane.ts';
import type { Sending, Sent } from '../../jobs/lane.ts';
import { composeAgain, composeTicket } from './compose.ts';
import type { Writing } from './compose.ts';
import { openDesk } from './desk.ts';
import { nameOf, tellOfTicket } from './tell.ts';
import type { Filed } from './types.ts';
import type { TicketDependencies } from './types.ts';

/** How often the opening waits for the alert to stand in Slack, so that the ticket can link it. */
const waitsForSlack = 3;

/**
 * Opens a ticket, once. Where its tool was away for so long that the incident is over by now, it is opened all the same: it
 * says so, and is ended at once, so that whoever counts incidents by tickets misses none and nobody is called to work.
 * One that a person asks for when it is over already is for what is still to do: it stays open, left to the team.
 * Once: one that may be there already is looked for by its marker before. Where the tool says no for good,
 * the incident's thread tells why.
 */
export async function sendOpen(dependencies: TicketDependencies, sending: Sending): Promise<Sent> {
  const { tenant, row, signal } = sending;
  const ticket = await findTicket(tenant.db, Number(row.payload['ticketId']));
  // Read before the incident: what happens while the ticket is opened is told there after.
  const toldStep = ticket && (await lastToldStepOf(tenant.db, ticket.incidentId));
  const incident = ticket && (await findIncident(tenant, ticket.incidentId));
  if (!incident || toldStep === undefined || ticket.state !== 'wanted')
    return { kind: 'never', code: 'gone' };
  const { locale, timeZone } = await readTenant(tenant);
  const t = dependencies.messages(locale);
  const slack = await slackLinkOf(dependencies, sending, incident);
  if (slack === 'soon' && row.attempts < waitsForSlack) return { kind: 'later', seconds: 1 };
  const url = slack === 'soon' ? undefined : slack;
  const isForAfter = wasAskedAfter(ticket, incident);
  const tools = dependencies.openTools(tenant, signal);
  try {
    const desk = await openDesk(tools, ticket);
    const filed = await file({ t, locale, timeZone }, url);
    await noteOpened(dependencies, sending, ticket, incident, { ...filed, toldStep, isForAfter });
    return { kind: 'sent' };

    async function file(writing: Writing, slackUrl: string | undefined): Promise<Filed> {
      if (ticket?.ref && incident) {
        const again = composeAgain(writing, incident, slackUrl);
        const looked = await desk.look(ticket.ref);
        const isTold = sending.mayBeDone && (await looked.comments()).some((each) => each.includes(again));
        if (!isTold) await desk.comment(ticket.ref, again);
        const moving = (to: string) => noteTicket(tenant.db, ticket.id, { movingTo: to });
        const status = looked.isDone ? await desk.reopen(ticket.ref, moving) : undefined;
        return { ...looked, status: status ?? looked.status };
      }
      const draft = composeTicket(writing, tenant.tenantId, incident as Incident, slackUrl, isForAfter);
      const before = sending.mayBeDone ? await desk.find(draft.marker) : undefined;
      return before ?? (await desk.create(draft));
    }
  } catch (error) {
    const sent = laterOrNever(error);
    if (sent.kind !== 'never' || !isNoxError(error)) throw error;
    await noteFailed(dependencies, sending, ticket, incident, sent.code, sayError(t, error));
    return sent;
  } finally {
    await tools.close();
  }
}

/** Whether a person asked for it when there was nothing left to end it. */
function wasAskedAfter({ askedBy, createdAt }: Ticket, { state, resolvedAt }: Incident): boolean {
  return askedBy !== null && state === 'resolved' && resolvedAt !== null && createdAt >= resolvedAt;
}

/** Where the alert is read; `soon` while it is on its way to Slack. */
async function slackLinkOf({ announcer }: TicketDependencies, { tenant }: Sending, { toldIn }: Incident) {
  const message = toldIn ? await findAlertMessage(tenant.db, toldIn) : undefined;
  if (!message) return undefined;
  const { enterpriseId, teamId, channelId, postedIn, ts } = message;
  if (!postedIn || !ts) return 'soon' as const;
  const channel = { enterpriseId: enterpriseId || undefined, teamId, channelId };
  return announcer.linkTo(tenant.tenantId, channel, { channelId: postedIn, ts });
}

async function noteOpened(
  dependencies: TicketDependencies,
  sending: Sending,
  ticket: Ticket,
  incident: Incident,
  { ref, url, status, toldStep, isForAfter }: Filed & Pick<Ticket, 'toldStep'> & { isForAfter: boolean },
): Promise<void> {
  const openedAt = dependencies.clock.now();
  const values = {
    ref,
    url,
    status,
    openedAt,
    toldStep,
    settledStep: toldStep,
    movingTo: '',
    state: isForAfter ? ('left' as const) : ('open' as const),
    closedAt: null,
    error: null,
  };
  const step = { kind: 'ticket_opened', detail: nameOf(ticket, ref) };
  await tellOfTicket(dependencies, sending, ticket, incident, step, values);
}

async function noteFailed(
  dependencies: TicketDependencies,
  sending: Sending,
  ticket: Ticket,
  incident: Incident,
  error: string,
  reason: string,
): Promise<void> {
  const values = { state: 'failed' as const, error };
  const step = { kind: 'ticket_failed', detail: reason };
  await tellOfTicket(dependencies, sending, ticket, incident, step, values);
}
