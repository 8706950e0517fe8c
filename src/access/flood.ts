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
        await rate.consume(tenantId).catch((refusal: unknown) => {
          const ms = refusal instanceof RateLimiterRes ? refusal.msBeforeNext : 1000;
          throw new NoxError('rate_limited', { seconds: Math.ceil(ms / 1000) });
        });
        return await work();
      } finally {
        const left = (underWay.get(tenantId) ?? 1) - 1;
        if (left > 0) underWay.set(tenantId, left);
        else underWay.delete(tenantId);
      }
    },
  };
}
