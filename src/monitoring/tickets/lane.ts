import { createLane } from '../../jobs/lane.ts';
import type { Lane, Sender } from '../../jobs/lane.ts';
import { sendDue } from './due.ts';
import { sendFollow } from './follow.ts';
import { sendOpen } from './open.ts';
import type { TicketDependencies } from './types.ts';

/** The way out to Jira and GitHub: tickets that fall due, that are opened, and that follow their incident. */
export function createTicketLane(dependencies: TicketDependencies): Lane {
  const senders: Readonly<Record<string, Sender>> = {
    ticket_due: (sending) => sendDue(dependencies, sending),
    ticket_open: (sending) => sendOpen(dependencies, sending),
    ticket_follow: (sending) => sendFollow(dependencies, sending),
  };
  return createLane('tickets', senders, dependencies);
}
