import express from 'express';
import type { Request, Router } from 'express';
import type { ShownSlackLink } from '../../../../access/slack-links.ts';
import { isNoxError, NoxError } from '../../../../core/errors.ts';
import { sayError } from '../../../../messages/translate.ts';
import type { Field, Form } from '../../../http/page.ts';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import type { WebDependencies } from '../../dependencies.ts';
import type { Limits } from '../../limits.ts';
import { signInWithLimits } from '../../sign-in-with-limits.ts';
import { fieldOf } from '../fields.ts';
import { visit } from '../visit.ts';
import type { Visit } from '../visit.ts';

/**
 * `/slack/link/<code>`: shows who in Slack asks to act with the reader's account, and joins them once the reader has
 * signed in to that very space and confirmed. Looking at it changes nothing.
 */
export function linkPage(dependencies: WebDependencies, limits: Limits): Router {
  const { slackLinks, sessions } = dependencies;
  const router = express.Router();

  router.get('/slack/link/:code', async (request, response) => {
    const shown = await shownFor(request, request.params.code);
    const at = await visit(dependencies, request, response, shown?.locale);
    if (!shown) return at.tell(410, 'account.page.expired.title', 'account.link_expired');
    at.show(200, pageOf(at, shown, request.params.code));
  });

  router.post('/slack/link/:code', async (request, response) => {
    const { code } = request.params;
    const shown = await shownFor(request, code);
    const at = await visit(dependencies, request, response, shown?.locale);
    if (!shown) return at.tell(410, 'account.page.expired.title', 'account.link_expired');
    if (fieldOf(request, 'answer') === 'refuse') {
      await slackLinks.refuse(code);
      return at.tell(200, 'account.page.link.refused.title', 'account.page.link.refused.text');
    }
    try {
      const by = await confirmer(at, request, shown.tenantId);
      const { personName, place } = await slackLinks.confirm(code, { ...by, requestId: at.requestId });
      if (by.token) setSessionCookie(response, by.token);
      const text = at.t('account.page.link.done.text', { person: personName, place });
      at.show(200, { title: at.t('account.page.link.done.title'), text });
    } catch (error) {
      if (!isNoxError(error, 'wrong_credentials') && !isNoxError(error, 'unauthenticated')) throw error;
      at.show(401, { ...pageOf(at, shown, code), warning: sayError(at.t, error) });
    }
  });

  /** The account that confirms: by the address and password sent along, else by the session. */
  async function confirmer(at: Visit, request: Request, tenantId: number) {
    const email = fieldOf(request, 'email');
    if (email !== undefined) {
      const credentials = { email, password: fieldOf(request, 'password') ?? '', tenantId };
      const result = await signInWithLimits(dependencies, limits, request.ip ?? '', credentials, {
        surface: 'web',
        requestId: at.requestId,
      });
      if (!('session' in result)) throw new NoxError('wrong_credentials');
      const { actor } = await sessions.verify(result.session.token);
      return {
        tenantId,
        userId: actor.userId,
        name: actor.name,
        surface: 'web',
        token: result.session.token,
      };
    }
    if (at.session?.tenant.id !== tenantId) throw new NoxError('unauthenticated');
    const { userId, name } = at.session.actor;
    return { tenantId, userId, name, surface: 'web', token: undefined };
  }

  /** A link's page, for who does not try one code after another. */
  async function shownFor(request: Request, code: string) {
    const address = request.ip ?? '';
    await limits.beforeLink(address);
    const shown = await slackLinks.show(code, 'link');
    if (!shown) await limits.deadLink(address);
    return shown;
  }

  return router;
}

function pageOf({ t, session }: Visit, shown: ShownSlackLink, code: string) {
  const action = `/slack/link/${code}`;
  const own = session?.tenant.id === shown.tenantId ? session : undefined;
  const fields: readonly Field[] = [
    { name: 'email', label: t('account.label.email'), type: 'email', autocomplete: 'username' },
    {
      name: 'password',
      label: t('account.label.password'),
      type: 'password',
      autocomplete: 'current-password',
    },
  ];
  const confirm: Form = { action, submit: t('account.page.link.confirm'), ...(own ? {} : { fields }) };
  const refuse: Form = { action, submit: t('account.page.link.refuse'), hidden: { answer: 'refuse' } };
  const note = own
    ? t('account.page.link.signed_in', { name: own.actor.name })
    : session && t('account.page.link.other_space');
  return {
    title: t('account.page.link.title'),
    text: [t('account.page.link.text'), note].filter(Boolean).join('\n'),
    facts: [
      { label: t('account.label.person'), value: shown.personName },
      { label: t('account.label.place'), value: shown.place },
      { label: t('account.label.space'), value: shown.tenantName },
    ],
    warning: t('account.page.link.warning'),
    forms: [confirm, refuse],
  };
}
