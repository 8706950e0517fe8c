import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import {
  addDeletion,
  dueDeletions,
  findDeletion,
  findReceipt,
  markDeleted,
  removeDeletion,
} from '../database/control/deletions.ts';
import type { Provisioner } from '../database/provision.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import type { Vault } from './vault.ts';

/** A space that shall be gone, or is. */
export interface PlannedDeletion {
  readonly askedAt: Date;
  readonly deleteAfter: Date;
  readonly doneAt: Date | undefined;
}

/** Deleting a space: asked for, thirty days to change one's mind, then its database dropped and its keys destroyed. */
export interface Deletions {
  /** Plans it; returns the receipt's code, which is told this once. */
  plan(tenantId: number): Promise<string>;
  planned(tenantId: number): Promise<PlannedDeletion | undefined>;
  cancel(tenantId: number): Promise<void>;
  /** What a receipt says, also after the space is gone. */
  receipt(code: string): Promise<PlannedDeletion | undefined>;
  /**
   * Deletes the spaces whose time has come; returns their ids.
   * @param leave called for each before it is gone; what it cannot do keeps nothing, so it never rejects
   */
  sweep(leave: (tenantId: number) => Promise<void>): Promise<readonly number[]>;
}

/** Days between asking and deleting. */
export const graceDays = 30;

export function createDeletions(
  control: ControlDatabase,
  databases: TenantDatabases,
  provisioner: Provisioner,
  vault: Vault,
  clock: Clock,
): Deletions {
  return {
    async plan(tenantId) {
      const code = randomBytes(24).toString('base64url');
      const askedAt = clock.now();
      const deleteAfter = new Date(askedAt.getTime() + graceDays * 86_400_000);
      await addDeletion(control, { tenantId, receiptHash: digest(code), askedAt, deleteAfter });
      return code;
    },
    async planned(tenantId) {
      const row = await findDeletion(control, tenantId);
      return row && { ...row, doneAt: row.doneAt ?? undefined };
    },
    cancel: (tenantId) => removeDeletion(control, tenantId),
    async receipt(code) {
      const row = await findReceipt(control, digest(code));
      return row && { ...row, doneAt: row.doneAt ?? undefined };
    },
    async sweep(leave) {
      const due = await dueDeletions(control, clock.now());
      for (const tenantId of due) {
        await leave(tenantId);
        await databases.forget(tenantId);
        // Dropping the row destroys the wrapped keys with it: what was sealed, wherever a copy lies, opens no more.
        await provisioner.destroy(tenantId);
        vault.forget(tenantId);
        await markDeleted(control, tenantId, clock.now());
      }
      return due;
    },
  };
}

function digest(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
