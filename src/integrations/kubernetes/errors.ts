import { ApiException } from '@kubernetes/client-node';
import { isNoxError, NoxError } from '../../core/errors.ts';

const service = 'Kubernetes';
export const requestSeconds = 10;

/** An error of a cluster's API or of the way there, in NOX's terms; never the cluster's own body. */
export function kubernetesError(error: unknown, name: string, what: string): NoxError {
  for (let each = error; each instanceof Error; each = each.cause) if (isNoxError(each)) return each;
  if (error instanceof ApiException) return answered(error, name, what);
  if (error instanceof Error && /Abort|Timeout/.test(`${error.name} ${codeOf(error)}`))
    return new NoxError('upstream_timeout', { service, name, seconds: requestSeconds }, { cause: error });
  // An answer that is no Kubernetes answer: a proxy's page, a truncated body.
  if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError'))
    return new NoxError('upstream_failed', { service, status: 200 }, { cause: error });
  return new NoxError('upstream_unreachable', { service, name }, { cause: error });
}

/** Whether the way there failed because of certificates: the server's, or ours in its eyes. */
export function isCertificateTrouble(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL|EPROTO/.test(codeOf(each))) return true;
  }
  return false;
}

function answered(error: ApiException<unknown>, name: string, what: string): NoxError {
  const { code, headers } = error;
  const status = statusOf(error.body);
  if (code === 401) return new NoxError('upstream_auth', { service, name });
  if (code === 403) return new NoxError('upstream_scope', { service, name, scope: rightIn(status.message) });
  if (code === 404) return new NoxError('upstream_not_found', { service, what });
  if (code === 409)
    return new NoxError('upstream_invalid', { service, reason: 'k8s.reason.changed_meanwhile' });
  if (code === 400 || code === 422)
    return new NoxError('upstream_invalid', { service, reason: reasonOf(status) });
  if (code === 429) {
    const seconds = Math.max(1, Math.ceil(Number(headers['retry-after']) || 10));
    return new NoxError('upstream_rate_limited', { service, seconds });
  }
  if (code === 504) return new NoxError('upstream_timeout', { service, name, seconds: requestSeconds });
  return new NoxError('upstream_failed', { service, status: code });
}

interface Status {
  readonly message: string;
}

function statusOf(body: unknown): Status {
  try {
    const status: unknown = typeof body === 'string' ? JSON.parse(body) : body;
    const message = (status as { message?: unknown } | null)?.message;
    return { message: typeof message === 'string' ? message : '' };
  } catch {
    return { message: '' };
  }
}

/** The right that a refusal names: `patch deployments`. */
function rightIn(message: string): string {
  const found = /cannot (\w{1,30}) resource "([\w./-]{1,80})"/.exec(message);
  return found ? `${found[1]} ${found[2]}` : 'RBAC';
}

function reasonOf({ message }: Status): string {
  if (/previous terminated container/.test(message)) return 'k8s.reason.no_previous';
  if (/container name must be specified/.test(message)) return 'k8s.reason.which_container';
  if (/is waiting to start|ContainerCreating|PodInitializing/.test(message)) return 'k8s.reason.not_started';
  if (/container .{1,80} (?:is not valid|not found)/.test(message)) return 'k8s.reason.no_such_container';
  return 'k8s.reason.invalid';
}

function codeOf(error: Error): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}
