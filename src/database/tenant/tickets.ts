import { and, asc, desc, eq, gt, inArray, isNotNull, max, notInArray } from 'drizzle-orm';
import type { TenantDatabase } from '../tenant-databases.ts';
import { putOut } from './monitoring/incidents.ts';
import type { Incident, Outgoing, Transaction } from './monitoring/incidents.ts';
import { incidents, incidentSteps } from './schema/monitoring-schema.ts';
import { ticketRules, tickets } from './schema/tickets-schema.ts';

export type TicketRule = Omit<typeof ticketRules.$inferSelect, 'tenantId'>;
export type Ticket = Omit<typeof tickets.$inferSelect, 'tenantId'>;
/** Where a ticket is to be opened. */
export type TicketPlace = Pick<TicketRule, 'service' | 'toolId' | 'place'>;

/** The rules, first made first. */
export async function listTicketRules(transaction: Transaction): Promise<TicketRule[]> {
  return transaction.select().from(ticketRules).orderBy(asc(ticketRules.id));
}

/** Adds a rule; returns its number. */
export async function addTicketRule(tenant: TenantDatabase, rule: Omit<TicketRule, 'id'>): Promise<number> {
  const [row] = await tenant.db
    .insert(ticketRules)
    .values({ ...rule, tenantId: tenant.tenantId })
    .returning({ id: ticketRules.id });
  return row?.id ?? 0;
}

/** Removes a rule; returns it, or undefined. Tickets that it opened stay as they are. */
export async function removeTicketRule(tenant: TenantDatabase, id: number): Promise<TicketRule | undefined> {
  const [row] = await tenant.db.delete(ticketRules).where(eq(ticketRules.id, id)).returning();
  return row;
}

/** The ticket of an incident. */
export async function ticketOf(transaction: Transaction, incidentId: number): Promise<Ticket | undefined> {
  const [row] = await transaction.select().from(tickets).where(eq(tickets.incidentId, incidentId));
  return row;
}

export async function findTicket(transaction: Transaction, id: number): Promise<Ticket | undefined> {
  const [row] = await transaction.select().from(tickets).where(eq(tickets.id, id));
  return row;
}

/** The latest tickets with their incidents, latest first. @param after only those of incidents opened after it */
export async function listTickets(
  tenant: TenantDatabase,
  limit: number,
  after?: Date,
): Promise<{ readonly ticket: Ticket; readonly incident: Incident }[]> {
  return tenant.db
    .select({ ticket: tickets, incident: incidents })
    .from(tickets)
    .innerJoin(incidents, eq(incidents.id, tickets.incidentId))
    .where(after ? gt(tickets.createdAt, after) : undefined)
    .orderBy(desc(tickets.id))
    .limit(limit);
}

/** The same again within this time is the same ticket. */
const rememberMs = 7 * 24 * 3_600_000;

/**
 * Decides that an incident gets a ticket, and puts its opening into the outbox: the one of an earlier incident of the same
 * condition, where there is one in the same place, else a new one. A ticket that failed or is gone is wanted anew; any other
 * that is there stays, and undefined is returned.
 */
export async function wantTicket(
  transaction: Transaction,
  tenantId: number,
  incident: Pick<Incident, 'id' | 'integrationId' | 'key'>,
  { service, toolId, place }: TicketPlace,
  by: Pick<Ticket, 'ruleId' | 'askedBy'>,
  now: Date,
): Promise<Ticket | undefined> {
  const where = { service, toolId, place };
  const earlier = await earlierTicket(transaction, incident, where, new Date(now.getTime() - rememberMs));
  const { ref = null, url = null, status = '' } = earlier ?? {};
  const values = {
    ...where,
    ...by,
    incidentId: incident.id,
    createdAt: now,
    state: 'wanted' as const,
    ref,
    url,
    status,
    movingTo: '',
    error: null,
  };
  const [row] = await transaction
    .insert(tickets)
    .values({ ...values, tenantId })
    .onConflictDoUpdate({
      target: tickets.incidentId,
      set: values,
      setWhere: inArray(tickets.state, ['failed', 'gone']),
    })
    .returning();
  if (!row) return undefined;
  const key = `ticket:open:${row.id}:${now.getTime()}`;
  await putOut(transaction, tenantId, [
    { key, kind: 'ticket_open', payload: { ticketId: row.id, to: toolId } },
  ]);
  return row;
}

/** Notes what became of a ticket. */
export async function noteTicket(
  transaction: Transaction,
  id: number,
  values: Partial<Omit<Ticket, 'id' | 'incidentId'>>,
): Promise<void> {
  await transaction.update(tickets).set(values).where(eq(tickets.id, id));
}

/** The ticket of an earlier incident of the same condition in the same place that NOX closed after `after`. */
async function earlierTicket(
  transaction: Transaction,
  incident: Pick<Incident, 'id' | 'integrationId' | 'key'>,
  { service, toolId, place }: TicketPlace,
  after: Date,
): Promise<Ticket | undefined> {
  if (incident.integrationId === null) return undefined;
  const [row] = await transaction
    .select({ ticket: tickets })
    .from(tickets)
    .innerJoin(incidents, eq(incidents.id, tickets.incidentId))
    .where(
      and(
        eq(incidents.integrationId, incident.integrationId),
        eq(incidents.key, incident.key),
        eq(tickets.service, service),
        eq(tickets.toolId, toolId),
        eq(tickets.place, place),
        eq(tickets.state, 'closed'),
        isNotNull(tickets.ref),
        gt(tickets.closedAt, after),
      ),
    )
    .orderBy(desc(tickets.id))
    .limit(1);
  return row?.ticket;
}

/** Steps with which an incident ends. */
const ends = ['resolved', 'resolved_by', 'cluster_removed'];

/** The number of an incident's last step that a new ticket tells by what it is; how the incident ended is told there after. */
export async function lastToldStepOf(transaction: Transaction, incidentId: number): Promise<number> {
  const [row] = await transaction
    .select({ id: max(incidentSteps.id) })
    .from(incidentSteps)
    .where(and(eq(incidentSteps.incidentId, incidentId), notInArray(incidentSteps.kind, [...ends])));
  return row?.id ?? 0;
}

/** Steps of an incident that its ticket is told of. */
export const toldSteps: readonly string[] = [
  'taken',
  'escalated',
  'became',
  'reopened',
  'flapping',
  'resolved',
  'resolved_by',
  'cluster_removed',
  'found_out',
];

/** What goes out to the ticket of an incident after a step of its course; nothing where it has none. */
export async function ticketFollows(
  transaction: Transaction,
  incidentId: number,
  step: { readonly id: number; readonly kind: string },
): Promise<Outgoing[]> {
  if (!toldSteps.includes(step.kind)) return [];
  const ticket = await ticketOf(transaction, incidentId);
  if (!ticket || ticket.state === 'failed' || ticket.state === 'gone') return [];
  return [
    {
      key: `ticket:follow:${step.id}`,
      kind: 'ticket_follow',
      payload: { ticketId: ticket.id, to: ticket.toolId },
    },
  ];
}
