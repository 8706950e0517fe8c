import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Actor, Tenant } from '../core/actor.ts';
import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import { permissionsOf } from '../core/roles.ts';
import type { PermissionSet, Role } from '../core/roles.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { findUser } from '../database/tenant/users.ts';
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
  /**
   * Who a token speaks for. The token is a hint: membership, role and session epoch are read again from the tenant's
   * own database. Errors: `unauthenticated`.
   */
  verify(token: string): Promise<{ readonly actor: Actor; readonly tenant: Tenant }>;
}

const claims = z.object({
  userId: z.int().positive(),
  tenantId: z.int().positive(),
  epoch: z.int().nonnegative(),
});
const lifetimeSeconds = 3600;
const pinned = { issuer: 'nox', audience: 'nox' };

/** @param secret 32 bytes or more, kept by the operator's master key */
export function createSessions(databases: TenantDatabases, secret: string, clock: Clock): Sessions {
  const key = Buffer.from(secret);

  async function issue(tenantId: number, userId: number): Promise<Session> {
    const user = await findUser(await databases.open(tenantId), userId);
    if (!user?.active) throw new NoxError('unauthenticated');
    const shown = { userId, tenantId, userRole: user.role, permissions: permissionsOf(user.role) };
    const now = Math.floor(clock.now().getTime() / 1000);
    const token = await new SignJWT({ ...shown, epoch: user.sessionEpoch })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(pinned.issuer)
      .setAudience(pinned.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(key);
    return { token, ...shown };
  }

  async function verify(token: string): Promise<{ actor: Actor; tenant: Tenant }> {
    const claimed = await readClaims(token);
    const database = await databases.open(claimed.tenantId).catch((error: unknown) => {
      throw error instanceof NoxError ? new NoxError('unauthenticated') : error;
    });
    const [user, tenant] = await Promise.all([findUser(database, claimed.userId), readTenant(database)]);
    if (!user?.active || user.sessionEpoch !== claimed.epoch) throw new NoxError('unauthenticated');
    const actor: Actor = {
      userId: user.id,
      name: user.name,
      role: user.role,
      locale: user.locale ?? tenant.locale,
      timeZone: user.timeZone ?? tenant.timeZone,
      surface: 'api',
    };
    return { actor, tenant };
  }

  async function readClaims(token: string): Promise<z.infer<typeof claims>> {
    try {
      const { payload } = await jwtVerify(token, key, {
        ...pinned,
        algorithms: ['HS256'],
        currentDate: clock.now(),
      });
      return claims.parse(payload);
    } catch {
      throw new NoxError('unauthenticated');
    }
  }

  return { issue, verify };
}
