import { isNoxError, NoxError } from '../../core/errors.ts';

/** An error of GitHub's API or of the way there, in NOX's terms; never GitHub's body. */
export function githubError(error: unknown, name: string, what: string): NoxError {
  if (isNoxError(error)) return error;
  if (error instanceof Error && isNoxError(error.cause)) return error.cause;
  const service = 'GitHub';
  const { status, response } = (error ?? {}) as {
    status?: unknown;
    response?: { headers?: Record<string, string | undefined> };
  };
  const headers = response?.headers;
  if (error instanceof Error && /Abort|Timeout/.test(error.name))
    return new NoxError('upstream_timeout', { service, name, seconds: 10 }, { cause: error });
  // Octokit gives 500 to errors that never reached GitHub; those have no response.
  if (typeof status !== 'number' || !response)
    return new NoxError('upstream_unreachable', { service, name }, { cause: error });
  const retry = Number(headers?.['retry-after']);
  const reset =
    headers?.['x-ratelimit-remaining'] === '0'
      ? Number(headers['x-ratelimit-reset']) - Date.now() / 1000
      : Number.NaN;
  const seconds = retry > 0 ? retry : reset > 0 ? Math.ceil(reset) : 60;
  if (status === 429 || (status === 403 && (retry > 0 || reset > 0)))
    return new NoxError('upstream_rate_limited', { service, seconds });
  if (status === 401) return new NoxError('upstream_auth', { service, name });
  if (status === 403)
    return new NoxError('upstream_scope', {
      service,
      name,
      scope: headers?.['x-accepted-oauth-scopes'] || 'repo',
    });
  if (status === 404) return new NoxError('upstream_not_found', { service, what });
  return new NoxError('upstream_failed', { service, status });
}
