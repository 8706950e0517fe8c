import express from 'express';
import type { Request, Response, Router } from 'express';
import { html } from 'hono/html';
import type { SpaceChoice } from '../../../../access/sign-in.ts';
import { isNoxError } from '../../../../core/errors.ts';
import { sayError } from '../../../../messages/translate.ts';
import type { Html } from '../../../http/document.ts';
import { safePath } from '../../../http/safe-path.ts';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { statusOf } from '../../errors.ts';
import type { Limits } from '../../limits.ts';
import { signInWithLimits } from '../../sign-in-with-limits.ts';
import { field, notice } from '../../view/form.ts';
import { fieldOf } from '../fields.ts';
import { visit } from '../visit.ts';
import type { Visit } from '../visit.ts';

/** Where one is led who said nothing else. */
const home = '/dashboard';

/** `/signin`: by address and password, or through Slack; among several spaces one chooses, after the password was right. */
export function signInPage(dependencies: WebDependencies, limits: Limits): Router {
  const { signIn } = dependencies;
  const router = express.Router();

  router.get('/signin', async (request, response) => {
    const at = await visit(dependencies, request, response);
    const next = safePath(request.query.next, home);
    if (at.session) return response.redirect(303, next);
    at.render(200, at.t('signin.title'), signInForm(dependencies, at, next));
  });

  router.post('/signin', async (request, response) => {
    const at = await visit(dependencies, request, response);
    const next = safePath(fieldOf(request, 'next'), home);
    const credentials = {
      email: fieldOf(request, 'email') ?? '',
      password: fieldOf(request, 'password') ?? '',
    };
    try {
      const result = await signInWithLimits(dependencies, limits, request.ip ?? '', credentials, {
        surface: 'web',
        requestId: at.requestId,
      });
      if ('choices' in result) return at.render(200, at.t('signin.choose'), choose(at, result.choices, next));
      enter(response, result.session.token, next);
    } catch (error) {
      if (!isNoxError(error, 'wrong_credentials') && !isNoxError(error, 'rate_limited')) throw error;
      if (error.code === 'rate_limited') response.setHeader('retry-after', String(error.params.seconds ?? 1));
      const form = signInForm(dependencies, at, next, sayError(at.t, error), credentials.email);
      at.render(statusOf(error), at.t('signin.title'), form);
    }
  });

  router.post('/signin/space', async (request, response) => {
    const { token } = await signIn.choose(fieldOf(request, 'ticket') ?? '', {
      surface: 'web',
      requestId: String(response.locals.requestId),
    });
    enter(response, token, safePath(fieldOf(request, 'next'), home));
  });

  return router;
}

function enter(response: Response, token: string, next: string): void {
  setSessionCookie(response, token);
  response.redirect(303, next);
}

/** Asks who is not signed in, or not any more, to sign in; then leads on to where they wanted to go. */
export function askToSignIn(dependencies: WebDependencies, at: Visit, request: Request): void {
  const next = request.method === 'GET' ? safePath(request.originalUrl, home) : home;
  at.render(401, at.t('signin.title'), signInForm(dependencies, at, next, at.t('error.unauthenticated')));
}

function signInForm(
  { slack }: WebDependencies,
  { t }: Visit,
  next: string,
  warning?: string,
  email?: string,
): Html {
  return html`<div class="narrow"><h1>${t('signin.title')}</h1>
${warning ? notice('warning', warning) : ''}
<form method="post" action="/signin"><input type="hidden" name="next" value="${next}">
${field({ name: 'email', label: t('account.label.email'), type: 'email', value: email, autocomplete: 'username' })}
${field({ name: 'password', label: t('account.label.password'), type: 'password', autocomplete: 'current-password' })}
<button class="wide">${t('signin.submit')}</button></form>
${
  slack
    ? html`<h2>${t('signin.by_slack')}</h2><p>${t('signin.by_slack.text')}</p>
<p><a class="button plain" href="/slack/openid?next=${encodeURIComponent(next)}">${t('signin.by_slack.button')}</a></p>`
    : ''
}
<p>${t('signin.no_account')} <a href="/account-type">${t('signin.open_space')}</a></p>
<p><a href="/forgotten-password">${t('forgotten.title')}</a></p></div>`;
}

function choose({ t }: Visit, choices: readonly SpaceChoice[], next: string): Html {
  return html`<div class="narrow"><h1>${t('signin.choose')}</h1><p>${t('signin.choose.text')}</p>
${choices.map(
  ({ name, ticket }) =>
    html`<form method="post" action="/signin/space"><input type="hidden" name="next" value="${next}"><input type="hidden" name="ticket" value="${ticket}"><button class="wide">${name}</button></form>`,
)}</div>`;
}
