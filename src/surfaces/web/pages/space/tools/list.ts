import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { listOwnTools } from '../../../../../commands/tools/list-tools.ts';
import { serviceNames } from '../../../../../core/integration.ts';
import type { Integration, ToolType } from '../../../../../core/integration.ts';
import type { TenantType } from '../../../../../core/roles.ts';
import type { Translate } from '../../../../../messages/translate.ts';
import type { Html } from '../../../../http/document.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import { notice } from '../../../view/form.ts';
import { table } from '../../../view/table.ts';
import { signedIn } from '../../signed-in.ts';
import type { SignedVisit } from '../../signed-in.ts';
import { toolTypes } from './which.ts';
import { detailOf } from './details.ts';

const done = ['connected', 'removed', 'not_revoked', 'left'] as const;

/** `/integrations`: what is connected, whether it answers, and what else can be. */
export function integrationsPage(dependencies: WebDependencies): Router {
  const router = express.Router();
  router.get(
    '/integrations',
    signedIn(dependencies, 'member', async (at, request) => {
      const { t, tenant, database, manages } = at;
      const [tools, installed] = await Promise.all([
        listOwnTools(database, tenant, at.actor),
        dependencies.installations.list(tenant.id),
      ]);
      const said = done.find((each) => each === request.query.done);
      const slack = installed.map(({ key, label }) => ({
        id: (key.isEnterpriseInstall ? key.enterpriseId : key.teamId) ?? '',
        label,
      }));
      at.render(
        200,
        t('web.menu.integrations'),
        html`<h1>${t('web.menu.integrations')}</h1>
${said ? notice(said === 'not_revoked' ? 'warning' : 'ok', t(`integrations.done.${said}`)) : ''}
<p class="lead">${t(manages ? 'integrations.lead' : 'integrations.lead_reader')}</p>
${slackPart(at, dependencies, slack)}
${toolTypes.map((type) =>
  kindPart(
    at,
    type,
    tools.filter((tool) => tool.type === type),
  ),
)}`,
      );
    }),
  );
  return router;
}

function slackPart(
  { t, tenant, manages }: SignedVisit,
  dependencies: WebDependencies,
  slack: readonly { readonly id: string; readonly label: string }[],
): Html {
  const mayAdd = manages && dependencies.slack && (tenant.type === 'freelance' || slack.length === 0);
  return html`<section><h2>Slack</h2>
${
  slack.length > 0
    ? html`<ul>${slack.map(
        ({ id, label }) =>
          html`<li>${label}${
            manages && dependencies.slack
              ? html` <details><summary>${t('integrations.remove')}<span class="quiet"> ${label}</span></summary><p>${t('integrations.slack.leave')}</p><form method="post" action="/integrations/slack/${id}/remove"><button class="danger outline">${t('integrations.slack.leave_button')}</button></form></details>`
              : ''
          }</li>`,
      )}</ul>`
    : html`<p class="quiet">${t(dependencies.slack ? 'integrations.none' : 'web.no_slack_app')}</p>`
}
${mayAdd ? html`<p><a class="button" href="/slack/install">${t('welcome.add_to_slack')}</a></p>` : ''}</section>`;
}

function kindPart({ t, tenant, manages }: SignedVisit, type: ToolType, tools: readonly Integration[]): Html {
  return html`<section><h2>${serviceNames[type]}</h2>
${tools.length > 0 ? toolTable(t, type, tools, manages) : html`<p class="quiet">${t('integrations.none')}</p>`}
${manages && mayHaveMore(tenant.type, type, tools.length) ? html`<p><a class="button${tools.length > 0 ? ' plain' : ''}" href="/integrations/new/${type}">${t(`start.${type}.action`)}</a></p>` : ''}</section>`;
}

/** An enterprise has one of each kind, but for clusters. */
export function mayHaveMore(tenantType: TenantType, type: ToolType, count: number): boolean {
  return tenantType === 'freelance' || type === 'k8s' || count === 0;
}

function toolTable(t: Translate, type: ToolType, tools: readonly Integration[], manages: boolean): Html {
  const columns = [
    { label: t('status.name') },
    { label: t('status.health') },
    { label: t('status.details') },
  ];
  const rows = tools.map((tool) => [
    html`${manages ? html`<a href="/integrations/${tool.id}">${tool.name}</a>` : tool.name}${tool.protected ? html` <small class="quiet">${t('status.protected')}</small>` : ''}`,
    html`<span class="state ${tool.health}">${t(`health.${tool.health}`)}</span>`,
    Object.entries(tool.details)
      .map(([name, value]) => detailOf(t, name, value)?.value)
      .filter((each) => each !== undefined)
      .slice(0, 2)
      .join(', '),
  ]);
  return table(serviceNames[type], columns, rows);
}
