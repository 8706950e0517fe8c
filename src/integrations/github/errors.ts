import { isNoxError, NoxError } from '../../core/errors.ts';
import { suspended } from './app/errors.ts';
import { explain } from './refusals.ts';

interface Answer {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly data?: unknown;
}

const service = 'GitHub';

/** An error of GitHub's API or of the way there, in NOX's terms; never GitHub's body. */
export function githubError(error: unknown, name: string, what: string): NoxError {
  if (isNoxError(error)) return error;
  if (error instanceof Error && isNoxError(error.cause)) return error.cause;
  const { status, response } = (error ?? {}) as { status?: unknown; response?: Answer };
  if (error instanceof Error && /Abort|Timeout/.test(error.name))
    return new NoxError('upstream_timeout', { service, name, seconds: 10 }, { cause: error });
  // Octokit gives 500 to errors that never reached GitHub; those have no response.
  if (typeof status !== 'number' || !response)
    return new NoxError('upstream_unreachable', { service, name }, { cause: error });
  const limited = rateLimit(status, response);
  if (limited !== undefined) return limited;
  if (status === 401) return new NoxError('upstream_auth', { service, name });
  if (status === 403) return forbidden(response, name, what);
  if (status === 404) return missing(error, response, name, what);
  if ([400, 405, 409, 410, 422].includes(status)) {
    const { sentence, params } = explain(status, response.data);
    return new NoxError('upstream_invalid', { service, what, ...params }, { sentence });
  }
  return new NoxError('upstream_failed', { service, status });
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function rateLimit(status: number, { headers, data }: Answer): NoxError | undefined {
  if (status !== 429 && status !== 403) return undefined;
  const retry = Number(headers['retry-after']);
  const reset =
    headers['x-ratelimit-remaining'] === '0'
      ? Number(headers['x-ratelimit-reset']) - Date.now() / 1000
      : Number.NaN;
  const secondary = /secondary rate limit|abuse detection/i.test(JSON.stringify(data ?? ''));
  if (status === 403 && !(retry > 0) && !(reset > 0) && !secondary) return undefined;
  const seconds = retry > 0 ? Math.ceil(retry) : reset > 0 ? Math.ceil(reset) : 60;
  const params = { service, seconds, minutes: Math.ceil(seconds / 60) };
  return new NoxError(
    'upstream_rate_limited',
    params,
    seconds > 120 ? { sentence: 'github.rate_limited' } : {},
  );
}

function forbidden(response: Answer, name: string, what: string): NoxError {
  const { headers } = response;
  // https://docs.github.com/en/enterprise-cloud@latest/authentication/authenticating-with-saml-single-sign-on
  if (headers['x-github-sso'])
    return new NoxError('upstream_scope', { service, name, scope: 'SSO' }, { sentence: 'github.sso' });
  const halted = suspended(response.data, name);
  if (halted) return halted;
  const refusal = explain(403, response.data);
  if (refusal.isKnown) return new NoxError('upstream_invalid', { service, what, ...refusal.params }, refusal);
  const needed = headers['x-accepted-github-permissions'] || headers['x-accepted-oauth-scopes'];
  const granted = headers['x-oauth-scopes'];
  // A classic token that has the scope is refused for what its account may do, not for what the token may do.
  if (granted !== undefined && isGranted(granted, needed))
    return new NoxError(
      'upstream_scope',
      { service, name, what, scope: granted },
      { sentence: 'github.no_right' },
    );
  return new NoxError('upstream_scope', { service, name, scope: needed || 'repo' });
}

/** GitHub says "not found" to a classic token that lacks the scope for a change. */
function missing(error: unknown, { headers }: Answer, name: string, what: string): NoxError {
  const { request } = error as { request?: { method?: string } };
  const needed = headers['x-accepted-oauth-scopes'];
  const granted = headers['x-oauth-scopes'];
  if (request?.method !== 'GET' && needed && granted !== undefined && !isGranted(granted, needed))
    return new NoxError('upstream_scope', { service, name, scope: needed });
  return new NoxError('upstream_not_found', { service, what });
}

function isGranted(granted: string, needed: string | undefined): boolean {
  const has = scopes(granted);
  const wanted = scopes(needed ?? '');
  return wanted.length === 0 ? has.includes('repo') : wanted.some((each) => has.includes(each));
}

function scopes(header: string): string[] {
  return header.split(/[\s,]+/).filter(Boolean);
}
