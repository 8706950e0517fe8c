import { and, eq } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { tenantRounds } from './schema.ts';

/**
 * Takes tenants whose round is due, those that wait longest first, and moves them on to `leaseUntil`: a process that dies
 * in a round leaves it to others then.
 */
export async function takeRounds(
  { sql }: ControlDatabase,
  now: Date,
  limit: number,
  leaseUntil: Date,
): Promise<number[]> {
  const rows = await sql<{ tenantId: number }[]>`
    update tenant_rounds set next_at = ${leaseUntil.toISOString()}
    where tenant_id in (
      select tenant_id from tenant_rounds where next_at <= ${now.toISOString()}
      order by next_at limit ${limit} for update skip locked)
    returning tenant_id as "tenantId"`;
  return rows.map(({ tenantId }) => tenantId);
}

/**
 * A round is done. Where the tenant was woken meanwhile, that stays.
 * @param next when the next one is due; undefined: none, until the tenant is woken
 */
export async function endRound(
  control: ControlDatabase,
  tenantId: number,
  leaseUntil: Date,
  next: Date | undefined,
): Promise<void> {
  const mine = and(eq(tenantRounds.tenantId, tenantId), eq(tenantRounds.nextAt, leaseUntil));
  if (next) await control.db.update(tenantRounds).set({ nextAt: next }).where(mine);
  else await control.db.delete(tenantRounds).where(mine);
}

/** A tenant's round is due now; one that is under way is followed by another. */
export async function wakeRound(control: ControlDatabase, tenantId: number, now: Date): Promise<void> {
  await control.db
    .insert(tenantRounds)
    .values({ tenantId, nextAt: now })
    .onConflictDoUpdate({ target: tenantRounds.tenantId, set: { nextAt: now } });
}

/** Wakes every tenant that no round is planned for. */
export async function wakeAll({ sql }: ControlDatabase, now: Date): Promise<void> {
  await sql`
    insert into tenant_rounds (tenant_id, next_at)
    select id, ${now.toISOString()}::timestamptz from tenants where state = 'ready'
    on conflict do nothing`;
}
