import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { plans, trialDays } from '../../../../core/plans.ts';
import type { Plan } from '../../../../core/plans.ts';
import { tenantTypes } from '../../../../core/roles.ts';
import type { TenantType } from '../../../../core/roles.ts';
import type { Translate } from '../../../../messages/translate.ts';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { table } from '../../view/table.ts';
import { visit } from '../visit.ts';
import { choice } from './welcome.ts';

const questions = ['connects', 'uses', 'roles', 'slack', 'tools', 'guests', 'bill'] as const;

/** `/account-type`: the two kinds of space side by side: who connects, who uses, roles, prices. */
export function accountTypePage(dependencies: WebDependencies): Router {
  const router = express.Router();
  router.get('/account-type', async (request, response) => {
    const { t, render } = await visit(dependencies, request, response);
    const hasSlack = dependencies.slack !== undefined;
    render(
      200,
      t('types.title'),
      html`<hgroup><h1>${t('types.title')}</h1><p class="lead">${t('types.lead')}</p></hgroup>
<div class="columns">${tenantTypes.map((type) => choice(t, type, hasSlack))}</div>
<section><h2>${t('types.compare')}</h2>
${table(
  t('types.compare'),
  [{ label: t('types.question') }, ...tenantTypes.map((type) => ({ label: t(`types.name.${type}`) }))],
  questions.map((question) => [
    t(`types.${question}`),
    ...tenantTypes.map((type) => t(`types.${question}.${type}`)),
  ]),
)}</section>
<section><h2>${t('types.prices')}</h2><p>${t('types.trial', { days: trialDays })}</p>
${tenantTypes.map((type) => prices(t, type))}
<p class="quiet">${t('types.self_hosted')}</p></section>`,
    );
  });
  return router;
}

function prices(t: Translate, type: TenantType): Html {
  const offered = plans.filter((plan) => plan.type === type);
  return html`<h3>${t(`types.name.${type}`)}</h3><div class="columns">${offered.map(
    (plan) => html`<article><h4>${t(`plan.${plan.id}`)}</h4>
<p><span class="figure">${t('plan.euros', { euros: plan.euros })}</span> ${t(`plan.per.${type}`)}</p>
<ul>${includes(t, plan).map((line) => html`<li>${line}</li>`)}</ul></article>`,
  )}</div>`;
}

function includes(t: Translate, plan: Plan): readonly string[] {
  const counted = [t('plan.clusters', { count: plan.clusters })];
  if (plan.type === 'enterprise')
    return [...counted, t('plan.enterprise.slack'), t('plan.enterprise.people')];
  return [
    ...counted,
    t('plan.workspaces', { count: plan.workspaces }),
    t('plan.tools', { count: plan.tools }),
    t('plan.viewers', { count: plan.viewers }),
  ];
}
