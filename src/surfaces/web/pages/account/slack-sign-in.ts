import express from 'express';
import type { Request, Router } from 'express';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import type { WebDependencies } from '../../dependencies.ts';
import type { Limits } from '../../limits.ts';
import { visit } from '../visit.ts';

/**
 * `/slack/signin/<code>`: opens a session for the Slack person that the link was given to. Looking at it changes nothing
 * (link previews look too); pressing the button does, once.
 */
export function slackSignInPage(dependencies: WebDependencies, limits: Limits): Router {
  const { slackLinks, sessions } = dependencies;
  const router = express.Router();

  router.get('/slack/signin/:code', async (request, response) => {
    const shown = await shownFor(request, request.params.code);
    const { t, show, tell } = await visit(dependencies, request, response, shown?.locale);
    if (!shown) return tell(410, 'account.page.expired.title', 'account.link_expired');
    show(200, {
      title: t('account.page.signin.title'),
      text: t('account.page.signin.text'),
      facts: [
        { label: t('account.label.person'), value: shown.personName },
        { label: t('account.label.place'), value: shown.place },
        { label: t('account.label.space'), value: shown.tenantName },
      ],
      warning: t('account.page.signin.warning'),
      forms: [{ action: `/slack/signin/${request.params.code}`, submit: t('account.page.signin.confirm') }],
    });
  });

  router.post('/slack/signin/:code', async (request, response) => {
    await limits.beforeLink(request.ip ?? '');
    const { tenantId, userId } = await slackLinks.signIn(
      request.params.code,
      String(response.locals.requestId),
    );
    setSessionCookie(response, (await sessions.issue(tenantId, userId)).token);
    response.redirect(303, '/start');
  });
  /** A link's page, for who does not try one code after another. */
  async function shownFor(request: Request, code: string) {
    const address = request.ip ?? '';
    await limits.beforeLink(address);
    const shown = await slackLinks.show(code, 'signin');
    if (!shown) await limits.deadLink(address);
    return shown;
  }

  return router;
}
