import { link } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import type { Ticket } from '../../database/tenant/tickets.ts';
import { exactly } from '../../messages/incident-words.ts';
import type { Translate } from '../../messages/translate.ts';

/** A ticket's name with its address, and how it stands. */
export function ticketText(t: Translate, { service, place, ref, url, state }: Ticket): Inline {
  const stand = t(`ticket.state.${state}`);
  if (!ref) return `${place} · ${stand}`;
  const name = service === 'github' ? `${place}#${ref}` : ref;
  return [url ? link(name, url) : name, ` · ${stand}`];
}

/** How long a rule waits, as its sentences take it. */
export function waitOf(t: Translate, minutes: number): { minutes: number; duration: string } {
  return { minutes, duration: exactly(t, minutes) };
}
