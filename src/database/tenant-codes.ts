import { createHash, randomBytes } from 'node:crypto';
import { isNoxError } from '../core/errors.ts';
import type { TenantDatabase, TenantDatabases } from './tenant-databases.ts';

/**
 * Codes of links: a secret of 192 bits after the number of the tenant that made it, so that whoever comes with one is led
 * to that tenant's own database, where its hash alone is kept.
 */
export function makeCode(tenantId: number): string {
  return `${tenantId}-${randomBytes(24).toString('base64url')}`;
}

/** As a code is kept: SHA-256, in hex. */
export function hashOfCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** The tenant that a code names; 0 where it is no code. */
export function tenantOfCode(code: string): number {
  return Number(/^(\d{1,9})-[\w-]{32}$/.exec(code)?.[1] ?? 0);
}

/** The tenant's database that a code names; undefined for a code of no tenant, which is as good as one that is used. */
export async function openByCode(
  databases: TenantDatabases,
  code: string,
): Promise<TenantDatabase | undefined> {
  const tenantId = tenantOfCode(code);
  if (!tenantId) return undefined;
  return databases.open(tenantId).catch((error: unknown) => {
    if (isNoxError(error, 'not_found')) return undefined;
    throw error;
  });
}
