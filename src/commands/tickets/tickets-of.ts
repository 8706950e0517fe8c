import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, Tenant } from '../../core/actor.ts';
import type { Clock } from '../../core/clock.ts';
import { NoxError } from '../../core/errors.ts';
import { listIntegrations } from '../../database/tenant/integrations.ts';
import {
  addTicketRule,
  listTicketRules,
  listTickets,
  removeTicketRule,
  ticketOf,
  wantTicket,
} from '../../database/tenant/tickets.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Tickets } from '../contracts/tickets.ts';

/** What tickets need of the process. */
export interface TicketMeans {
  /** Something waits in a tenant's outbox. */
  readonly collect: (tenantId: number) => void;
  readonly clock: Clock;
}

/** How long a person waits for the ticket that they asked for, before they are told that it is on its way. */
const waits = { times: 30, everyMs: 100 };

/** Tickets of the actor's own tenant. */
export function ticketsOf(
  database: TenantDatabase,
  tenant: Tenant,
  actor: Actor,
  { collect, clock }: TicketMeans,
): Tickets {
  // A guest meets what is of their own clusters alone.
  const reaches = (id: number | null) => !actor.only || (id !== null && actor.only.includes(id));
  return {
    async rules() {
      const [rules, all] = await Promise.all([listTicketRules(database.db), listIntegrations(database)]);
      const nameOf = (id: number | null) => all.find((each) => each.id === id)?.name;
      return rules
        .filter(({ integrationId }) => reaches(integrationId))
        .map((rule) => ({
          ...rule,
          cluster: nameOf(rule.integrationId),
          tool: nameOf(rule.toolId) ?? '',
        }));
    },
    addRule: (terms, place) =>
      addTicketRule(database, { ...terms, ...place, createdAt: clock.now(), createdBy: actor.userId }),
    async removeRule(id) {
      if (!(await removeTicketRule(database, id)))
        throw new NoxError('not_found', { kind: 'kind.ticket_rule', name: id });
    },
    of: (incidentId) => ticketOf(database.db, incidentId),
    latest: async (limit) =>
      (await listTickets(database, limit)).filter(({ incident }) => reaches(incident.integrationId)),
    async open(incident, place, signal) {
      const by = { ruleId: null, askedBy: actor.userId };
      await database.db.transaction((transaction) =>
        wantTicket(transaction, tenant.id, incident, place, by, clock.now()),
      );
      collect(tenant.id);
      for (let times = 0; ; times++) {
        const ticket = await ticketOf(database.db, incident.id);
        if (!ticket) throw new NoxError('not_found', { kind: 'kind.incident', name: incident.id });
        if (ticket.state !== 'wanted' || times >= waits.times) return ticket;
        await pause(waits.everyMs, undefined, { signal });
      }
    },
  };
}
