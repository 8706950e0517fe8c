import { alertsPage } from './en/alerts-page.ts';
import { billing } from './en/billing.ts';
import { account } from './en/account.ts';
import { commands } from './en/commands.ts';
import { consent } from './en/consent.ts';
import { dashboard } from './en/dashboard.ts';
import { errors } from './en/errors.ts';
import { github } from './en/github.ts';
import { githubRefusals } from './en/github-refusals.ts';
import { integrationsPage } from './en/integrations-page.ts';
import { jira } from './en/jira.ts';
import { incidentCommands } from './en/incident-commands.ts';
import { incidents } from './en/incidents.ts';
import { kubernetes } from './en/kubernetes.ts';
import { mail } from './en/mail.ts';
import { notion } from './en/notion.ts';
import { openapi } from './en/openapi.ts';
import { peoplePage } from './en/people-page.ts';
import { reports } from './en/reports.ts';
import { settings } from './en/settings.ts';
import { slack } from './en/slack.ts';
import { start } from './en/start.ts';
import { tenant } from './en/tenant.ts';
import { tickets } from './en/tickets.ts';
import { web } from './en/web.ts';
import { welcome } from './en/welcome.ts';

/** Every sentence a person reads, in English. */
export const en = {
  ...account,
  ...alertsPage,
  ...billing,
  ...commands,
  ...consent,
  ...dashboard,
  ...errors,
  ...github,
  ...githubRefusals,
  ...integrationsPage,
  ...jira,
  ...incidentCommands,
  ...incidents,
  ...kubernetes,
  ...mail,
  ...notion,
  ...openapi,
  ...peoplePage,
  ...reports,
  ...settings,
  ...slack,
  ...start,
  ...tenant,
  ...tickets,
  ...web,
  ...welcome,
} as const;
