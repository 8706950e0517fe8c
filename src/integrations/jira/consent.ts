import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Consent, Environment, Verified } from '../provider.ts';
import { allowedSites, appOf, endGrant, exchange } from './atlassian.ts';
import { plainName } from '../plain-name.ts';
import { nameOfHost } from './configuration.ts';
import type { JiraConfiguration } from './configuration.ts';
import { connectJira } from './connection.ts';
import { permissionsOf, whoAmI } from './directory.ts';

const service = 'Jira';
/** The least that the verbs need (https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps). */
const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user', 'offline_access'];
/** A token that ends within this is renewed: work that begins with it has time to end. */
const renewBeforeMs = 5 * 60_000;

/**
 * Jira Cloud by consent: OAuth 2.0 (3LO), https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps. Tokens
 * last an hour; each refresh token counts once, and the next one comes with the answer.
 */
export const jiraConsent: Consent<JiraConfiguration> = {
  isOffered: ({ apps }) => apps?.jira !== undefined,
  askAt({ state, redirectUri }, environment) {
    const { authUrl, clientId } = appOf(environment);
    const url = new URL(`${authUrl}/authorize`);
    url.search = new URLSearchParams({
      audience: 'api.atlassian.com',
      client_id: clientId,
      scope: scopes.join(' '),
      redirect_uri: redirectUri,
      state,
      response_type: 'code',
      prompt: 'consent',
    }).toString();
    return url;
  },
  async finish({ query, redirectUri }, environment, signal, now) {
    const code = query['code'] ?? '';
    const given = { grant_type: 'authorization_code', code, redirect_uri: redirectUri } as const;
    const granted = await exchange(environment, given, service, now, signal);
    if (!granted) throw refusal('consent.reason.code');
    const { token, refreshToken, expiresAt } = granted;
    const sites = await allowedSites(environment, token, signal);
    if (sites.length === 0) throw refusal('jira.reason.no_site');
    return sites.map(({ cloudId, name, url }) => ({
      label: `${name} (${new URL(url).host})`,
      configuration: {
        baseUrl: `${appOf(environment).apiUrl}/ex/jira/${cloudId}`,
        siteUrl: url,
        deployment: 'cloud',
        token,
        consent: { cloudId, siteName: name, refreshToken, expiresAt },
      },
    }));
  },
  verify: tryJira,
  placeOf: ({ consent }) => consent?.cloudId,
  renewal: {
    standing({ consent }, now) {
      const left = consent ? consent.expiresAt - now.getTime() : Number.POSITIVE_INFINITY;
      return left > renewBeforeMs ? 'fresh' : left > 0 ? 'due' : 'over';
    },
    async renew(configuration, environment, now, name, signal) {
      const { consent } = configuration;
      if (!consent) return configuration;
      const given = { grant_type: 'refresh_token', refresh_token: consent.refreshToken } as const;
      const granted = await exchange(environment, given, name, now, signal);
      if (!granted) throw new NoxError('upstream_auth', { service, name }, { sentence: 'consent.lost' });
      const { token, refreshToken, expiresAt } = granted;
      return { ...configuration, token, consent: { ...consent, refreshToken, expiresAt } };
    },
  },
  async revoke({ consent }, environment, signal) {
    if (consent) await endGrant(environment, consent.refreshToken, signal);
  },
};

/** Tries a site's token as the person who allowed it, and reads what may be shown. */
async function tryJira(
  configuration: JiraConfiguration,
  environment: Environment,
  signal: AbortSignal,
): Promise<Verified<JiraConfiguration>> {
  const { host, hostname } = new URL(configuration.siteUrl);
  const connection = connectJira(configuration, environment, host, signal);
  try {
    const { name } = await whoAmI(connection);
    const may = await permissionsOf(connection, ['BROWSE_PROJECTS', 'CREATE_ISSUES']);
    if (!may.includes('BROWSE_PROJECTS')) throw refusal('jira.reason.no_projects');
    const access = may.includes('CREATE_ISSUES') ? 'write' : 'read';
    return {
      configuration,
      suggestedName: nameOfHost(hostname) ?? (plainName(configuration.consent?.siteName ?? '') || hostname),
      details: { account: name.slice(0, 100), host, version: 'Cloud', access },
    };
  } catch (error) {
    if (isNoxError(error, 'upstream_auth')) throw refusal('consent.reason.code', error);
    if (isNoxError(error, 'upstream_scope')) throw refusal('jira.reason.no_access', error);
    throw error;
  } finally {
    await connection.close();
  }
}

function refusal(reason: string, cause?: unknown): NoxError {
  return new NoxError('credential_refused', { service, reason }, cause === undefined ? {} : { cause });
}
