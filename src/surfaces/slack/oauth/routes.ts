import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { isNoxError, NoxError } from '../../../core/errors.ts';
import { mayDo, tenantTypes } from '../../../core/roles.ts';
import { isDatabaseTrouble } from '../../../core/trouble.ts';
import { sayError } from '../../../messages/translate.ts';
import type { InstallIntent } from '../../../tenancy/slack-onboarding.ts';
import { localeOfRequest } from '../../http/locale-of-request.ts';
import { claimOf, isSameOrigin } from '../../http/session-cookie.ts';
import type { SlackClients } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { slackErrorCode } from '../speak/reasons.ts';
import { botScopes } from '../installation/scopes.ts';
import { exchangeCode, InstallMismatch } from './exchange.ts';
import { showPage } from './show.ts';
import type { PageName, Shown, Way } from './show.ts';
import { welcome } from './welcome.ts';

const cookieName = 'nox_install';
const cookieSeconds = 600;

const again: readonly Way[] = [
  { label: 'slack.page.as_enterprise', href: '/slack/install?type=enterprise' },
  { label: 'slack.page.as_freelance', href: '/slack/install?type=freelance' },
];

/**
 * `/slack/install?type=enterprise|freelance` and `/slack/oauth_redirect`. The state is single use, kept on our side
 * and bound to the browser by a cookie. A signed-in person's flow is bound to their tenant, by a Bearer token or by the
 * session's cookie; `new=1` sets the session aside, for who wants another space.
 */
