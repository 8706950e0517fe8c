import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { tenantTypes } from '../../../../core/roles.ts';
import type { TenantType } from '../../../../core/roles.ts';
import type { Translate } from '../../../../messages/translate.ts';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { visit } from '../visit.ts';

/** `/`: what NOX is, in one screen, and the choice of a space. */
export function welcomePage(dependencies: WebDependencies): Router {
  const router = express.Router();
  router.get('/', async (request, response) => {
    const { t, render } = await visit(dependencies, request, response);
    const hasSlack = dependencies.slack !== undefined;
    render(
      200,
      t('welcome.title'),
      html`<div class="hero"><hgroup><h1>${t('welcome.title')}</h1><p class="lead">${t('welcome.lead')}</p></hgroup>${scene(t)}</div>
<div class="columns">${tenantTypes.map((type) => choice(t, type, hasSlack))}</div>
<section><h2>${t('welcome.what')}</h2>
<ul>${(['speak', 'act', 'watch', 'apart'] as const).map((each) => html`<li>${t(`welcome.what.${each}`)}</li>`)}</ul>
<p><a href="/account-type">${t('welcome.compare')}</a></p>
<p class="quiet">${t('welcome.trust')} <a href="/privacy">${t('web.menu.privacy')}</a></p></section>`,
    );
  });
  return router;
}

/** What it is like to speak with NOX. */
function scene(t: Translate): Html {
  return html`<figure class="scene" aria-label="${t('welcome.scene')}">
<p><strong>Paul</strong> ${t('welcome.scene.ask')}</p>
<p><strong>NOX</strong> ${t('welcome.scene.confirm')} <span class="like-button">${t('welcome.scene.deploy')}</span></p>
<p><strong>NOX</strong> <span class="state ok">${t('welcome.scene.done')}</span></p>
<p><strong>NOX</strong> <span class="state failing">${t('welcome.scene.alert')}</span> <span class="like-button">${t('welcome.scene.rollback')}</span></p></figure>`;
}

/** One kind of space, and the ways in: Slack, where it is configured, else an address and a password. */
export function choice(t: Translate, type: TenantType, hasSlack: boolean): Html {
  const byEmail = `/signup?type=${type}`;
  return html`<article class="choice"><h2>${t(`slack.page.as_${type}`)}</h2>
<p>${t(`welcome.${type}.text`)}</p>
<p class="actions">${
    hasSlack
      ? html`<a class="button" href="/slack/install?type=${type}&amp;new=1">${t('welcome.add_to_slack')}</a> <a class="button plain" href="${byEmail}">${t('welcome.by_email')}</a>`
      : html`<a class="button" href="${byEmail}">${t('welcome.by_email')}</a>`
  }</p></article>`;
}
