import type { AnyCommand } from './contracts/command.ts';
import { githubCommands } from './github/commands.ts';
import { jiraCommands } from './jira/commands.ts';
import { incidentCommands } from './incidents/commands.ts';
import { kubernetesCommands } from './kubernetes/commands.ts';
import { notionCommands } from './notion/commands.ts';
import { reportCommands } from './reports/commands.ts';
import { ticketCommands } from './tickets/commands.ts';
import { audit } from './tenant/audit.ts';
import { helpCommand } from './tenant/help.ts';
import { integrations } from './tenant/integrations.ts';
import { invite } from './tenant/invite.ts';
import { link, signin } from './tenant/own-link.ts';
import { plan } from './tenant/plan.ts';
import { role } from './tenant/role.ts';
import { status } from './tenant/status.ts';
import { users } from './tenant/users.ts';

/** Every command of NOX, in the order in which help lists them. */
export function allCommands(): readonly AnyCommand[] {
  const help = helpCommand(() => commands);
  const commands: readonly AnyCommand[] = [
    ...kubernetesCommands,
    ...incidentCommands,
    ...ticketCommands,
    ...reportCommands,
    ...githubCommands,
    ...notionCommands,
    ...jiraCommands,
    help,
    status,
    signin,
    link,
    users,
    role,
    invite,
    integrations,
    audit,
    plan,
  ];
  return commands;
}
