import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConsentDoor } from '../oauth/door.ts';
import type { RegisteredApp } from '../oauth/door.ts';
import { bodyOf, parsed, sendHtml, sendJson } from '../oauth/http.ts';
import { consentPage, unknownAppPage } from '../oauth/page.ts';
import { Grants } from './grants.ts';
import type { Grant } from './grants.ts';
import type { SimulatedJira } from './jira.ts';

/** Atlassian's authorization server and the one address of all sites' API, in front of several Jiras. */
export interface SimulatedAtlassian {
  readonly url: string;
  /** Where the app may have people sent back to. */
  register(redirectUri: string): void;
  /** How often a refresh token was exchanged, and how often that was refused. */
  readonly renewals: { done: number; refused: number };
  /** How many consents the app itself ended. */
  readonly ended: { count: number };
  /** As when the person takes the app out of their account. */
  withdraw(): void;
  /** The next exchanges of a refresh token fail so, before anything is exchanged. */
  failRenewals(times: number): void;
  close(): Promise<void>;
}

/** A site as people know it: where it is read, and as whom the person at the consent page works there. */
export interface CloudSite {
  readonly jira: SimulatedJira;
  readonly url: string;
  readonly as: string;
}

export interface AtlassianOptions {
  readonly app: RegisteredApp;
  readonly sites: readonly CloudSite[];
  readonly now?: () => Date;
}

const asks = [
  'Voir les tickets et les projets Jira',
  'Créer et modifier des tickets Jira',
  'Voir les personnes de Jira',
];

/**
 * Starts it on 127.0.0.1 over http: https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps. Errors: an Error
 * for a site that does not know the person who works there.
 */
export async function startAtlassian(options: AtlassianOptions): Promise<SimulatedAtlassian> {
  const { app, sites, now = () => new Date() } = options;
  for (const { jira, as } of sites)
    if (!jira.site.knows(as)) throw new Error(`${jira.site.title} has no ${as}`);
  const door = new ConsentDoor<Grant>(app, now);
  const grants = new Grants(now);
  const renewals = { done: 0, refused: 0 };
  const ended = { count: 0 };
  let failing = 0;

  function consent(method: string, query: URLSearchParams, form: URLSearchParams, response: ServerResponse) {
    const asked = query.get('audience') === 'api.atlassian.com' ? door.read(query) : undefined;
    if (!asked) return sendHtml(response, 400, unknownAppPage('Atlassian'));
    if (method !== 'POST') {
      const boxes = sites.map(({ jira, url }) => ({
        value: jira.site.cloudId,
        label: `${jira.site.title} (${new URL(url).host})`,
      }));
      return sendHtml(
        response,
        200,
        consentPage('Atlassian', asks, [{ heading: 'Vos sites', name: 'site', boxes }]),
      );
    }
    const chosen = form.getAll('site');
    const people = new Map(
      sites
        .filter(({ jira }) => chosen.includes(jira.site.cloudId))
        .map(({ jira, as }) => [jira.site.cloudId, as] as const),
    );
    const allowed = form.get('decision') === 'allow';
    const to = allowed ? door.allow(asked, { scope: asked.scope, people }) : door.refuse(asked);
    response.writeHead(302, { location: to }).end();
  }

  function token(body: Record<string, unknown>, response: ServerResponse): void {
    if (!door.isApp(body['client_id'], body['client_secret']))
      return sendJson(response, 401, { error: 'invalid_client', error_description: 'Unauthorized' });
    if (body['grant_type'] === 'authorization_code') {
      const grant = door.redeem(body['code'], body['redirect_uri']);
      const said = { error: 'invalid_grant', error_description: 'Invalid authorization code' };
      return grant ? sendJson(response, 200, grants.begin(grant)) : sendJson(response, 403, said);
    }
    if (body['grant_type'] !== 'refresh_token')
      return sendJson(response, 403, { error: 'unsupported_grant_type' });
    if (failing-- > 0) return sendJson(response, 503, { message: 'upstream connect error' });
    failing = 0;
    const renewed = grants.renew(body['refresh_token']);
    renewals[renewed ? 'done' : 'refused'] += 1;
    const said = { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' };
    if (renewed) sendJson(response, 200, renewed);
    else sendJson(response, 403, said);
  }

  function revoke(body: Record<string, unknown>, response: ServerResponse): void {
    if (!door.isApp(body['client_id'], body['client_secret']))
      return sendJson(response, 401, { error: 'invalid_client' });
    if (grants.end(body['token'])) ended.count += 1;
    response.writeHead(200).end();
  }

  function resources(grant: Grant): readonly Record<string, unknown>[] {
    return sites
      .filter(({ jira }) => grant.people.has(jira.site.cloudId))
      .map(({ jira, url }) => ({
        id: jira.site.cloudId,
        url,
        name: jira.site.title,
        scopes: grant.scope.filter((each) => each !== 'offline_access'),
        avatarUrl: `${url}/avatar.png`,
      }));
  }

  /** The API's address: `/ex/jira/<cloudId>/rest/…`, by a token of that site, with the scope that the act takes. */
  async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, bearer = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const grant = grants.of(bearer);
    if (!grant) return sendJson(response, 401, { code: 401, message: 'Unauthorized' });
    if (url.pathname === '/oauth/token/accessible-resources')
      return sendJson(response, 200, resources(grant));
    const [, cloudId = '', path = ''] = /^\/ex\/jira\/([\w-]+)(\/rest\/.*)$/.exec(url.pathname) ?? [];
    const site = sites.find(({ jira }) => jira.site.cloudId === cloudId);
    const as = grant.people.get(cloudId);
    if (!site || as === undefined)
      return sendJson(response, 404, { code: 404, message: 'No message available' });
    if (!grant.scope.includes(scopeFor(request.method ?? 'GET', path)))
      return sendJson(response, 401, { code: 401, message: 'Unauthorized; scope does not match' });
    await site.jira.site.serve(request, response, as, `${path}${url.search}`);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request;
    const url = new URL(request.url ?? '/', 'http://atlassian');
    if (url.pathname === '/authorize') {
      const form = new URLSearchParams(method === 'POST' ? await bodyOf(request) : '');
      return consent(method, url.searchParams, form, response);
    }
    if (url.pathname === '/oauth/token') return token(parsed(await bodyOf(request)), response);
    if (url.pathname === '/oauth/revoke') return revoke(parsed(await bodyOf(request)), response);
    await api(request, response, url);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    register: (redirectUri) => door.register(redirectUri),
    renewals,
    ended,
    withdraw: () => grants.endAll(),
    failRenewals: (times) => void (failing = times),
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}

/** https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps */
function scopeFor(method: string, path: string): string {
  if (/\/(?:myself|user)(?:\/|$)/.test(path)) return 'read:jira-user';
  return method === 'GET' || path.includes('/search') ? 'read:jira-work' : 'write:jira-work';
}
