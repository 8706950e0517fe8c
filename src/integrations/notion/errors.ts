import { APIErrorCode, APIResponseError, RequestTimeoutError, isHTTPResponseError } from '@notionhq/client';
import { isNoxError, NoxError } from '../../core/errors.ts';

const service = 'Notion';

/** What a call needs of the integration (https://developers.notion.com/reference/capabilities). */
export type Capability = 'read' | 'insert' | 'update' | 'users';

/**
 * An error of Notion's API or of the way there, in NOX's terms; never Notion's body. What is not shared is told as not
 * found, with the way to share it.
 */
export function notionError(error: unknown, name: string, what: string, needs: Capability): NoxError {
  if (isNoxError(error)) return error;
  if (error instanceof Error && isNoxError(error.cause)) return error.cause;
  if (RequestTimeoutError.isRequestTimeoutError(error) || isAborted(error))
    return new NoxError('upstream_timeout', { service, name, seconds: 10 }, { cause: error });
  if (APIResponseError.isAPIResponseError(error)) return answered(error, name, what, needs);
  if (isHTTPResponseError(error)) {
    const { status } = error;
    if (status === 504) return new NoxError('upstream_timeout', { service, name, seconds: 10 });
    return new NoxError('upstream_failed', { service, status }, { cause: error });
  }
  // A success that is not JSON: something else answers at that address.
  if (error instanceof SyntaxError)
    return new NoxError('upstream_failed', { service, status: 200 }, { cause: error });
  return new NoxError('upstream_unreachable', { service, name }, { cause: error });
}

/** How long an answer asks to wait, in seconds; undefined where it does not. */
export function retryAfter(headers: { get(name: string): string | null }): number | undefined {
  const given = Number(headers.get('retry-after') ?? Number.NaN);
  return given >= 0 ? Math.max(1, Math.ceil(given)) : undefined;
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && /Abort|Timeout/.test(error.name);
}

function answered(error: APIResponseError, name: string, what: string, needs: Capability): NoxError {
  switch (error.code) {
    case APIErrorCode.Unauthorized:
      return new NoxError('upstream_auth', { service, name });
    case APIErrorCode.RestrictedResource:
      return new NoxError('upstream_scope', { service, name, scope: `notion.capability.${needs}` });
    case APIErrorCode.ObjectNotFound:
      return new NoxError(
        'upstream_not_found',
        { service, name, what: what.slice(0, 100) },
        { sentence: 'notion.not_shared' },
      );
    case APIErrorCode.RateLimited:
    case APIErrorCode.ServiceOverload: {
      const headers = error.headers as { get(header: string): string | null };
      return new NoxError('upstream_rate_limited', { service, seconds: retryAfter(headers) ?? 10 });
    }
    case APIErrorCode.GatewayTimeout:
      return new NoxError('upstream_timeout', { service, name, seconds: 10 });
    case APIErrorCode.ConflictError:
      return new NoxError('upstream_invalid', { service, reason: 'notion.reason.conflict' });
    case APIErrorCode.ValidationError:
    case APIErrorCode.InvalidJSON:
    case APIErrorCode.InvalidRequest:
    case APIErrorCode.InvalidRequestURL: {
      const reason = /archived|trash/i.test(error.message) ? 'notion.reason.trash' : 'notion.reason.invalid';
      return new NoxError('upstream_invalid', { service, reason }, { cause: error });
    }
    default:
      return new NoxError('upstream_failed', { service, status: error.status }, { cause: error });
  }
}
