import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Transaction } from './incidents.ts';
import { silences } from '../schema/monitoring-schema.ts';

export type Silence = Omit<typeof silences.$inferSelect, 'tenantId'>;

/** The silences that hold now. */
export async function activeSilences(transaction: Transaction, now: Date): Promise<Silence[]> {
  const holds = or(isNull(silences.until), gt(silences.until, now));
  return transaction
    .select()
    .from(silences)
    .where(and(isNull(silences.endedAt), holds))
    .orderBy(asc(silences.id));
}

/** The silence that holds about an incident now. */
export async function silenceOn(
  transaction: Transaction,
  { integrationId, key }: { readonly integrationId: number | null; readonly key: string },
  now: Date,
): Promise<Silence | undefined> {
  const all = await activeSilences(transaction, now);
  return all.find((each) => each.integrationId === integrationId && each.key === key);
}

/** Ends the silences whose time has passed; returns them, each to one caller alone. */
export async function endOverdueSilences(transaction: Transaction, now: Date): Promise<Silence[]> {
  return transaction
    .update(silences)
    .set({ endedAt: now })
    .where(and(isNull(silences.endedAt), lte(silences.until, now)))
    .returning();
}

/** Keeps quiet about a condition of a cluster. */
export async function addSilence(
  transaction: Transaction,
  tenantId: number,
  silence: Pick<Silence, 'integrationId' | 'key' | 'until' | 'createdAt' | 'createdBy'>,
): Promise<number> {
  const [row] = await transaction
    .insert(silences)
    .values({ ...silence, tenantId })
    .returning({ id: silences.id });
  return row?.id ?? 0;
}

/** Ends silences: one by its number, or those of a condition. Returns those that ended. */
export async function endSilences(
  transaction: Transaction,
  which:
    | { readonly id: number }
    | { readonly integrationId: number; readonly key: string; readonly untilResolvedOnly: boolean },
  now: Date,
): Promise<Silence[]> {
  const matches =
    'id' in which
      ? eq(silences.id, which.id)
      : and(
          eq(silences.integrationId, which.integrationId),
          eq(silences.key, which.key),
          which.untilResolvedOnly ? isNull(silences.until) : undefined,
        );
  return transaction
    .update(silences)
    .set({ endedAt: now })
    .where(and(matches, isNull(silences.endedAt)))
    .returning();
}
