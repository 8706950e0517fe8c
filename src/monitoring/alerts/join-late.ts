import {
  addAlertMessage,
  countUnsaid,
  dropAlertMessage,
  latestDigest,
  openDigest,
  tellIn,
} from '../../database/tenant/monitoring/alerts.ts';
import type { AlertMessage } from '../../database/tenant/monitoring/alerts.ts';
import { putOut } from '../../database/tenant/monitoring/incidents.ts';
import { hastenUnsaid } from '../../database/tenant/outbox.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { bringUpToDate, bringUpToDateSoon, storm } from './tell.ts';

/** What could not be said for so long is no fresh alert any more. */
const lateMs = 5 * 60_000;
const lateKey = 'digest:late:';

/** Whether a message tells of what could not be said in time. */
export function isLateDigest(key: string): boolean {
  return key.startsWith(lateKey);
}

/**
 * After a time in which nothing could be said, many incidents that wait for their first word are told in one digest, and
 * not one by one: most of them may be over. Returns whether this one is told there.
 */
export async function joinLate(tenant: TenantDatabase, message: AlertMessage, now: Date): Promise<boolean> {
  const { key, teamId, enterpriseId, channelId, createdAt } = message;
  const before = new Date(now.getTime() - lateMs);
  if (!key.startsWith('incident:') || createdAt >= before) return false;
  return tenant.db.transaction(async (transaction) => {
    const digest =
      (await openDigest(transaction, channelId, lateKey, before)) ??
      (await latestDigest(transaction, channelId, new Date(now.getTime() - storm.withinMs)));
    if (!digest && (await countUnsaid(transaction, channelId, before)) < storm.incidents) return false;
    const id = Number(key.split(':')[1]);
    const into = digest?.key ?? `${lateKey}${id}`;
    const place = { teamId, enterpriseId, channelId, createdAt: now };
    await addAlertMessage(transaction, tenant.tenantId, { key: into, ...place });
    await tellIn(transaction, [id], into);
    // Where it becomes news again it begins anew.
    await dropAlertMessage(transaction, key);
    const going = digest ? await bringUpToDateSoon(transaction, into, now) : [bringUpToDate(into, now)];
    await putOut(transaction, tenant.tenantId, going);
    return true;
  });
}

/** A digest of what is late was said: what else of that channel is late is looked at now, and told there too. */
export async function gatherLate(
  tenant: TenantDatabase,
  { key, channelId }: AlertMessage,
  now: Date,
  lostAfterMs: number,
): Promise<void> {
  if (!isLateDigest(key)) return;
  await hastenUnsaid(tenant.db, channelId, new Date(now.getTime() - lateMs), now, lostAfterMs);
}
