import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { isNoxError, NoxError } from '../../../core/errors.ts';
import { mayDo, tenantTypes } from '../../../core/roles.ts';
import { sayError } from '../../../messages/translate.ts';
import type { InstallIntent } from '../../../tenancy/slack-onboarding.ts';
import type { SlackClients } from '../clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { slackErrorCode } from '../reasons.ts';
import { botScopes } from '../scopes.ts';
import { exchangeCode, InstallMismatch } from './exchange.ts';
import { localeOfRequest, showPage } from './show.ts';
import type { PageName, Way } from './show.ts';
import { welcome } from './welcome.ts';

const cookieName = 'nox_install';
const cookieSeconds = 600;

const again: readonly Way[] = [
  { label: 'slack.page.as_enterprise', href: '/slack/install?type=enterprise' },
  { label: 'slack.page.as_freelance', href: '/slack/install?type=freelance' },
];

/**
 * `/slack/install?type=enterprise|freelance` and `/slack/oauth_redirect`. The state is single use, kept on our side
 * and bound to the browser by a cookie. A signed-in person's flow is bound to their tenant: by a Bearer token, or by
 * `token` in a form that one of our own pages posts.
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
    ways: readonly Way[] = again,
    said?: string,
  ) => showPage(messages, request, response, status, name, ways, said);

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
      if (isNoxError(error, 'unauthenticated')) return show(request, response, 401, 'signed_out', []);
      if (isNoxError(error, 'forbidden')) return show(request, response, 403, 'forbidden', []);
      fail(request, response, error);
    }
  }

  function fail(request: Request, response: Response, error: unknown): void {
    if (isNoxError(error, 'conflict')) {
      const said = sayError(messages(localeOfRequest(request)), error);
      return show(request, response, 409, 'conflict', [], said);
    }
    const code = slackErrorCode(error);
    log.error({ err: error, code }, 'an installation failed');
    show(request, response, code || error instanceof InstallMismatch ? 400 : 502, 'failed');
  }

  router.get('/slack/install', async (request, response) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token) return beginSignedIn(token, request, response);
    const type = tenantTypes.find((each) => each === request.query.type);
    if (!type) return show(request, response, 200, 'choose');
    await begin({ type }, response).catch((error: unknown) => fail(request, response, error));
  });

  router.post(
    '/slack/install',
    express.urlencoded({ extended: false, limit: '16kb' }),
    (request, response) => {
      // Another site must not make somebody's browser install NOX into its own tenant.
      if (request.headers.origin !== new URL(config.publicUrl).origin) {
        return show(request, response, 403, 'restart');
      }
      const { token } = (request.body ?? {}) as { token?: unknown };
      return beginSignedIn(typeof token === 'string' ? token : '', request, response);
    },
  );

  router.get('/slack/oauth_redirect', (request, response) =>
    finish(request, response).catch((error: unknown) => fail(request, response, error)),
  );

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
    const { tenantId } = await onboarding.comeAboard(intent, record, installer);
    if (user) await installations.saveUser(tenantId, record.key, installer.slackUserId, user);
    const appId = typeof record.bot.appId === 'string' ? record.bot.appId : '';
    const href = `https://slack.com/app_redirect?app=${encodeURIComponent(appId)}`;
    const open: readonly Way[] = appId ? [{ label: 'slack.page.open_slack', href }] : [];
    show(request, response, 200, record.key.isEnterpriseInstall ? 'success_org' : 'success', open);
    await welcome(clients, messages, tenantId, record.key, installer);
  }

  return router;
}
