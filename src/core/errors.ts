/**
 * Every way in which NOX says no. The union is closed: a surface maps each code to its own terms
 * (an HTTP status, a private Slack message), and `messages` has a sentence `error.<code>` for each.
 */
export const errorCodes = [
  'bad_input', // the words or fields given make no sense; params: reason (a sentence)
  'unknown_command', // params: given, suggestion
  'missing_argument', // params: argument, usage
  'forbidden', // the role does not allow it; params: action, role (needed)
  'foreign_tenant', // another tenant's id: "Accès refusé"
  'unauthenticated', // no session, or an expired one
  'wrong_credentials', // sign-in failed
  'not_found', // params: kind, name
  'conflict', // params: reason
  'too_large', // params: limit
  'rate_limited', // NOX's own limit; params: seconds
  'not_connected', // no integration of that type; params: service
  'integration_not_found', // params: service, name, known
  'credential_refused', // the service refused a credential on connecting; params: service, reason
  'egress_refused', // the host may not be reached; params: host
  'kubeconfig_refused', // params: field, instead
  'upstream_auth', // a stored credential no longer works; params: service, name
  'upstream_scope', // params: service, name, scope
  'upstream_not_found', // params: service, what
  'upstream_invalid', // the service refused the request; params: service, reason
  'upstream_rate_limited', // params: service, seconds
  'upstream_timeout', // params: service, name, seconds
  'upstream_unreachable', // params: service, name
  'upstream_failed', // params: service, status
  'payment_required', // read-only for want of payment; params: why, type, page
  'plan_limit', // the plan holds no more of a kind; params: plan, most, page
  'action_expired', // a button that was used, or is too old, or is somebody else's
  'unavailable', // our own database is down, full or slow
  'internal', // a fault of ours; params: requestId
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export type ErrorParams = Readonly<Record<string, string | number>>;

/**
 * An error that a person can be told about. It carries no secret, no stack and no upstream body in what is shown:
 * the sentence is made from `sentence` (a key of `messages`; default `error.<code>`) and `params`.
 */
export class NoxError extends Error {
  override readonly name = 'NoxError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** A key in `messages` that says it better than the code's own sentence. */
  readonly sentence: string | undefined;

  constructor(
    code: ErrorCode,
    params: ErrorParams = {},
    options: { sentence?: string; cause?: unknown } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.params = params;
    this.sentence = options.sentence;
  }
}

/** Whether an unknown thrown value is a NoxError, of the given code if one is given. */
export function isNoxError(error: unknown, code?: ErrorCode): error is NoxError {
  return error instanceof NoxError && (code === undefined || error.code === code);
}
