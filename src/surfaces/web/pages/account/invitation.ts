import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { hashPassword } from '../../../../access/passwords.ts';
import { isNoxError } from '../../../../core/errors.ts';
import type { ShownInvitation } from '../../../../tenancy/invitations.ts';
import { sayError } from '../../../../messages/translate.ts';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import { newSpace } from '../../api/onboarding.ts';
import type { WebDependencies } from '../../dependencies.ts';
import type { Limits } from '../../limits.ts';
import { field, notice } from '../../view/form.ts';
import { fieldOf } from '../fields.ts';
import { visit } from '../visit.ts';
import type { Visit } from '../visit.ts';

/** `/invitation/<code>`: joins a space by a link. Looking at it changes nothing; the link lets one person in, once. */
export function invitationPage(dependencies: WebDependencies, limits: Limits): Router {
  const { invitations, sessions } = dependencies;
  const router = express.Router();

  router.get('/invitation/:code', async (request, response) => {
    const at = await visit(dependencies, request, response);
    const shown = await shownFor(request);
    if (!shown) return at.tell(410, 'account.page.expired.title', 'invitation.expired');
    show(at, 200, shown, request);
  });

  router.post('/invitation/:code', async (request, response) => {
    const at = await visit(dependencies, request, response);
    const shown = await shownFor(request);
    if (!shown) return at.tell(410, 'account.page.expired.title', 'invitation.expired');
    const { code } = request.params;
    const given = newSpace.safeParse({
      name: fieldOf(request, 'name'),
      email: fieldOf(request, 'email'),
      password: fieldOf(request, 'password'),
    });
    if (!given.success) {
      const wrong = new Set(given.error.issues.map((issue) => String(issue.path[0])));
      return show(at, 400, shown, request, at.t('form.has_faults'), wrong);
    }
    try {
      const { name, email, password } = given.data;
      const joiner = { name, email, passwordHash: await hashPassword(password), locale: at.locale };
      const { tenantId, userId } = await invitations.join(code, joiner, at.requestId);
      setSessionCookie(response, (await sessions.issue(tenantId, userId)).token);
      response.redirect(303, '/start');
    } catch (error) {
      if (!isNoxError(error, 'conflict')) throw error;
      show(at, 409, shown, request, sayError(at.t, error));
    }
  });

  /** An invitation, for who does not try one code after another. */
  async function shownFor(request: Request): Promise<ShownInvitation | undefined> {
    const address = request.ip ?? '';
    await limits.beforeLink(address);
    const shown = await invitations.show(String(request.params.code));
    if (!shown) await limits.deadLink(address);
    return shown;
  }

  return router;
}

function show(
  { t, render }: Visit,
  status: number,
  { tenantName, role, invitedBy, days, email }: ShownInvitation,
  request: Request,
  warning?: string,
  wrong: ReadonlySet<string> = new Set(),
): void {
  const said = (name: 'name' | 'email' | 'password') =>
    wrong.has(name) ? t(`signup.wrong.${name}`) : undefined;
  render(
    status,
    t('invitation.title', { space: tenantName }),
    html`<div class="narrow"><h1>${t('invitation.title', { space: tenantName })}</h1>
<p>${t('invitation.text', { by: invitedBy, role: t(`role.${role}`) })}${days === undefined ? '' : ` ${t('invitation.days', { days })}`}</p>
${warning ? notice('error', warning) : ''}
<form method="post" action="/invitation/${String(request.params.code)}">
${field({ name: 'name', label: t('signup.name.freelance'), value: fieldOf(request, 'name'), autocomplete: 'name', maxLength: 80, wrong: said('name') })}
${field({ name: 'email', label: t('account.label.email'), type: 'email', value: fieldOf(request, 'email') ?? email, autocomplete: 'username', maxLength: 254, wrong: said('email') })}
${field({ name: 'password', label: t('account.label.password'), type: 'password', autocomplete: 'new-password', minLength: 10, maxLength: 200, help: t('signup.password_help'), wrong: said('password') })}
<button class="wide">${t('invitation.join')}</button></form></div>`,
  );
}
