import { and, eq, gt, lt } from 'drizzle-orm';
import type { ControlDatabase } from './database.ts';
import { installStates } from './schema.ts';

/** Keeps the beginning of an install flow; forgets those that expired. */
export async function addInstallState(
  control: ControlDatabase,
  state: {
    readonly stateHash: string;
    readonly browserHash: string;
    readonly intent: unknown;
    readonly expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  await control.db.delete(installStates).where(lt(installStates.expiresAt, now));
  await control.db.insert(installStates).values(state);
}

/** Takes it out, once: of two that come at the same time one gets it. */
export async function takeInstallState(
  control: ControlDatabase,
  stateHash: string,
  browserHash: string,
  now: Date,
): Promise<unknown> {
  const [row] = await control.db
    .delete(installStates)
    .where(
      and(
        eq(installStates.stateHash, stateHash),
        eq(installStates.browserHash, browserHash),
        gt(installStates.expiresAt, now),
      ),
    )
    .returning();
  return row?.intent;
}
