import type { AnyCommand } from '../contracts/command.ts';
import { ticketsList } from './list.ts';
import { ticketRuleAdd, ticketRuleRemove } from './rules.ts';

/** What can be said about tickets of incidents. */
export const ticketCommands: readonly AnyCommand[] = [ticketsList, ticketRuleAdd, ticketRuleRemove];
