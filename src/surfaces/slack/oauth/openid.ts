import { randomBytes, randomUUID } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { decodeJwt } from 'jose';
import { isDatabaseTrouble } from '../../../core/trouble.ts';
import { safePath } from '../../http/safe-path.ts';
import { setSessionCookie } from '../../http/session-cookie.ts';
import type { SlackClients } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { identifyPerson } from '../actor/identify.ts';
import { slackErrorCode } from '../speak/reasons.ts';
import { showPage } from './show.ts';
import type { PageName, Way } from './show.ts';

const cookieName = 'nox_openid';
const again: readonly Way[] = [{ label: 'slack.page.openid.again', href: '/signin' }];
const join: readonly Way[] = [
  { label: 'slack.page.as_enterprise', href: '/slack/install?type=enterprise&new=1' },
  { label: 'slack.page.as_freelance', href: '/slack/install?type=freelance&new=1' },
];

/** Whom Slack says that the browser belongs to. */
interface SlackSubject {
  readonly userId: string;
  readonly teamId: string;
  readonly enterpriseId: string | undefined;
}

/**
 * `/slack/openid` and `/slack/openid/return`: Sign in with Slack (https://docs.slack.dev/authentication/sign-in-with-slack),
 * for people of a Slack where NOX is installed. The state is single use, kept on our side and bound to the browser; the
 * answer must carry the nonce that was begun with it. It proves who somebody is in Slack, nothing about their address.
 */
export function openIdRoutes(dependencies: SlackDependencies, clients: SlackClients): Router {
  const { config, signInStates, signIn, installations, messages, clock, log } = dependencies;
  const router = express.Router();
  const redirectUri = `${config.publicUrl}/slack/openid/return`;
  const cookieEnd = `Path=/slack; HttpOnly; SameSite=Lax${config.publicUrl.startsWith('https:') ? '; Secure' : ''}`;
  const authorizeUrl = new URL('/openid/connect/authorize', config.apiUrl ?? 'https://slack.com').href;

  router.get('/slack/openid', async (request, response) => {
    const browser = randomBytes(24).toString('base64url');
    const nonce = randomBytes(24).toString('base64url');
    const next = safePath(request.query.next, '/start');
    const state = await signInStates.begin({ nonce, next }, browser);
    const url = new URL(authorizeUrl);
    url.search = new URLSearchParams({
      response_type: 'code',
      scope: 'openid profile',
      client_id: config.clientId,
      redirect_uri: redirectUri,
      state,
      nonce,
    }).toString();
    response.setHeader('set-cookie', `${cookieName}=${browser}; Max-Age=600; ${cookieEnd}`);
    response.setHeader('cache-control', 'no-store');
    response.redirect(302, url.href);
  });

  router.get('/slack/openid/return', async (request, response) => {
    try {
      await finish(request, response);
    } catch (error) {
      log.error({ err: error, code: slackErrorCode(error) }, 'signing in with Slack failed');
      const down = isDatabaseTrouble(error);
      show(request, response, down ? 503 : 400, down ? 'unavailable' : 'openid_failed', again);
    }
  });

  async function finish(request: Request, response: Response): Promise<void> {
    const { code, state, error } = request.query;
    const browser = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
    const intent = typeof state === 'string' ? await signInStates.finish(state, browser) : undefined;
    if (!intent) return show(request, response, 400, 'openid_expired', again);
    response.append('set-cookie', `${cookieName}=; Max-Age=0; ${cookieEnd}`);
    if (typeof error === 'string') return show(request, response, 200, 'openid_refused', again);
    if (typeof code !== 'string') return show(request, response, 400, 'openid_expired', again);
    const subject = await exchange(code, intent.nonce);
    const key = { teamId: subject.teamId, enterpriseId: subject.enterpriseId, isEnterpriseInstall: false };
    const tenantId = await installations.findTenant(key);
    const spoken = tenantId === undefined ? undefined : await clients.of(tenantId, key);
    if (tenantId === undefined || !spoken) return show(request, response, 403, 'openid_no_space', join);
    const who = { slackUserId: subject.userId, claimedTeamId: subject.teamId };
    const found = await identifyPerson(dependencies, tenantId, spoken, key, who, '');
    if (found.kind === 'refused') return show(request, response, 403, 'openid_not_member', again);
    const from = { surface: 'web', requestId: randomUUID() };
    const { token } = await signIn.enterBySlack(tenantId, found.actor.userId, from);
    setSessionCookie(response, token);
    response.redirect(303, intent.next);
  }

  /**
   * The token comes from Slack itself over TLS, which is what vouches for it
   * (https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation, point 6). Errors: those of the Web API,
   * an Error where the answer is not for us, not for this sign-in, or too old.
   */
  async function exchange(code: string, nonce: string): Promise<SlackSubject> {
    const granted = await clients.anonymous().openid.connect.token({
      client_id: config.clientId,
      client_secret: config.clientSecret,
      code,
      redirect_uri: redirectUri,
    });
    const claims = decodeJwt(granted.id_token ?? '');
    const audience = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
    const expected = claims.iss === 'https://slack.com' && audience.includes(config.clientId);
    if (!expected || claims.nonce !== nonce || (claims.exp ?? 0) * 1000 < clock.now().getTime()) {
      throw new Error('the identity is not for this sign-in');
    }
    const info = await clients.withToken(granted.access_token ?? '').openid.connect.userInfo();
    const userId = info['https://slack.com/user_id'];
    const teamId = info['https://slack.com/team_id'];
    const same =
      userId === claims['https://slack.com/user_id'] && teamId === claims['https://slack.com/team_id'];
    if (!userId || !teamId || !same) throw new Error('the identity is incomplete');
    return { userId, teamId, enterpriseId: info['https://slack.com/enterprise_id'] };
  }

  function show(request: Request, response: Response, status: number, name: PageName, ways: readonly Way[]) {
    showPage(messages, request, response, status, name, { ways });
  }

  return router;
}
