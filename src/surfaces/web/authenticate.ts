import type { Request, RequestHandler, Response } from 'express';
import type { Sessions } from '../../access/sessions.ts';
import type { Actor, Tenant } from '../../core/actor.ts';
import { NoxError } from '../../core/errors.ts';

/** Whom a request speaks for, once `authenticate` has let it through. */
export interface Signed {
  readonly actor: Actor;
  readonly tenant: Tenant;
  readonly requestId: string;
}

/**
 * Lets a request through that carries a valid `Authorization: Bearer` token and names no other tenant: a `tenantId` in
 * the body or the query that is not the token's is refused before anything else is looked at.
 */
export function authenticate(sessions: Sessions): RequestHandler {
  return async (request, response, next) => {
    const token = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new NoxError('unauthenticated');
    const { actor, tenant } = await sessions.verify(token);
    refuseOtherTenant(request, tenant);
    response.locals.signed = { actor, tenant, requestId: String(response.locals.requestId) } satisfies Signed;
    next();
  };
}

/** What `authenticate` found. */
export function signedOf(response: Response): Signed {
  const signed = response.locals.signed as Signed | undefined;
  if (!signed) throw new NoxError('unauthenticated');
  return signed;
}

function refuseOtherTenant(request: Request, tenant: Tenant): void {
  const body = request.body as { tenantId?: unknown } | undefined;
  for (const named of [body?.tenantId, request.query.tenantId]) {
    if (named !== undefined && String(named) !== String(tenant.id)) throw new NoxError('foreign_tenant');
  }
}
