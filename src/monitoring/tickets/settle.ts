import type { Ticket } from '../../database/tenant/tickets.ts';
import type { Desk, Looked, Moving } from './types.ts';

type Settled = Partial<Pick<Ticket, 'state' | 'status'>>;

/**
 * Ends a ticket whose incident is over, or reopens one whose incident is back. A status that somebody else set stays: NOX
 * only ends what stands as it left it, and reopens what it ended itself or what was ended before this course. What it
 * began to move when its process died is where it was, or where it was being moved to: NOX goes on from there.
 * @param isAgain the incident came back since the ticket was last set right
 */
export async function settle(
  desk: Desk,
  ticket: Ticket,
  { ref, status, isDone }: Looked,
  isOver: boolean,
  isAgain: boolean,
  moving: Moving,
): Promise<Settled> {
  const isMovedByNox = ticket.movingTo !== '' && status === ticket.movingTo;
  const isAsLeft = status === ticket.status || isMovedByNox;
  if (isOver) {
    if (ticket.state !== 'open') return {};
    if (isDone && isMovedByNox) return { state: 'closed', status };
    if (isDone || !isAsLeft) return { state: 'left' };
    const end = await desk.close(ref, moving);
    return end === undefined ? { state: 'left' } : { state: 'closed', status: end };
  }
  if (!isDone && isMovedByNox) return { state: 'open', status };
  if (isDone && (isAgain || isMovedByNox || (ticket.state === 'closed' && isAsLeft))) {
    const again = await desk.reopen(ref, moving);
    return again === undefined ? { state: 'left' } : { state: 'open', status: again };
  }
  const isMovedByHand = isDone ? ticket.state === 'open' : ticket.state === 'closed' || !isAsLeft;
  return isMovedByHand ? { state: 'left' } : {};
}
