import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { hashPassword } from '../../../../access/passwords.ts';
import { tenantTypes } from '../../../../core/roles.ts';
import type { TenantType } from '../../../../core/roles.ts';
import type { Html } from '../../../http/document.ts';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import { newSpace } from '../../api/onboarding.ts';
import type { WebDependencies } from '../../dependencies.ts';
import type { Limits } from '../../limits.ts';
import { field, notice } from '../../view/form.ts';
import { fieldOf } from '../fields.ts';
import { visit } from '../visit.ts';
import type { Visit } from '../visit.ts';

/** `/signup?type=…`: opens a space with an address and a password. */
export function signUpPage(dependencies: WebDependencies, limits: Limits): Router {
  const { accounts, sessions, slack } = dependencies;
  const router = express.Router();

  router.get('/signup', async (request, response) => {
    const at = await visit(dependencies, request, response);
    const type = typeOf(request.query.type);
    if (!type) return response.redirect(303, '/account-type');
    at.render(200, at.t(`signup.title.${type}`), pageOf(at, type, slack !== undefined));
  });

  router.post('/signup', async (request, response) => {
    const at = await visit(dependencies, request, response);
    const type = typeOf(fieldOf(request, 'type'));
    if (!type) return response.redirect(303, '/account-type');
    const given = newSpace.safeParse({
      name: fieldOf(request, 'name'),
      email: fieldOf(request, 'email'),
      password: fieldOf(request, 'password'),
    });
    if (!given.success) {
      const wrong = new Set(given.error.issues.map((issue) => String(issue.path[0])));
      const page = pageOf(at, type, slack !== undefined, request, wrong);
      return at.render(400, at.t(`signup.title.${type}`), page);
    }
    await limits.onboarding(request.ip ?? '');
    const { name, email, password } = given.data;
    const passwordHash = await hashPassword(password);
    const space = await accounts.openSpace({ type, name, email, passwordHash, locale: at.locale });
    setSessionCookie(response, (await sessions.issue(space.tenantId, space.userId)).token);
    response.redirect(303, '/start');
  });

  return router;
}

function typeOf(given: unknown): TenantType | undefined {
  return tenantTypes.find((each) => each === given);
}

function pageOf(
  { t }: Visit,
  type: TenantType,
  hasSlack: boolean,
  request?: Request,
  wrong: ReadonlySet<string> = new Set(),
): Html {
  const value = (name: string) => request && fieldOf(request, name);
  const said = (name: 'name' | 'email' | 'password') =>
    wrong.has(name) ? t(`signup.wrong.${name}`) : undefined;
  return html`<div class="narrow"><h1>${t(`signup.title.${type}`)}</h1>
<p>${t(`signup.text.${type}`)}</p>
${wrong.size > 0 ? notice('error', t('form.has_faults')) : ''}
<form method="post" action="/signup"><input type="hidden" name="type" value="${type}">
${field({ name: 'name', label: t(`signup.name.${type}`), value: value('name'), maxLength: 80, autocomplete: type === 'enterprise' ? 'organization' : 'name', wrong: said('name') })}
${field({ name: 'email', label: t('account.label.email'), type: 'email', value: value('email'), maxLength: 254, autocomplete: 'username', wrong: said('email') })}
${field({ name: 'password', label: t('account.label.password'), type: 'password', minLength: 10, maxLength: 200, autocomplete: 'new-password', help: t('signup.password_help'), wrong: said('password') })}
<button class="wide">${t('signup.submit')}</button></form>
${
  hasSlack
    ? html`<p class="actions"><span>${t('signup.slack_note')}</span><a class="button plain" href="/slack/install?type=${type}&amp;new=1">${t('welcome.add_to_slack')}</a></p>`
    : ''
}
<p>${t('signup.have_account')} <a href="/signin">${t('web.menu.sign_in')}</a></p>
<p class="quiet">${t('signup.privacy')} <a href="/privacy">${t('web.menu.privacy')}</a></p></div>`;
}
