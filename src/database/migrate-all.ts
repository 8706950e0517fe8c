import type { ControlDatabase } from './control/database.ts';
import { listReadyTenants } from './control/tenants.ts';
import { migrateDatabase } from './migrate.ts';

/** What a migration of everything did. */
export interface MigrationReport {
  readonly migrated: number;
  /** Tenants whose migration failed, with the error; the others went on. */
  readonly failed: readonly { readonly tenantId: number; readonly error: unknown }[];
}

const atOnce = 4;

/** Migrates the control database, then every tenant's, four at once. Run again it resumes. */
export async function migrateAll(control: ControlDatabase): Promise<MigrationReport> {
  await migrateDatabase(control.address, 'control');
  const queue = await listReadyTenants(control);
  const total = queue.length;
  const failed: { tenantId: number; error: unknown }[] = [];
  async function work(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { id, databaseName } = next;
      await migrateDatabase({ ...control.address, database: databaseName }, 'tenant').catch(
        (error: unknown) => failed.push({ tenantId: id, error }),
      );
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return { migrated: total - failed.length, failed };
}