export function installRoutes(dependencies: SlackDependencies, clients: SlackClients): Router {
  const { config, states, onboarding, sessions, installations, messages, log } = dependencies;
  const router = express.Router();
  const redirectUri = `${config.publicUrl}/slack/oauth_redirect`;
  const cookieEnd = `Path=/slack; HttpOnly; SameSite=Lax${config.publicUrl.startsWith('https:') ? '; Secure' : ''}`;
  const authorizeUrl = config.apiUrl
    ? new URL('/oauth/v2/authorize', config.apiUrl).href
    : 'https://slack.com/oauth/v2/authorize';

  const show = (
    request: Request,
    response: Response,
    status: number,
    name: PageName,
    shown: Shown = { ways: again },
  ) => showPage(messages, request, response, status, name, shown);

  /** A signed-in person's tenant. Errors: `unauthenticated`; `forbidden` for who may not manage the tenant. */
  async function boundIntent(token: string): Promise<InstallIntent> {
    const { tenant, actor } = await sessions.verify(token);
    if (!mayDo(actor.role, 'tenant:manage')) {
      throw new NoxError('forbidden', { role: tenant.type === 'enterprise' ? 'admin' : 'freelance' });
    }
    return { type: tenant.type, tenantId: tenant.id, userId: actor.userId };
  }

  async function begin(intent: InstallIntent, response: Response): Promise<void> {
    const browser = randomBytes(24).toString('base64url');
    const state = await states.begin(intent, browser);
    const url = new URL(authorizeUrl);
    url.search = new URLSearchParams({
      client_id: config.clientId,
      scope: botScopes.join(','),
      user_scope: '',
      redirect_uri: redirectUri,
      state,
    }).toString();
    response.setHeader('set-cookie', `${cookieName}=${browser}; Max-Age=${cookieSeconds}; ${cookieEnd}`);
    response.setHeader('cache-control', 'no-store');
    response.redirect(302, url.href);
  }

  async function beginSignedIn(token: string, request: Request, response: Response): Promise<void> {
    try {
      await begin(await boundIntent(token), response);
    } catch (error) {
      const other = { ways: again.map((way) => ({ ...way, href: `${way.href}&new=1` })) };
      if (isNoxError(error, 'unauthenticated')) return show(request, response, 401, 'signed_out', other);
      if (isNoxError(error, 'forbidden')) return show(request, response, 403, 'forbidden', other);
      throw error;
    }
  }

  function fail(request: Request, response: Response, error: unknown): void {
    if (isNoxError(error) && ['conflict', 'plan_limit', 'payment_required'].includes(error.code)) {
      const said = sayError(messages(localeOfRequest(request)), error);
      return show(request, response, 409, 'conflict', { said });
    }
    if (isNoxError(error, 'rate_limited')) {
      response.setHeader('retry-after', String(error.params.seconds ?? 1));
      const said = sayError(messages(localeOfRequest(request)), error);
      return show(request, response, 429, 'failed', { said });
    }
    const code = slackErrorCode(error);
    log.error({ err: error, code }, 'an installation failed');
    if (isDatabaseTrouble(error)) return show(request, response, 503, 'unavailable');
    show(request, response, code || error instanceof InstallMismatch ? 400 : 502, 'failed');
  }

  const guarded =
    (work: (request: Request, response: Response) => Promise<void> | void) =>
    async (request: Request, response: Response): Promise<void> => {
      try {
        await work(request, response);
      } catch (error) {
        fail(request, response, error);
      }
    };

  router.get(
    '/slack/install',
    guarded(async (request, response) => {
      const type = tenantTypes.find((each) => each === request.query.type);
      const claim = request.query.new === '1' ? undefined : claimOf(request);
      if (claim?.by === 'bearer') return beginSignedIn(claim.token, request, response);
      if (claim) {
        // Another site must not make somebody's browser install NOX into its own tenant: there a button asks first.
        if (!/^(cross|same)-site$/.test(String(request.headers['sec-fetch-site'] ?? '')))
          return beginSignedIn(claim.token, request, response);
        const leadsTo = new URL(authorizeUrl).origin;
        const button = { label: 'slack.page.signed_in.button', action: '/slack/install', leadsTo } as const;
        return show(request, response, 200, 'signed_in', { button });
      }
      if (!type) return show(request, response, 200, 'choose');
      await begin({ type }, response);
    }),
  );

  router.post(
    '/slack/install',
    guarded((request, response) => {
      if (!isSameOrigin(request, config.publicUrl)) return show(request, response, 403, 'restart');
      return beginSignedIn(claimOf(request)?.token ?? '', request, response);
    }),
  );

  router.get('/slack/oauth_redirect', guarded(finish));

  async function finish(request: Request, response: Response): Promise<void> {
    const { code, state, error } = request.query;
    // An install begun in an organisation's admin page comes without state: it begins again from our side.
    if (typeof state !== 'string' || state === '') return show(request, response, 400, 'restart');
    const browser = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
    const intent = await states.finish(state, browser);
    if (!intent) return show(request, response, 400, 'expired');
    response.setHeader('set-cookie', `${cookieName}=; Max-Age=0; ${cookieEnd}`);
    if (typeof error === 'string') return show(request, response, 200, 'refused');
    if (typeof code !== 'string' || code === '') return show(request, response, 400, 'restart');
    const { record, installer, user } = await exchangeCode(dependencies, clients, code, redirectUri);
    const { tenantId, created } = await onboarding.comeAboard(intent, record, installer);
    if (user) await installations.saveUser(tenantId, record.key, installer.slackUserId, user);
    const appId = typeof record.bot.appId === 'string' ? record.bot.appId : '';
    const href = `https://slack.com/app_redirect?app=${encodeURIComponent(appId)}`;
    const ways: readonly Way[] = appId ? [{ label: 'slack.page.open_slack', href }] : [];
    // Who renews the installation of a space that stands gains nothing by it, whatever kind they chose, and is told so.
    if (!created && intent.tenantId === undefined)
      return show(request, response, 200, 'success_again', { ways });
    show(request, response, 200, record.key.isEnterpriseInstall ? 'success_org' : 'success', { ways });
    await welcome(clients, installations, messages, tenantId, record.key, installer);
  }

  return router;
}
