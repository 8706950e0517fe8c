import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import type { AtlassianApp, Environment } from '../provider.ts';
import { jiraError, requestSeconds } from './errors.ts';
import type { Answered } from './errors.ts';

const service = 'Jira';

/** What Atlassian's authorization server gives for a code, or for a refresh token. */
export interface Granted {
  readonly token: string;
  readonly refreshToken: string;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A site that the person allowed. */
export interface AllowedSite {
  readonly cloudId: string;
  readonly name: string;
  readonly url: string;
}

const grantedShape = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});
const resourcesShape = z.array(
  z.object({
    id: z.string().regex(/^[\w-]{1,100}$/),
    name: z.string(),
    url: z.url(),
    scopes: z.array(z.string()),
  }),
);
/** What OAuth says where a code or a refresh token is worth nothing: refused for good, whoever asks again. */
const worthless = ['invalid_grant', 'unauthorized_client', 'access_denied'];

/** NOX as Atlassian knows it. */
export function appOf({ apps }: Environment): AtlassianApp {
  if (!apps?.jira) throw new Error('NOX is not registered with Atlassian');
  return apps.jira;
}

/**
 * Exchanges a code, or a refresh token, which count once each
 * (https://developer.atlassian.com/cloud/oauth/getting-started/refresh-tokens). Errors: undefined where it is worth
 * nothing; `credential_refused` where NOX itself is not known there; `upstream_*`.
 */
export async function exchange(
  environment: Environment,
  given:
    | { readonly grant_type: 'authorization_code'; readonly code: string; readonly redirect_uri: string }
    | { readonly grant_type: 'refresh_token'; readonly refresh_token: string },
  name: string,
  now: Date,
  signal: AbortSignal,
): Promise<Granted | undefined> {
  const { authUrl, clientId, clientSecret } = appOf(environment);
  const body = { ...given, client_id: clientId, client_secret: clientSecret };
  const answered = await send(environment, `${authUrl}/oauth/token`, { method: 'POST', body }, signal);
  if (answered.kind === 'answer' && answered.status >= 400 && answered.status < 500) {
    const said = errorOf(answered.text);
    if (worthless.includes(said)) return undefined;
    if (said === 'invalid_client')
      throw new NoxError('credential_refused', { service, reason: 'consent.reason.app' });
  }
  const granted = read(answered, grantedShape, name);
  return {
    token: granted.access_token,
    refreshToken: granted.refresh_token,
    expiresAt: now.getTime() + granted.expires_in * 1_000,
  };
}

/** The Jira sites that a token reaches; other products' are left out. Errors: `upstream_*`. */
export async function allowedSites(
  environment: Environment,
  token: string,
  signal: AbortSignal,
): Promise<readonly AllowedSite[]> {
  const url = `${appOf(environment).apiUrl}/oauth/token/accessible-resources`;
  const answered = await send(environment, url, { method: 'GET', token }, signal);
  return read(answered, resourcesShape, service)
    .filter(({ scopes }) => scopes.some((scope) => scope.endsWith(':jira-work')))
    .map(({ id, name, url: site }) => ({ cloudId: id, name, url: site.replace(/\/+$/, '') }));
}

/**
 * Ends a refresh token and what came of it. The address is the `revocation_endpoint` of Atlassian's authorization
 * server's own metadata (https://www.rfc-editor.org/rfc/rfc7009); the guide of OAuth 2.0 (3LO) does not name it.
 * Errors: `upstream_*`.
 */
export async function endGrant(
  environment: Environment,
  refreshToken: string,
  signal: AbortSignal,
): Promise<void> {
  const { authUrl, clientId, clientSecret } = appOf(environment);
  const body = {
    token: refreshToken,
    token_type_hint: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
  };
  const answered = await send(environment, `${authUrl}/oauth/revoke`, { method: 'POST', body }, signal);
  if (answered.kind === 'failure' || answered.status >= 300)
    throw jiraError(answered, service, { what: 'oauth/revoke' });
}

async function send(
  { egress }: Environment,
  url: string,
  { method, body, token }: { method: 'GET' | 'POST'; body?: object; token?: string },
  signal: AbortSignal,
): Promise<Answered> {
  const door = egress.open(new URL(url).origin);
  try {
    const answer = await door.fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'nox',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestSeconds * 1_000)]),
    });
    const { status, headers } = answer;
    return { kind: 'answer', status, headers, text: await answer.text() };
  } catch (error) {
    return { kind: 'failure', error };
  } finally {
    await door.close();
  }
}

function read<T>(answered: Answered, shape: z.ZodType<T>, name: string): T {
  if (answered.kind === 'failure' || answered.status >= 300)
    throw jiraError(answered, name, { what: 'OAuth' });
  const parsed = shape.safeParse(json(answered.text));
  if (parsed.success) return parsed.data;
  throw jiraError({ kind: 'failure', error: parsed.error }, name, { what: 'OAuth' });
}

function errorOf(text: string): string {
  const body = json(text) as { error?: unknown } | undefined;
  return typeof body?.error === 'string' ? body.error : '';
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
