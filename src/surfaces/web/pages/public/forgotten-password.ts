import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { z } from 'zod';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { resetLetters } from '../../letters/password.ts';
import type { Limits } from '../../limits.ts';
import { field } from '../../view/form.ts';
import { fieldOf } from '../fields.ts';
import { visit } from '../visit.ts';
import type { Visit } from '../visit.ts';

const given = z.email().max(254);

/**
 * `/forgotten-password`: asks for a link to another password by mail. The answer, and its time, are the same whether the
 * address opens a space or not: what is found is written and sent behind it. Without a mail server: whom to ask.
 */
export function forgottenPasswordPage(dependencies: WebDependencies, limits: Limits): Router {
  const { accounts, mail, passwordResets } = dependencies;
  const router = express.Router();

  router.get('/forgotten-password', async (request, response) => {
    const at = await visit(dependencies, request, response);
    at.render(200, at.t('forgotten.title'), pageOf(dependencies, at));
  });

  router.post('/forgotten-password', async (request, response) => {
    const at = await visit(dependencies, request, response);
    const parsed = given.safeParse(fieldOf(request, 'email')?.trim());
    if (!mail || !parsed.success) {
      const wrong = mail && at.t('signup.wrong.email');
      const page = pageOf(dependencies, at, wrong, fieldOf(request, 'email'));
      return at.render(mail ? 400 : 200, at.t('forgotten.title'), page);
    }
    const email = parsed.data;
    await limits.forgotten(request.ip ?? '', accounts.emailIndex(email));
    mail.sendBehind(async () => resetLetters(dependencies, await passwordResets.ask(email)));
    at.tell(200, 'forgotten.sent.title', 'forgotten.sent.text');
  });

  return router;
}

function pageOf({ mail, slack }: WebDependencies, { t }: Visit, wrong?: string, email?: string): Html {
  const byMail = html`<p>${t('forgotten.text')}</p>
<form method="post" action="/forgotten-password">
${field({ name: 'email', label: t('account.label.email'), type: 'email', value: email, autocomplete: 'username', maxLength: 254, wrong })}
<button class="wide">${t('forgotten.submit')}</button></form>`;
  const byHand = html`<p>${t('forgotten.no_mail')}</p><p>${t('forgotten.ask')}</p>`;
  return html`<div class="narrow"><h1>${t('forgotten.title')}</h1>
${mail ? byMail : byHand}
${
  slack
    ? html`<p>${t('forgotten.by_slack')}</p><p><a class="button plain" href="/slack/openid?next=%2Fdashboard">${t('signin.by_slack.button')}</a></p>`
    : ''
}
<p><a href="/signin">${t('forgotten.back')}</a></p></div>`;
}
