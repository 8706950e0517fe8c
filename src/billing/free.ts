import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import { readUsage } from '../database/tenant/audit/usage.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import type { RunningBilling } from './running.ts';
import { unlimited } from './room.ts';

/** Billing where nothing is billed, for those who host NOX themselves: no limits, no deadlines. */
export function createFreeBilling(databases: TenantDatabases, clock: Clock, page: string): RunningBilling {
  const nothingBilled = async () => {
    throw new NoxError('conflict', {}, { sentence: 'billing.free' });
  };
  return {
    isOn: false,
    page,
    origins: [],
    refresh: async () => {},
    standing: async () => ({ kind: 'unlimited' }),
    async account(tenantId) {
      const { people, ...usage } = await readUsage(await databases.open(tenantId), clock.now());
      return {
        standing: { kind: 'unlimited' },
        plan: undefined,
        isChosen: false,
        seats: { active: people, billed: undefined },
        limits: unlimited,
        usage,
      };
    },
    room: async () => ({ limits: unlimited, refuse: () => new NoxError('internal') }),
    paused: async () => new Set(),
    peopleChanged: () => {},
    checkout: nothingBilled,
    portal: nothingBilled,
    receive: async () => {
      throw new NoxError('not_found', {}, { sentence: 'web.no_such_route' });
    },
    start: async () => {},
    round: async () => {},
    settled: async () => {},
    stop: async () => {},
  };
}
