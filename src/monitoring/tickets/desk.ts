import { NoxError } from '../../core/errors.ts';
import { serviceNames } from '../../core/integration.ts';
import type { Ticket } from '../../database/tenant/tickets.ts';
import { openGithubDesk } from './github-desk.ts';
import { openJiraDesk } from './jira-desk.ts';
import type { Desk, Tools } from './types.ts';

/** Opens the desk of a ticket. Errors: `not_connected` once its tool was removed. */
export async function openDesk(
  tools: Tools,
  { service, toolId, place }: Pick<Ticket, 'service' | 'toolId' | 'place'>,
): Promise<Desk> {
  const tool = (await tools.list()).find((each) => each.id === toolId && each.type === service);
  if (!tool) throw new NoxError('not_connected', { service: serviceNames[service] });
  return service === 'jira'
    ? openJiraDesk((await tools.jira(tool.name)).client, place)
    : openGithubDesk((await tools.github(tool.name)).client, place);
}
