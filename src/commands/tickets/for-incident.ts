import { NoxError } from '../../core/errors.ts';
import type { Reply } from '../../core/reply.ts';
import { humblestRoleFor, mayDo } from '../../core/roles.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { TicketPlace } from '../../database/tenant/tickets.ts';
import type { CommandContext } from '../contracts/command.ts';
import { askTicketPlace, findTicketPlace } from './place.ts';
import type { PlaceWords } from './place.ts';
import { ticketText } from './words.ts';

/**
 * `incident <id> ticket [to …]`: opens its ticket; the place of the one rule that fits, where none is said. That of an
 * incident that is over stays open, for what is still to do.
 */
export async function ticketForIncident(
  context: CommandContext,
  incident: Incident,
  words: Omit<PlaceWords, 'written'> & { readonly written: string | undefined },
): Promise<Reply> {
  const { t, tickets, actor, tenant, signal } = context;
  const before = await tickets.of(incident.id);
  if (before && before.state !== 'failed' && before.state !== 'gone')
    return told('ticket.there_already', before);
  const place =
    words.written === undefined
      ? await usualPlace(context, incident)
      : await findTicketPlace(context, { ...words, written: words.written });
  const permission = place.service === 'jira' ? 'jira:write' : 'github:write';
  if (!mayDo(actor.role, permission))
    throw new NoxError('forbidden', { role: `role.${humblestRoleFor(permission, tenant.type)}` });
  context.target(`incident/${incident.id} → ${place.place}`);
  const ticket = await tickets.open(incident, place, signal);
  if (ticket.state === 'failed') return told('ticket.not_opened', ticket, true);
  if (ticket.state === 'wanted') return told('ticket.on_its_way', ticket);
  return told(incident.state === 'resolved' ? 'ticket.opened_after' : 'ticket.opened', ticket);

  function told(
    key: `ticket.${'there_already' | 'opened' | 'opened_after' | 'on_its_way' | 'not_opened'}`,
    ticket: NonNullable<typeof before>,
    failed = false,
  ): Reply {
    const text = t(key, { id: incident.id, place: ticket.place });
    return {
      summary: text,
      audience: 'thread',
      ...(failed ? { failed } : {}),
      blocks: [
        { kind: 'notice', tone: failed ? 'warning' : 'ok', text },
        ...(failed ? [] : [{ kind: 'context' as const, text: ticketText(t, ticket) }]),
      ],
    };
  }
}

/** Where the tenant's rules would put it, whatever its severity. Errors: ChoiceNeeded where they do not say. */
async function usualPlace(context: CommandContext, incident: Incident): Promise<TicketPlace> {
  const rules = (await context.tickets.rules()).filter(
    ({ integrationId, namespace }) =>
      (integrationId === null || integrationId === incident.integrationId) &&
      (namespace === '' || namespace === incident.namespace),
  );
  const [first] = rules;
  const isOne = rules.every(({ toolId, place }) => toolId === first?.toolId && place === first.place);
  return first && isOne ? first : askTicketPlace(context, 'detail');
}
