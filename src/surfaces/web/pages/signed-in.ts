import type { Request, Response } from 'express';
import type { Actor, Tenant } from '../../../core/actor.ts';
import { NoxError } from '../../../core/errors.ts';
import { mayDo } from '../../../core/roles.ts';
import type { TenantDatabases } from '../../../tenancy/doors.ts';
import type { WebDependencies } from '../dependencies.ts';
import { askToSignIn } from './public/sign-in.ts';
import { visit } from './visit.ts';
import type { Visit } from './visit.ts';

/** A visit of somebody who is signed in, to their own space. */
export interface SignedVisit extends Visit {
  readonly session: { readonly actor: Actor; readonly tenant: Tenant };
  readonly actor: Actor;
  readonly tenant: Tenant;
  readonly database: Awaited<ReturnType<TenantDatabases['open']>>;
  /** Who acts, as the commands take it. */
  readonly by: {
    readonly database: SignedVisit['database'];
    readonly tenant: Tenant;
    readonly actor: Actor;
    readonly requestId: string;
  };
  /** Whether the person runs the space. */
  readonly manages: boolean;
}

/**
 * Makes a page's handler for people who are signed in; others are asked to sign in. With `manage` it is for those who
 * run the space. Errors: `forbidden`.
 */
export function signedIn(
  dependencies: WebDependencies,
  need: 'member' | 'manage',
  work: (at: SignedVisit, request: Request, response: Response) => Promise<void> | void,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const at = await visit(dependencies, request, response);
    if (!at.session) return askToSignIn(dependencies, at, request);
    const { actor, tenant } = at.session;
    const manages = mayDo(actor.role, 'tenant:manage');
    if (need === 'manage' && !manages)
      throw new NoxError('forbidden', {
        role: `role.${tenant.type === 'enterprise' ? 'admin' : 'freelance'}`,
      });
    const database = await dependencies.databases.open(tenant.id);
    const by = { database, tenant, actor, requestId: at.requestId };
    await work({ ...at, session: at.session, actor, tenant, database, by, manages }, request, response);
  };
}
