import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Response } from 'express';
import { errorCodes, isNoxError, NoxError } from '../../core/errors.ts';
import type { ErrorCode } from '../../core/errors.ts';
import type { Locale } from '../../core/locale.ts';
import { sayError } from '../../messages/translate.ts';
import { isDatabaseTrouble } from '../../core/trouble.ts';
import type { Translate } from '../../messages/translate.ts';
import { localeOfRequest } from '../http/locale-of-request.ts';

/** The HTTP status of each way to say no. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  bad_input: 400,
  unknown_command: 400,
  missing_argument: 400,
  forbidden: 403,
  foreign_tenant: 403,
  unauthenticated: 401,
  wrong_credentials: 401,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  not_connected: 409,
  integration_not_found: 404,
  credential_refused: 422,
  egress_refused: 422,
  kubeconfig_refused: 422,
  upstream_auth: 422,
  upstream_scope: 422,
  upstream_not_found: 422,
  upstream_invalid: 422,
  upstream_rate_limited: 422,
  upstream_timeout: 422,
  upstream_unreachable: 422,
  upstream_failed: 422,
  payment_required: 402,
  plan_limit: 402,
  action_expired: 409,
  unavailable: 503,
  internal: 500,
};

/** Answers every error as `{error, code, requestId}` in the reader's language; faults of ours are reported by id. */
export function answerErrors(
  messages: (locale: Locale) => Translate,
  fault: (fields: { readonly requestId: string; readonly err: unknown }) => void,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const requestId = String(response.locals.requestId ?? '');
    const known = toNoxError(error, requestId);
    if (known.code === 'internal' || known.code === 'unavailable') fault({ requestId, err: error });
    if (known.code === 'rate_limited') response.setHeader('retry-after', String(known.params.seconds ?? 1));
    const sentence = sayError(messages(localeOfRequest(request)), known);
    sendProblem(response, statusOf(known), known.code, sentence, { requestId });
  };
}

/**
 * A refusal as RFC 9457 has it (https://www.rfc-editor.org/rfc/rfc9457), beside the mission's own `error` and our `code`.
 */
export function sendProblem(
  response: Response,
  status: number,
  code: ErrorCode,
  sentence: string,
  more: Readonly<Record<string, unknown>>,
): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `/docs/api#${code}`,
        title: STATUS_CODES[status] ?? 'Error',
        status,
        detail: sentence,
        error: sentence,
        code,
        ...more,
      }),
    );
}

/** Every way in which the API says no, with its status: for its description. */
export const problems: readonly { readonly code: ErrorCode; readonly status: number }[] = errorCodes.map(
  (code) => ({ code, status: statuses[code] }),
);

/** The HTTP status of an error. */
export function statusOf(error: NoxError): number {
  return statuses[error.code];
}

/** Body parser's errors have a `type`; those of the database a code; anything else is a fault of ours. */
export function toNoxError(error: unknown, requestId: string): NoxError {
  if (isNoxError(error)) return error;
  const { type, statusCode } = (error ?? {}) as { type?: unknown; statusCode?: unknown };
  if (type === 'entity.too.large') return new NoxError('too_large', { limit: 300 });
  if (typeof type === 'string' && /^(entity|encoding|charset|request)\./.test(type)) {
    return new NoxError('bad_input', {}, { sentence: 'web.bad_json' });
  }
  // What express itself refuses: an address that is not well formed.
  const isBadRequest = error instanceof URIError || (typeof statusCode === 'number' && statusCode < 500);
  if (isBadRequest) return new NoxError('bad_input', {}, { sentence: 'web.bad_request' });
  if (isDatabaseTrouble(error)) return new NoxError('unavailable');
  return new NoxError('internal', { requestId });
}
