import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { isNoxError } from '../../../core/errors.ts';
import { localeOf } from '../../../core/locale.ts';
import type { TenantType } from '../../../core/roles.ts';
import { sayError } from '../../../messages/translate.ts';
import type { MessageKey } from '../../../messages/translate.ts';
import type { InstallIntent } from '../../../tenancy/slack-onboarding.ts';
import type { SlackClients } from '../clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { botScopes } from '../scopes.ts';
import { exchangeCode, InstallMismatch } from './exchange.ts';
import { page } from './page.ts';
import type { PageLink } from './page.ts';

const cookieName = 'nox_install';
const cookieSeconds = 600;

/**
 * `/slack/install?type=enterprise|freelance` and `/slack/oauth_redirect`. The state is single use, kept on our side
 * and bound to the browser by a cookie; a signed-in person's flow (Bearer token, or `token` posted by a form) is
 * bound to their tenant.
 */
export function installRoutes(dependencies: SlackDependencies, clients: SlackClients): Router {
  const { config, states, onboarding, sessions, messages, log } = dependencies;
  const router = express.Router();
  const redirectUri = `${config.publicUrl}/slack/oauth_redirect`;
  const secure = config.publicUrl.startsWith('https:');
  const authorizeUrl = config.apiUrl
    ? new URL('/oauth/v2/authorize', config.apiUrl).href
    : 'https://slack.com/oauth/v2/authorize';

  function show(
    request: Request,
    response: Response,
    status: number,
    key: string,
    links: readonly PageLink[] = [],
    said?: string,
  ): void {
    const locale = localeOf(request.acceptsLanguages('fr', 'en') || undefined);
    const t = messages(locale);
    const title = t(`slack.page.${key}.title` as MessageKey);
    const text = said ?? t(`slack.page.${key}.text` as MessageKey);
    const html = page({
      locale,
      title,
      text,
      links: links.map((each) => ({ ...each, label: t(each.label as MessageKey) })),
    });
    response
      .status(status)
      .setHeader(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      )
      .setHeader('cache-control', 'no-store')
      .setHeader('x-content-type-options', 'nosniff')
      .setHeader('referrer-policy', 'no-referrer')
      .type('html')
      .send(html);
  }

  const again: readonly PageLink[] = [
    { label: 'slack.page.as_enterprise', href: '/slack/install?type=enterprise' },
    { label: 'slack.page.as_freelance', href: '/slack/install?type=freelance' },
  ];

  async function intentOf(request: Request): Promise<InstallIntent | undefined> {
    const token = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token) {
      const { tenant, actor } = await sessions.verify(token);
      return { type: tenant.type, tenantId: tenant.id, userId: actor.userId };
    }
    const { type } = request.query;
    return type === 'enterprise' || type === 'freelance' ? { type: type satisfies TenantType } : undefined;
  }

  router.get('/slack/install', async (request, response) => {
    const intent = await intentOf(request).catch(() => undefined);
    if (!intent) return show(request, response, 200, 'choose', again);
    const browser = randomBytes(24).toString('base64url');
    const state = await states.begin(intent, browser);
    response.setHeader(
      'set-cookie',
      `${cookieName}=${browser}; Path=/slack; HttpOnly; SameSite=Lax; Max-Age=${cookieSeconds}${secure ? '; Secure' : ''}`,
    );
    const url = new URL(authorizeUrl);
    url.search = new URLSearchParams({
      client_id: config.clientId,
      scope: botScopes.join(','),
      user_scope: '',
      redirect_uri: redirectUri,
      state,
    }).toString();
    response.redirect(302, url.href);
  });

  router.get('/slack/oauth_redirect', async (request, response) => {
    const { code, state, error } = request.query;
    const browser = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
    response.setHeader(
      'set-cookie',
      `${cookieName}=; Path=/slack; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`,
    );
    // An install begun in an organisation's admin page comes without state: it begins again from our side.
    if (typeof state !== 'string' || state === '') return show(request, response, 400, 'restart', again);
    const intent = await states.finish(state, browser);
    if (!intent) return show(request, response, 400, 'expired', again);
    if (typeof error === 'string') return show(request, response, 200, 'refused', again);
    if (typeof code !== 'string') return show(request, response, 400, 'restart', again);
    try {
      const { record, installer, user } = await exchangeCode(dependencies, clients, code, redirectUri);
      const aboard = await onboarding.comeAboard(intent, record, installer);
      if (user)
        await dependencies.installations.saveUser(aboard.tenantId, record.key, installer.slackUserId, user);
      const appId = typeof record.bot.appId === 'string' ? record.bot.appId : '';
      const open = {
        label: 'slack.page.open_slack',
        href: `https://slack.com/app_redirect?app=${encodeURIComponent(appId)}`,
      };
      return show(
        request,
        response,
        200,
        record.key.isEnterpriseInstall ? 'success_org' : 'success',
        appId ? [open] : [],
      );
    } catch (failure) {
      if (failure instanceof InstallMismatch) return show(request, response, 400, 'failed', again);
      if (isNoxError(failure)) {
        const t = messages(localeOf(request.acceptsLanguages('fr', 'en') || undefined));
        return show(
          request,
          response,
          failure.code === 'conflict' ? 409 : 400,
          'conflict',
          [],
          sayError(t, failure),
        );
      }
      log.error({ err: failure }, 'an installation failed');
      return show(request, response, 502, 'failed', again);
    }
  });
  return router;
}
