import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import type { ResetAccount } from '../../../../access/password-resets.ts';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import { newSpace } from '../../api/onboarding.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { passwordChangedLetter } from '../../letters/password.ts';
import type { Limits } from '../../limits.ts';
import { field } from '../../view/form.ts';
import { fieldOf } from '../fields.ts';
import { visit } from '../visit.ts';
import type { Visit } from '../visit.ts';

/**
 * `/reset-password/<code>`: chooses another password by a link. Looking at it changes nothing; using it ends every session
 * of the person and opens one here, whoever may be guessing at the account meanwhile.
 */
export function resetPasswordPage(dependencies: WebDependencies, limits: Limits): Router {
  const { passwordResets, sessions, mail } = dependencies;
  const router = express.Router();

  router.get('/reset-password/:code', async (request, response) => {
    const account = await accountOf(request);
    const at = await visit(dependencies, request, response, account?.locale);
    if (!account) return at.tell(410, 'account.page.expired.title', 'reset.expired');
    show(at, 200, account, request);
  });

  router.post('/reset-password/:code', async (request, response) => {
    const account = await accountOf(request);
    const at = await visit(dependencies, request, response, account?.locale);
    if (!account) return at.tell(410, 'account.page.expired.title', 'reset.expired');
    const password = newSpace.shape.password.safeParse(fieldOf(request, 'password'));
    if (!password.success) return show(at, 400, account, request, at.t('signup.wrong.password'));
    const { code } = request.params;
    const changed = await passwordResets.use(code, password.data, at.requestId);
    const { tenantId, userId, locale, email, tenantName } = changed;
    mail?.sendBehind(async () => [passwordChangedLetter(dependencies, locale, email, tenantName)]);
    setSessionCookie(response, (await sessions.issue(tenantId, userId)).token);
    at.show(200, {
      title: at.t('reset.done.title'),
      text: at.t('reset.done.text', { space: tenantName }),
      links: [{ label: at.t('reset.done.go'), href: '/dashboard' }],
    });
  });

  /** Whose password a link changes, for who does not try one code after another. */
  async function accountOf(request: Request): Promise<ResetAccount | undefined> {
    const address = request.ip ?? '';
    await limits.beforeLink(address);
    const account = await passwordResets.show(String(request.params.code));
    if (!account) await limits.deadLink(address);
    return account;
  }

  return router;
}

function show(
  { t, render }: Visit,
  status: number,
  { tenantName, email }: ResetAccount,
  request: Request,
  wrong?: string,
): void {
  render(
    status,
    t('reset.title'),
    html`<div class="narrow"><h1>${t('reset.title')}</h1><p>${t('reset.text', { space: tenantName })}</p>
<form method="post" action="/reset-password/${String(request.params.code)}">
<label for="f-email">${t('account.label.email')}</label><input id="f-email" type="email" value="${email}" autocomplete="username" readonly>
${field({ name: 'password', label: t('account.label.new_password'), type: 'password', autocomplete: 'new-password', minLength: 10, maxLength: 200, help: t('signup.password_help'), wrong })}
<button class="wide">${t('reset.submit')}</button></form></div>`,
  );
}
