import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { auditDone, auditRefusal } from '../../../../commands/tools/audit-tool.ts';
import { limitKinds } from '../../../../core/billing.ts';
import type { Standing } from '../../../../core/billing.ts';
import { plans } from '../../../../core/plans.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { notice } from '../../view/form.ts';
import { fieldOf } from '../fields.ts';
import { signedIn } from '../signed-in.ts';
import type { SignedVisit } from '../signed-in.ts';

/** `/billing`: the plan, how it stands, what is used of it; choosing one and managing it lead to Stripe's own pages. */
export function billingPage(dependencies: WebDependencies): Router {
  const { billing } = dependencies;
  const router = express.Router();

  router.get(
    '/billing',
    signedIn(dependencies, 'manage', async (at) => {
      const { t, tenant, render } = at;
      const { standing, plan, isChosen, limits, usage } = await billing.account(tenant.id);
      const offered = plans.filter((each) => each.type === tenant.type);
      const most = (count: number) => (Number.isFinite(count) ? String(count) : t('billing.unlimited'));
      render(
        200,
        t('web.menu.billing'),
        html`<h1>${t('web.menu.billing')}</h1>
${notice(standing.kind === 'lapsed' ? 'warning' : 'info', saidOf(at, standing))}
${plan ? html`<p class="lead">${t(isChosen ? 'billing.plan' : 'billing.trial_plan', { plan: t(`plan.${plan.id}`) })}</p>` : ''}
<div class="scroll"><table><thead><tr><th scope="col">${t('billing.what')}</th><th scope="col" class="number">${t('billing.used')}</th><th scope="col" class="number">${t('billing.most')}</th></tr></thead><tbody>
${limitKinds.map((kind) => html`<tr><th scope="row">${t(`billing.kind.${kind}`)}</th><td class="number">${usage[kind]}</td><td class="number">${most(limits[kind])}</td></tr>`)}</tbody></table></div>
${
  billing.isOn
    ? html`<h2>${t('billing.open')}</h2><div class="columns">${offered.map(
        (
          each,
        ) => html`<article><h3>${t(`plan.${each.id}`)}</h3><p><span class="figure">${t('plan.euros', { euros: each.euros })}</span> ${t(`plan.per.${tenant.type}`)}</p>
<form method="post" action="/billing/checkout"><input type="hidden" name="plan" value="${each.id}"><button>${t('billing.choose', { plan: t(`plan.${each.id}`) })}</button></form></article>`,
      )}</div>
${isChosen ? html`<form method="post" action="/billing/portal"><button class="outline">${t('billing.manage')}</button></form>` : ''}`
    : ''
}`,
      );
    }),
  );

  for (const what of ['checkout', 'portal'] as const) {
    router.post(
      `/billing/${what}`,
      signedIn(dependencies, 'manage', async ({ by, tenant, locale, render, t }, request) => {
        const payer = { tenantId: tenant.id, type: tenant.type, locale };
        const plan = what === 'checkout' ? (fieldOf(request, 'plan') ?? '') : '';
        const url = await auditRefusal(by, `billing ${what}`, plan, () =>
          what === 'checkout' ? billing.checkout(payer, plan) : billing.portal(payer),
        );
        await auditDone(by, `billing ${what}`, async () => ({ label: plan }));
        // A form of ours may lead to our own pages alone: the last step is a link.
        render(
          200,
          t('billing.leave'),
          html`<div class="narrow"><h1>${t('billing.leave')}</h1><p>${t('billing.leave_text')}</p><p><a class="button" href="${url}">${t('billing.leave_button')}</a></p></div>`,
        );
      }),
    );
  }
  return router;
}

function saidOf({ t, tenant, locale }: SignedVisit, standing: Standing): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: tenant.timeZone });
  const day = (at: Date) => format.format(at);
  switch (standing.kind) {
    case 'unlimited':
      return t('billing.free');
    case 'trial':
      return t('billing.state.trial', { until: day(standing.endsAt) });
    case 'active':
      if (standing.endsAt) return t('billing.state.ending', { until: day(standing.endsAt) });
      return standing.renewsAt
        ? t('billing.state.active', { on: day(standing.renewsAt) })
        : t('billing.state.active_now');
    case 'lapsed': {
      const { step, reason: why, readOnlyAt, pausedAt } = standing;
      return t(`billing.lapsed.${step}`, { why, readOnly: day(readOnlyAt), paused: day(pausedAt) });
    }
  }
}
