import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { slackInstallations, slackUserTokens } from '../schema/schema.ts';

export type InstallationRow = Omit<typeof slackInstallations.$inferSelect, 'tenantId'>;

/** Stores an installation; the latest wins. */
export async function saveInstallation(tenant: TenantDatabase, row: InstallationRow): Promise<void> {
  await tenant.db
    .insert(slackInstallations)
    .values({ ...row, tenantId: tenant.tenantId })
    .onConflictDoUpdate({ target: slackInstallations.id, set: row });
}

/** All installations of the tenant, first come first. */
export async function listInstallations(tenant: TenantDatabase): Promise<InstallationRow[]> {
  return installationsWithin(tenant.db);
}

/**
 * The same within a transaction. Whoever holds a transaction must not ask for a second connection: as many transactions
 * as a tenant's pool has connections would wait for each other for ever.
 */
export async function installationsWithin(
  transaction: Pick<TenantDatabase['db'], 'select'>,
): Promise<InstallationRow[]> {
  return transaction.select().from(slackInstallations).orderBy(asc(slackInstallations.installedAt));
}

/** Removes an installation and its people's tokens, unless it was made after `at`. Returns whether it was removed. */
export async function removeInstallation(tenant: TenantDatabase, id: string, at: Date): Promise<boolean> {
  const rows = await tenant.db
    .delete(slackInstallations)
    .where(and(eq(slackInstallations.id, id), lte(slackInstallations.installedAt, at)))
    .returning({ id: slackInstallations.id });
  return rows.length > 0;
}

/** Runs `change` with the row locked against every other process, and stores the bot part that it returns. */
export async function changeInstallation(
  tenant: TenantDatabase,
  id: string,
  change: (row: InstallationRow) => Promise<string | undefined>,
): Promise<InstallationRow | undefined> {
  return tenant.db.transaction(async (transaction) => {
    await transaction.execute(sql`set local lock_timeout = '20s'`);
    const [row] = await transaction
      .select()
      .from(slackInstallations)
      .where(eq(slackInstallations.id, id))
      .for('update');
    if (!row) return undefined;
    const bot = await change(row);
    if (bot === undefined) return row;
    await transaction.update(slackInstallations).set({ bot }).where(eq(slackInstallations.id, id));
    return { ...row, bot };
  });
}

/** Stores a person's own token. */
export async function saveUserToken(
  tenant: TenantDatabase,
  row: {
    readonly installationId: string;
    readonly slackUserId: string;
    readonly token: string;
    readonly storedAt: Date;
  },
): Promise<void> {
  await tenant.db
    .insert(slackUserTokens)
    .values({ ...row, tenantId: tenant.tenantId })
    .onConflictDoUpdate({ target: [slackUserTokens.installationId, slackUserTokens.slackUserId], set: row });
}

/** A person's own token, sealed. */
export async function findUserToken(
  tenant: TenantDatabase,
  installationId: string,
  slackUserId: string,
): Promise<string | undefined> {
  const [row] = await tenant.db
    .select({ token: slackUserTokens.token })
    .from(slackUserTokens)
    .where(
      and(eq(slackUserTokens.installationId, installationId), eq(slackUserTokens.slackUserId, slackUserId)),
    );
  return row?.token;
}

/** Removes people's own tokens, unless they were stored after `at`. */
export async function removeUserTokens(
  tenant: TenantDatabase,
  installationId: string,
  slackUserIds: readonly string[],
  at: Date,
): Promise<void> {
  if (slackUserIds.length === 0) return;
  await tenant.db
    .delete(slackUserTokens)
    .where(
      and(
        eq(slackUserTokens.installationId, installationId),
        inArray(slackUserTokens.slackUserId, [...slackUserIds]),
        lte(slackUserTokens.storedAt, at),
      ),
    );
}
