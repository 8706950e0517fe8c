import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { NoxError } from '../core/errors.ts';

/** How much one tenant may ask of one process, so that its flood stays its own. */
export interface FloodLimits {
  /** Commands in ten seconds. */
  readonly commandsPerTenSeconds: number;
  /** Commands under way at once. */
  readonly concurrent: number;
}

export interface FloodGuard {
  /** Runs `work` within the tenant's limits. Errors: `rate_limited` with the seconds to wait. */
  within<T>(tenantId: number, work: () => Promise<T>): Promise<T>;
}

/** How many requests of signed-in people one process takes in ten seconds: of one person, and of all of one tenant. */
export interface RequestLimits {
  readonly person: number;
  readonly tenant: number;
}

const usualRequests: RequestLimits = { person: 100, tenant: 300 };

/**
 * Counts requests of signed-in people, before anything of theirs is read. Keys begin with the tenant's id. Errors:
 * `rate_limited` with the seconds to wait.
 */
export function createRequestGuard(
  limits: RequestLimits = usualRequests,
): (tenantId: number, userId: number) => Promise<void> {
  const byPerson = new RateLimiterMemory({ points: limits.person, duration: 10 });
  const byTenant = new RateLimiterMemory({ points: limits.tenant, duration: 10 });
  return async (tenantId, userId) => {
    // The person first: one who asks too much does not use the others' share up.
    await byPerson.consume(`${tenantId}/${userId}`).catch(refuse);
    await byTenant.consume(tenantId).catch(refuse);
  };
}

function refuse(reason: unknown): never {
  const ms = reason instanceof RateLimiterRes ? reason.msBeforeNext : 1000;
  throw new NoxError('rate_limited', { seconds: Math.max(1, Math.ceil(ms / 1000)) });
}

/** Limits per tenant, kept in this process; every key is the tenant's id. */
export function createFloodGuard(limits: FloodLimits): FloodGuard {
  const rate = new RateLimiterMemory({ points: limits.commandsPerTenSeconds, duration: 10 });
  const underWay = new Map<number, number>();

  return {
    async within(tenantId, work) {
      const running = underWay.get(tenantId) ?? 0;
      if (running >= limits.concurrent) throw new NoxError('rate_limited', { seconds: 5 });
      underWay.set(tenantId, running + 1);
      try {
        await rate.consume(tenantId).catch(refuse);
        return await work();
      } finally {
        const left = (underWay.get(tenantId) ?? 1) - 1;
        if (left > 0) underWay.set(tenantId, left);
        else underWay.delete(tenantId);
      }
    },
  };
}
