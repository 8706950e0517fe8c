import { searchAudit } from '../../database/tenant/audit/activity.ts';
import type { ActivityEntry, ActivityFilter } from '../../database/tenant/audit/activity.ts';
import { firstBrokenAudit } from '../../database/tenant/audit/audit.ts';
import { keepSpace } from './keep.ts';
import type { SpaceKeeper } from './keep.ts';
import { mustManage } from '../tools/change-tool.ts';

/** How many entries an export holds at most; the filter reaches the others. */
export const mostExported = 50_000;

/** Entries of the audit log, the latest first. Errors: `forbidden`. */
export async function readActivity(
  by: SpaceKeeper,
  filter: ActivityFilter,
  limit: number,
): Promise<readonly ActivityEntry[]> {
  mustManage(by);
  return searchAudit(by.database, filter, limit);
}

/** Entries to take away; that they were taken is written down. Errors: `forbidden`. */
export async function exportActivity(
  by: SpaceKeeper,
  filter: ActivityFilter,
  format: 'csv' | 'json',
): Promise<readonly ActivityEntry[]> {
  return keepSpace(by, 'audit export', format, () => searchAudit(by.database, filter, mostExported));
}

/** Verifies the chain of the audit log: the first entry at which it is broken, or undefined. Errors: `forbidden`. */
export async function verifyActivity(by: SpaceKeeper): Promise<number | undefined> {
  return keepSpace(by, 'audit verify', '', () => firstBrokenAudit(by.database));
}
