import type { Resource } from './resources.ts';
import { qualifiedName } from './resources.ts';

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  causes?: { reason?: string; message?: string; field?: string }[];
  uid?: string;
}

/** A refusal in Kubernetes' own words; the server answers it as a `Status` object. */
export class StatusError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;

  constructor(code: number, reason: string, message: string, details?: StatusDetails) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}

/** The `Status` object of a refusal. */
export function statusObject(error: StatusError): Record<string, unknown> {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: error.message,
    reason: error.reason,
    ...(error.details ? { details: error.details } : {}),
    code: error.code,
  };
}

/** The `Status` object of a deletion that was done at once. */
export function deletedStatus(of: Resource, name: string, uid: string | undefined): Record<string, unknown> {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { ...details(of, name), ...(uid ? { uid } : {}) },
  };
}

/** 401 for a missing or unknown token. */
export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

/** 404 for an object that is not there. */
export function notFound(of: Resource, name: string): StatusError {
  return new StatusError(404, 'NotFound', `${qualifiedName(of)} "${name}" not found`, details(of, name));
}

/** 404 for a resource the server does not know. */
export function unknownResource(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});
}

/** 405 for a verb the resource does not have. */
export function methodNotAllowed(): StatusError {
  const words = 'the server does not allow this method on the requested resource';
  return new StatusError(405, 'MethodNotAllowed', words, {});
}

/** 409 for a name that is taken. */
export function alreadyExists(of: Resource, name: string): StatusError {
  const words = `${qualifiedName(of)} "${name}" already exists`;
  return new StatusError(409, 'AlreadyExists', words, details(of, name));
}

/** 409 for a stale resourceVersion (or another precondition, in `why`). */
export function conflict(of: Resource, name: string, why?: string): StatusError {
  const cause =
    why ?? 'the object has been modified; please apply your changes to the latest version and try again';
  const words = `Operation cannot be fulfilled on ${qualifiedName(of)} "${name}": ${cause}`;
  return new StatusError(409, 'Conflict', words, details(of, name));
}

/** 400 for a request that makes no sense. */
export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

/** 410 for a resourceVersion or continue token that is too old. */
export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message);
}

/** 415 for a body in a format the server does not take. */
export function unsupportedMediaType(accepted: string[]): StatusError {
  const words = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
  return new StatusError(415, 'UnsupportedMediaType', words, {});
}

/** 422 for an object that breaks a rule of its kind; each cause names a field. */
export function invalid(
  of: Resource,
  name: string,
  causes: { reason: string; field: string; message: string }[],
): StatusError {
  const kind = of.group === '' ? of.kind : `${of.kind}.${of.group}`;
  const lines = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const list = lines.length === 1 ? lines.join('') : `[${lines.join(', ')}]`;
  return new StatusError(422, 'Invalid', `${kind} "${name}" is invalid: ${list}`, {
    name,
    ...(of.group ? { group: of.group } : {}),
    kind: of.kind,
    causes,
  });
}

function details(of: Resource, name: string): StatusDetails {
  return { name, ...(of.group ? { group: of.group } : {}), kind: of.plural };
}
