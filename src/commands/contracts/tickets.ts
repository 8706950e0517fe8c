import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { Ticket, TicketPlace, TicketRule } from '../../database/tenant/tickets.ts';
import type { AlertScope } from './incidents.ts';

/** A rule as people are told it. */
export interface ToldRule extends TicketRule {
  /** Undefined: all clusters. */
  readonly cluster: string | undefined;
  /** The Jira's or GitHub's name. */
  readonly tool: string;
}

/** What a rule is made of, besides where it opens tickets. */
export interface RuleTerms extends AlertScope {
  readonly severity: TicketRule['severity'];
  readonly afterMinutes: number;
}

/** Tickets of one tenant's incidents, for its own commands. */
export interface Tickets {
  rules(): Promise<readonly ToldRule[]>;
  /** Gives the rule's number. */
  addRule(terms: RuleTerms, place: TicketPlace): Promise<number>;
  /** Errors: `not_found`. */
  removeRule(id: number): Promise<void>;
  of(incidentId: number): Promise<Ticket | undefined>;
  /** The latest, latest first. */
  latest(limit: number): Promise<readonly { readonly ticket: Ticket; readonly incident: Incident }[]>;
  /**
   * Has a ticket opened for an incident, and waits a moment for it. Gives the ticket as it stands then: the one that was
   * there already, or one that is still on its way.
   */
  open(incident: Incident, place: TicketPlace, signal: AbortSignal): Promise<Ticket>;
}
