import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Actor, Tenant } from '../core/actor.ts';
import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import { permissionsUnder } from '../core/permission-rules.ts';
import type { PermissionSet, Role } from '../core/roles.ts';
import { hasAccess, reachOf } from './guests.ts';
import { rulesFor } from './own-rules.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { endSession, isSessionEnded } from '../database/tenant/people/ended-sessions.ts';
import { findUser } from '../database/tenant/people/users.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';

/** What a sign-in hands out, in the mission's own words. */
export interface Session {
  readonly token: string;
  readonly userId: number;
  readonly tenantId: number;
  readonly userRole: Role;
  readonly permissions: PermissionSet;
}

export interface Sessions {
  /** A token for a user, valid for an hour. */
  issue(tenantId: number, userId: number): Promise<Session>;
  /** What stands for a password that was right, for five minutes, while its holder chooses among their spaces. */
  ticket(tenantId: number, userId: number): Promise<string>;
  /** A session for a ticket. Errors: `unauthenticated`. */
  redeem(ticket: string): Promise<Session>;
  /**
   * Who a token speaks for. The token is a hint: membership, role and session epoch are read again from the tenant's
   * own database. Errors: `unauthenticated`; `rate_limited` where the person or the tenant asks too much.
   */
  verify(token: string): Promise<{ readonly actor: Actor; readonly tenant: Tenant }>;
  /** Ends the session of a token; the person's others go on. Errors: `unauthenticated` where it is none of ours. */
  end(token: string): Promise<void>;
}

const claims = z.object({
  userId: z.int().positive(),
  tenantId: z.int().positive(),
  epoch: z.int().nonnegative(),
  jti: z.string(),
  exp: z.int().positive(),
});
const lifetimeSeconds = 3600;
const ticketSeconds = 300;
const pinned = { issuer: 'nox', audience: 'nox' };
const pinnedTicket = { issuer: 'nox', audience: 'nox-ticket' };

/**
 * @param secret 32 bytes or more, kept by the operator's master key
 * @param admit told whose request it is, once the token is known to be ours and before anything is read; its errors refuse
 */
export function createSessions(
  databases: TenantDatabases,
  secret: string,
  clock: Clock,
  admit: (tenantId: number, userId: number) => Promise<void>,
): Sessions {
  const key = Buffer.from(secret);

  async function issue(tenantId: number, userId: number): Promise<Session> {
    const user = await activeUser(tenantId, userId);
    const database = await databases.open(tenantId);
    const { type } = await readTenant(database);
    const permissions = permissionsUnder(await rulesFor(database, type, user.role), user.role);
    const shown = { userId, tenantId, userRole: user.role, permissions };
    const token = await sign({ ...shown, epoch: user.sessionEpoch }, pinned, lifetimeSeconds);
    return { token, ...shown };
  }

  async function activeUser(tenantId: number, userId: number) {
    const user = await findUser(await databases.open(tenantId), userId);
    if (!user || !hasAccess(user, clock.now())) throw new NoxError('unauthenticated');
    return user;
  }

  function sign(payload: Record<string, unknown>, pins: typeof pinned, seconds: number): Promise<string> {
    const now = Math.floor(clock.now().getTime() / 1000);
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(pins.issuer)
      .setAudience(pins.audience)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
  }

  async function verify(token: string): Promise<{ actor: Actor; tenant: Tenant }> {
    const claimed = await readClaims(token, pinned);
    await admit(claimed.tenantId, claimed.userId);
    const database = await databases.open(claimed.tenantId).catch((error: unknown) => {
      throw error instanceof NoxError ? new NoxError('unauthenticated') : error;
    });
    const [user, tenant, isEnded] = await Promise.all([
      findUser(database, claimed.userId),
      readTenant(database),
      isSessionEnded(database, claimed.jti),
    ]);
    if (!user || isEnded || !hasAccess(user, clock.now()) || user.sessionEpoch !== claimed.epoch)
      throw new NoxError('unauthenticated');
    const actor: Actor = {
      userId: user.id,
      name: user.name,
      role: user.role,
      locale: user.locale ?? tenant.locale,
      timeZone: user.timeZone ?? tenant.timeZone,
      surface: 'api',
      ...reachOf(user),
    };
    return { actor, tenant };
  }

  async function readClaims(token: string, pins: typeof pinned): Promise<z.infer<typeof claims>> {
    try {
      const { payload } = await jwtVerify(token, key, {
        ...pins,
        algorithms: ['HS256'],
        currentDate: clock.now(),
      });
      return claims.parse(payload);
    } catch {
      throw new NoxError('unauthenticated');
    }
  }

  return {
    issue,
    verify,
    async end(token) {
      const { tenantId, jti, exp } = await readClaims(token, pinned);
      const session = { id: jti, expiresAt: new Date(exp * 1000) };
      await endSession(await databases.open(tenantId), session, clock.now());
    },
    async ticket(tenantId, userId) {
      const { sessionEpoch: epoch } = await activeUser(tenantId, userId);
      return sign({ tenantId, userId, epoch }, pinnedTicket, ticketSeconds);
    },
    async redeem(ticket) {
      const { tenantId, userId, epoch } = await readClaims(ticket, pinnedTicket);
      if ((await activeUser(tenantId, userId)).sessionEpoch !== epoch) throw new NoxError('unauthenticated');
      return issue(tenantId, userId);
    },
  };
}
