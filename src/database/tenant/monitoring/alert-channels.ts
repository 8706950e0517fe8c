import { and, asc, eq, isNull } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import type { Transaction } from './incidents.ts';
import { alertChannels } from '../schema/monitoring-schema.ts';

export type AlertChannel = Omit<typeof alertChannels.$inferSelect, 'tenantId'>;

/** Where alerts of the tenant go, by cluster and namespace. */
export async function listAlertChannels(transaction: Transaction): Promise<AlertChannel[]> {
  return transaction.select().from(alertChannels).orderBy(asc(alertChannels.id));
}

/** Binds alerts of everything, a cluster or a namespace to a channel; the latest wins. */
export async function setAlertChannel(
  tenant: TenantDatabase,
  channel: Omit<AlertChannel, 'id'>,
): Promise<void> {
  await tenant.db.transaction(async (transaction) => {
    await transaction.delete(alertChannels).where(sameScope(channel));
    await transaction.insert(alertChannels).values({ ...channel, tenantId: tenant.tenantId });
  });
}

/** Unbinds; returns whether there was something. */
export async function removeAlertChannel(
  tenant: TenantDatabase,
  scope: Pick<AlertChannel, 'integrationId' | 'namespace'>,
): Promise<boolean> {
  const rows = await tenant.db
    .delete(alertChannels)
    .where(sameScope(scope))
    .returning({ id: alertChannels.id });
  return rows.length > 0;
}

function sameScope({ integrationId, namespace }: Pick<AlertChannel, 'integrationId' | 'namespace'>) {
  const cluster =
    integrationId === null
      ? isNull(alertChannels.integrationId)
      : eq(alertChannels.integrationId, integrationId);
  return and(cluster, eq(alertChannels.namespace, namespace));
}
