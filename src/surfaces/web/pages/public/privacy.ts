import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import type { WebDependencies } from '../../dependencies.ts';
import { visit } from '../visit.ts';

const sections = ['kept', 'not_kept', 'where', 'who', 'cookies', 'rights'] as const;

/** `/privacy`: what NOX keeps of people, where, for how long, and how to take it away. */
export function privacyPage(dependencies: WebDependencies): Router {
  const router = express.Router();
  router.get('/privacy', async (request, response) => {
    const { t, render } = await visit(dependencies, request, response);
    render(
      200,
      t('privacy.title'),
      html`<div class="prose"><h1>${t('privacy.title')}</h1><p class="lead">${t('privacy.lead')}</p>
${sections.map((each) => html`<section><h2>${t(`privacy.${each}`)}</h2><p>${t(`privacy.${each}.text`)}</p></section>`)}
<p><a href="/support">${t('web.menu.support')}</a></p></div>`,
    );
  });
  return router;
}
