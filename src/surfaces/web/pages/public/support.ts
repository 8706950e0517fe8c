import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import type { WebDependencies } from '../../dependencies.ts';
import { visit } from '../visit.ts';

const sections = ['help', 'silent', 'tool', 'sign_in'] as const;

/** `/support`: what helps most often, and whom to write to. */
export function supportPage(dependencies: WebDependencies): Router {
  const { supportEmail } = dependencies;
  const router = express.Router();
  router.get('/support', async (request, response) => {
    const { t, render } = await visit(dependencies, request, response);
    const contact = supportEmail
      ? html`<p>${t('support.contact.text')}</p><p><a class="button" href="mailto:${supportEmail}">${supportEmail}</a></p>`
      : html`<p>${t('support.nobody')}</p>`;
    render(
      200,
      t('support.title'),
      html`<div class="prose"><h1>${t('support.title')}</h1><p class="lead">${t('support.lead')}</p>
${sections.map((each) => html`<section><h2>${t(`support.${each}`)}</h2><p>${t(`support.${each}.text`)}</p></section>`)}
<section><h2>${t('support.contact')}</h2>${contact}</section></div>`,
    );
  });
  return router;
}
