import express from 'express';
import type { Request, Router } from 'express';
import { z } from 'zod';
import type { Origin } from '../../../../access/account-acts.ts';
import { hashPassword } from '../../../../access/passwords.ts';
import { isNoxError } from '../../../../core/errors.ts';
import { sayError } from '../../../../messages/translate.ts';
import type { Field, Page } from '../../../http/page.ts';
import { claimOf, clearSessionCookie, setSessionCookie } from '../../../http/session-cookie.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { passwordChangedLetter } from '../../letters/password.ts';
import type { Limits } from '../../limits.ts';
import { fieldOf } from '../fields.ts';
import { visit } from '../visit.ts';
import type { Visit } from '../visit.ts';

const credentials = z.object({ email: z.email().max(254), password: z.string().min(10).max(200) });

/** `/account`: who one is; a token for the API; an address and a password for those who came by Slack; signing out. */
export function accountPage(dependencies: WebDependencies, limits: Limits): Router {
  const { sessions, accounts, signIn, mail } = dependencies;
  const router = express.Router();

  router.get('/account', async (request, response) => {
    const at = await visit(dependencies, request, response);
    if (!at.session) return signedOut(at);
    at.show(200, await pageOf(at));
  });

  router.post('/account/token', async (request, response) => {
    const at = await visit(dependencies, request, response);
    if (!at.session) return signedOut(at);
    const { tenant, actor } = at.session;
    const { token } = await sessions.issue(tenant.id, actor.userId);
    at.show(200, {
      ...(await pageOf(at)),
      copy: { label: at.t('account.page.mine.token_label'), value: token },
    });
  });

  router.post('/account/credentials', async (request, response) => {
    const at = await visit(dependencies, request, response);
    if (!at.session) return signedOut(at);
    const { tenant, actor } = at.session;
    const given = credentials.safeParse({
      email: fieldOf(request, 'email')?.trim(),
      password: fieldOf(request, 'password'),
    });
    const typed = fieldOf(request, 'email');
    if (!given.success) return say(at, 400, at.t('account.page.mine.bad_credentials'), typed);
    try {
      const from = { surface: 'web', requestId: at.requestId };
      await checkCurrent(request, tenant.id, actor.userId, from);
      const { email, password } = given.data;
      const before = await accounts.setCredentials(
        tenant.id,
        actor.userId,
        email,
        await hashPassword(password),
      );
      await signIn.record(tenant.id, actor.userId, 'account change password', from);
      // The address of before is told: it may not be its owner who changed this.
      if (before)
        mail?.sendBehind(async () => [passwordChangedLetter(dependencies, at.locale, before, tenant.name)]);
      setSessionCookie(response, (await sessions.issue(tenant.id, actor.userId)).token);
      await say(at, 200, at.t('account.page.mine.saved'));
    } catch (error) {
      if (isNoxError(error, 'conflict')) return say(at, 409, sayError(at.t, error), typed);
      if (isNoxError(error, 'wrong_credentials')) return say(at, 401, sayError(at.t, error), typed);
      throw error;
    }
  });

  router.post('/account/signout', async (request, response) => {
    const at = await visit(dependencies, request, response);
    clearSessionCookie(response);
    const claim = claimOf(request);
    if (at.session && claim) {
      const { tenant, actor } = at.session;
      await sessions.end(claim.token);
      const from = { surface: 'web', requestId: at.requestId };
      await signIn.record(tenant.id, actor.userId, 'account sign out', from);
    }
    at.tell(200, 'account.page.bye.title', 'account.page.bye.text');
  });

  /** Who has a password already gives it: an open browser is not enough to take an account over. */
  async function checkCurrent(
    request: Request,
    tenantId: number,
    userId: number,
    from: Origin,
  ): Promise<void> {
    const current = fieldOf(request, 'current') ?? '';
    await limits.attempt(request.ip ?? '', `${tenantId}/${userId}`, () =>
      signIn.checkPassword(tenantId, userId, current, from),
    );
  }

  /** @param email what was typed and refused: it does not have to be typed again */
  async function pageOf({ t, session }: Visit, email?: string): Promise<Omit<Page, 'locale'>> {
    if (!session) throw new Error('nobody is signed in');
    const { actor, tenant } = session;
    const current: Field = {
      name: 'current',
      label: t('account.label.current_password'),
      type: 'password',
      autocomplete: 'current-password',
    };
    const fields: readonly Field[] = [
      {
        name: 'email',
        label: t('account.label.email'),
        type: 'email',
        autocomplete: 'username',
        value: email,
      },
      ...((await signIn.hasPassword(tenant.id, actor.userId)) ? [current] : []),
      {
        name: 'password',
        label: t('account.label.new_password'),
        type: 'password',
        autocomplete: 'new-password',
        minLength: 10,
      },
    ];
    return {
      title: t('account.page.mine.title'),
      text: t('account.page.mine.text'),
      facts: [
        { label: t('status.you'), value: actor.name },
        { label: t('account.label.space'), value: tenant.name },
        { label: t('account.label.role'), value: t(`role.${actor.role}`) },
      ],
      forms: [
        { action: '/account/token', submit: t('account.page.mine.token') },
        { action: '/account/credentials', submit: t('account.page.mine.save'), fields },
      ],
    };
  }

  async function say(at: Visit, status: number, warning: string, email?: string): Promise<void> {
    at.show(status, { ...(await pageOf(at, email)), warning });
  }

  return router;
}

function signedOut(at: Visit): void {
  at.tell(401, 'account.page.signed_out.title', 'account.page.signed_out.text');
}
