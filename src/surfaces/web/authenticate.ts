import type { Request, RequestHandler, Response } from 'express';
import type { Sessions } from '../../access/sessions.ts';
import type { Actor, Tenant } from '../../core/actor.ts';
import { NoxError } from '../../core/errors.ts';
import { claimOf, isSameOrigin } from '../http/session-cookie.ts';

/** Whom a request speaks for, once `authenticate` has let it through. */
export interface Signed {
  readonly actor: Actor;
  readonly tenant: Tenant;
  readonly requestId: string;
}

/**
 * Lets a request through that carries a valid `Authorization: Bearer` token, or the session cookie, and names no other
 * tenant: a `tenantId` in the body or the query that is not the token's is refused before anything else is looked at.
 * With the cookie, what changes something must come from one of our own pages.
 */
export function authenticate(sessions: Sessions, publicUrl: string): RequestHandler {
  return async (request, response, next) => {
    const claim = claimOf(request);
    if (!claim) throw new NoxError('unauthenticated');
    const safe = request.method === 'GET' || request.method === 'HEAD';
    if (claim.by === 'cookie' && !safe && !isSameOrigin(request, publicUrl)) {
      throw new NoxError('forbidden', {}, { sentence: 'account.page.foreign.text' });
    }
    const { actor, tenant } = await sessions.verify(claim.token);
    refuseOtherTenant(request, tenant);
    response.locals.signed = {
      actor: claim.by === 'cookie' ? { ...actor, surface: 'web' } : actor,
      tenant,
      requestId: String(response.locals.requestId),
    } satisfies Signed;
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
