import { median, spread } from '../statistics.ts';
import { startWorld } from '../world.ts';
import type { Spread } from './requests.ts';

export interface ProvisioningFigures {
  readonly times: number;
  readonly tenantMs: number;
  readonly bareDatabaseMs: number;
  readonly tenantOverBare: Spread;
}

/**
 * Making a tenant (row, role, database with every table, rights, identity, data key) against `CREATE DATABASE` of an
 * empty one on the same server, in turn, fsync on.
 */
export async function benchProvisioning(
  times: number,
  env: Readonly<Record<string, string>>,
): Promise<ProvisioningFigures> {
  const world = await startWorld(0, { durable: true, env });
  try {
    const tenant: number[] = [];
    const bare: number[] = [];
    for (let i = -2; i < times; i++) {
      const pair = [
        await world.nox.ask<number>('provision'),
        await world.nox.ask<number>('bare', i + 2),
      ] as const;
      if (i < 0) continue;
      tenant.push(pair[0]);
      bare.push(pair[1]);
    }
    return {
      times,
      tenantMs: median(tenant),
      bareDatabaseMs: median(bare),
      tenantOverBare: spread(tenant.map((each, i) => each / (bare[i] ?? each))),
    };
  } finally {
    await world.stop();
  }
}
