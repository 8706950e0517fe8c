import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { beginCheckout, openPortal } from '../../../../commands/space/pay.ts';
import { dayIn, mostOf, saySeats, sayStanding } from '../../../../commands/tenant/say-standing.ts';
import { limitKinds } from '../../../../core/billing.ts';
import type { BillingAccount } from '../../../../core/billing.ts';
import { isNoxError } from '../../../../core/errors.ts';
import { plans } from '../../../../core/plans.ts';
import type { Plan } from '../../../../core/plans.ts';
import { sayError } from '../../../../messages/translate.ts';
import type { Translate } from '../../../../messages/translate.ts';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { statusOf } from '../../errors.ts';
import { notice } from '../../view/form.ts';
import { fieldOf } from '../fields.ts';
import { signedIn } from '../signed-in.ts';
import type { SignedVisit } from '../signed-in.ts';

/** `/billing`: the plan, how it stands, what is used of it; the ways to Stripe's pages, where one pays. */
export function billingPage(dependencies: WebDependencies): Router {
  const { billing } = dependencies;
  const router = express.Router();

  router.get(
    '/billing',
    signedIn(dependencies, 'manage', async (at, request) => {
      const isBack = request.query.paid === '1';
      // Who comes back sees it at once; where Stripe does not answer, its news comes later.
      if (isBack) await billing.refresh(at.tenant.id).catch(() => {});
      await show(at, 200, isBack ? notice('ok', at.t('billing.thanks')) : undefined);
    }),
  );

  router.post(
    '/billing/checkout',
    signedIn(dependencies, 'manage', (at, request, response) =>
      leave(at, response, () =>
        beginCheckout(billing, { ...at.by, locale: at.locale }, fieldOf(request, 'plan') ?? ''),
      ),
    ),
  );

  router.post(
    '/billing/portal',
    signedIn(dependencies, 'manage', (at, _request, response) =>
      leave(at, response, () => openPortal(billing, { ...at.by, locale: at.locale })),
    ),
  );

  /** To Stripe's page; a refusal is said on ours. */
  async function leave(at: SignedVisit, response: express.Response, work: () => Promise<string>) {
    try {
      const url = await work();
      if (billing.origins.includes(new URL(url).origin)) return response.redirect(303, url);
      // An address of the operator's own at Stripe: browsers follow a link there, but no form.
      const { t, render } = at;
      render(
        200,
        t('billing.leave'),
        html`<div class="narrow"><h1>${t('billing.leave')}</h1><p>${t('billing.leave_text')}</p>
<p><a class="button" href="${url}">${t('billing.leave_button')}</a></p></div>`,
      );
    } catch (error) {
      if (!isNoxError(error)) throw error;
      await show(at, statusOf(error), notice('error', sayError(at.t, error)));
    }
  }

  async function show(at: SignedVisit, status: number, above: Html | undefined): Promise<void> {
    const { t, tenant, locale, actor, render } = at;
    const account = await billing.account(tenant.id);
    const { standing } = account;
    const state = sayStanding(t, account, (day) => dayIn(day, locale, actor.timeZone));
    const body = html`<h1>${t('billing.title')}</h1>${above ?? ''}
${notice(standing.kind === 'lapsed' ? 'warning' : 'info', state)}
${account.plan ? own(t, account, account.plan) : ''}
<section><h2 id="usage">${t('billing.usage')}</h2>${usage(t, account)}</section>
${account.plan ? choices(t, account, account.plan) : ''}`;
    render(status, t('billing.title'), body, billing.origins);
  }

  return router;
}

function own(t: Translate, { standing, isChosen, seats }: BillingAccount, plan: Plan): Html {
  const name = t(`plan.${plan.id}`);
  const portal = html`<form class="actions" method="post" action="/billing/portal"><button>${t('billing.manage')}</button></form>`;
  const isKnown = isChosen || standing.kind === 'trial';
  return html`${isKnown ? html`<p class="lead">${t(isChosen ? 'billing.plan' : 'billing.trial_plan', { plan: name })}</p>` : ''}
${plan.type === 'enterprise' ? html`<p>${saySeats(t, seats)}</p>` : ''}
${isChosen ? portal : ''}`;
}

function usage(t: Translate, { limits, usage: used, plan }: BillingAccount): Html {
  const kinds = limitKinds.filter((kind) => plan?.type !== 'enterprise' || kind !== 'viewers');
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="usage"><table>
<thead><tr><th scope="col">${t('billing.what')}</th><th scope="col" class="number">${t('billing.used')}</th><th scope="col" class="number">${t('billing.most')}</th></tr></thead>
<tbody>${kinds.map(
    (kind) =>
      html`<tr><th scope="row">${t(`billing.kind.${kind}`)}</th><td class="number">${used[kind]}</td><td class="number">${mostOf(t, limits[kind])}</td></tr>`,
  )}</tbody></table></div>`;
}

function choices(t: Translate, { standing, isChosen }: BillingAccount, current: Plan): Html {
  const offered = plans.filter(({ type }) => type === current.type);
  const isPaid = isChosen && standing.kind === 'active';
  return html`<section><h2>${t('billing.choices')}</h2><div class="columns">${offered.map(
    (plan) => html`<article class="choice"><h3>${t(`plan.${plan.id}`)}</h3>
<p><span class="figure">${t('plan.euros', { euros: plan.euros })}</span> ${t(`plan.per.${plan.type}`)}</p>
<p>${includes(t, plan)}</p>
${
  isPaid && plan.id === current.id
    ? html`<p class="quiet">${t('billing.current')}</p>`
    : html`<form method="post" action="/billing/checkout"><input type="hidden" name="plan" value="${plan.id}"><button class="wide">${t('billing.choose', { plan: t(`plan.${plan.id}`) })}</button></form>`
}</article>`,
  )}</div><p class="quiet">${t('billing.at_stripe')}</p></section>`;
}

function includes(t: Translate, plan: Plan): string {
  const clusters = t('plan.clusters', { count: plan.clusters });
  if (plan.type === 'enterprise') return [clusters, t('plan.enterprise.people')].join(' · ');
  return [
    clusters,
    t('plan.workspaces', { count: plan.workspaces }),
    t('plan.tools', { count: plan.tools }),
    t('plan.viewers', { count: plan.viewers }),
  ].join(' · ');
}
