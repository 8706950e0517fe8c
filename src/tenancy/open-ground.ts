import type { Clock } from '../core/clock.ts';
import { closeDoors } from '../database/close-doors.ts';
import { readConnectionShare } from '../database/connection-share.ts';
import { openControlDatabase } from '../database/control/database.ts';
import { migrateAll } from '../database/migrate-all.ts';
import { createProvisioner } from '../database/provision.ts';
import { parseDatabaseUrl } from '../database/server.ts';
import { createTenantDatabases } from '../database/tenant-databases.ts';
import type { PoolRest, TenantDatabase } from '../database/tenant-databases.ts';
import { createAccounts } from './accounts.ts';
import { createDeletions } from './deletion.ts';
import { checkMasterKey } from './keep-master-key.ts';
import { createMasterKey } from './master-key.ts';
import { createVault } from './vault.ts';

/** What the ground is opened with. `log` gets ids and errors. */
export interface GroundOptions {
  readonly databaseUrl: string;
  readonly masterKey: string;
  /** Connections to tenants' databases; undefined: this process's share of what the server takes. */
  readonly tenantConnections: number | undefined;
  readonly poolRest: PoolRest | undefined;
  readonly clock: Clock;
  readonly log: Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>;
}

/**
 * Opens what everything else stands on, the databases and the keys to them, and brings it up to date; a tenant that
 * cannot be migrated is logged, the others go on. Errors: a sentence for a wrong master key or a database that cannot be
 * reached.
 */
export async function openGround(options: GroundOptions) {
  const { databaseUrl, masterKey, tenantConnections, poolRest, clock, log } = options;
  const control = openControlDatabase(parseDatabaseUrl(databaseUrl));
  const master = createMasterKey(masterKey);
  const report = await migrateAll(control).catch(async (error: unknown) => {
    await control.close();
    throw error;
  });
  for (const { tenantId, error } of report.failed)
    log.error({ tenantId, err: error }, 'a tenant was not migrated');
  await checkMasterKey(control, master);
  const open = await closeDoors(control);
  if (open.length > 0)
    log.warn({ open }, 'PostgreSQL lets every role connect to these databases, tenants’ roles among them');

  const most = tenantConnections ?? (await readConnectionShare(control));
  const databases = createTenantDatabases(control, master.unwrap, most, poolRest);
  const provisioner = createProvisioner(control, master);
  await provisioner.prepare();
  const vault = createVault(control, master);
  const deletions = createDeletions(control, databases, provisioner, vault, clock);
  return {
    control,
    master,
    databases,
    provisioner,
    vault,
    deletions,
    accounts: createAccounts(control, provisioner, databases, master),
    /** How many tenants were brought up to date. */
    migrated: report.migrated,
    /**
     * Ends the spaces whose time has come, and what was left half-made.
     * @param leave what a space still has to end elsewhere before its keys are destroyed; its failure keeps nothing
     */
    async sweep(leave: (tenant: TenantDatabase) => Promise<void>) {
      const deleted = await deletions.sweep((tenantId) =>
        databases
          .open(tenantId)
          .then(leave)
          .catch((error: unknown) =>
            log.warn({ tenantId, err: error }, 'a space is deleted whose credentials stand elsewhere'),
          ),
      );
      if (deleted.length > 0) log.info({ deleted }, 'spaces whose time had come are deleted');
      const swept = await provisioner.sweep();
      if (swept.length > 0) log.warn({ swept }, 'tenants that were left half-made or half-deleted are gone');
    },
    async close() {
      await databases.close();
      await provisioner.close();
      await control.close();
    },
  };
}
