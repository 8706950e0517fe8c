import { and, eq, isNull, lte } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { deletions } from './schema.ts';

export type Deletion = typeof deletions.$inferSelect;

/** Notes that a space shall be gone; asking again renews date and receipt. */
export async function addDeletion(
  control: ControlDatabase,
  deletion: Omit<Deletion, 'doneAt'>,
): Promise<void> {
  await control.db
    .insert(deletions)
    .values(deletion)
    .onConflictDoUpdate({ target: deletions.tenantId, set: deletion });
}

/** What is planned for a space; undefined when nothing is. */
export async function findDeletion(
  control: ControlDatabase,
  tenantId: number,
): Promise<Deletion | undefined> {
  const [row] = await control.db.select().from(deletions).where(eq(deletions.tenantId, tenantId));
  return row;
}

/** What a receipt is for. */
export async function findReceipt(
  control: ControlDatabase,
  receiptHash: string,
): Promise<Deletion | undefined> {
  const [row] = await control.db.select().from(deletions).where(eq(deletions.receiptHash, receiptHash));
  return row;
}

/** Takes back what is planned and not done. */
export async function removeDeletion(control: ControlDatabase, tenantId: number): Promise<void> {
  await control.db.delete(deletions).where(and(eq(deletions.tenantId, tenantId), isNull(deletions.doneAt)));
}

/** The spaces whose time has come. */
export async function dueDeletions(control: ControlDatabase, now: Date): Promise<readonly number[]> {
  const rows = await control.db
    .select({ tenantId: deletions.tenantId })
    .from(deletions)
    .where(and(isNull(deletions.doneAt), lte(deletions.deleteAfter, now)));
  return rows.map((row) => row.tenantId);
}

/** Notes that a space is gone. */
export async function markDeleted(control: ControlDatabase, tenantId: number, now: Date): Promise<void> {
  await control.db
    .update(deletions)
    .set({ doneAt: now })
    .where(and(eq(deletions.tenantId, tenantId), isNull(deletions.doneAt)));
}
