import { alertsPage } from './fr/alerts-page.ts';
import { billing } from './fr/billing.ts';
import { account } from './fr/account.ts';
import { commands } from './fr/commands.ts';
import { consent } from './fr/consent.ts';
import { dashboard } from './fr/dashboard.ts';
import { errors } from './fr/errors.ts';
import { github } from './fr/github.ts';
import { githubRefusals } from './fr/github-refusals.ts';
import { integrationsPage } from './fr/integrations-page.ts';
import { jira } from './fr/jira.ts';
import { incidentCommands } from './fr/incident-commands.ts';
import { incidents } from './fr/incidents.ts';
import { kubernetes } from './fr/kubernetes.ts';
import { mail } from './fr/mail.ts';
import { notion } from './fr/notion.ts';
import { openapi } from './fr/openapi.ts';
import { peoplePage } from './fr/people-page.ts';
import { reports } from './fr/reports.ts';
import { settings } from './fr/settings.ts';
import { slack } from './fr/slack.ts';
import { start } from './fr/start.ts';
import { tenant } from './fr/tenant.ts';
import { tickets } from './fr/tickets.ts';
import { web } from './fr/web.ts';
import { welcome } from './fr/welcome.ts';

/** Every sentence a person reads, in French. */
export const fr = {
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
