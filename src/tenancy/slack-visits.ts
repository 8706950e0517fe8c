import { LRUCache } from 'lru-cache';
import { isNoxError } from '../core/errors.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import type { VisitRows } from '../database/tenant/slack/slack-visits.ts';
import type { SlackInstallations, SlackKey } from './slack-installations.ts';

/** A request from Slack at the door of its tenant, with what the tenant knows of it. */
export interface SlackVisit extends VisitRows {
  readonly tenantId: number;
}

/** The first question of every request from Slack. */
export interface SlackVisits {
  /**
   * The tenant of a request, the installation it came by, and the person as the tenant knows them. Undefined when
   * NOX is not installed there.
   * @param reached is told the tenant as soon as it is known, also where its database then fails
   */
  enter(
    key: SlackKey,
    who: { readonly slackUserId: string; readonly claimedTeamId: string | undefined },
    reached: (tenantId: number) => void,
  ): Promise<SlackVisit | undefined>;
}

/**
 * Finds doors, and remembers for each route where it led. What is remembered is a hint, never an answer: the
 * installation is read in the tenant's own database with each request, and where it is not there any more the control
 * database is asked again. An uninstall or a removal thus counts at once, in every process.
 */
export function createSlackVisits(
  installations: Pick<SlackInstallations, 'findTenant'>,
  databases: TenantDatabases,
): SlackVisits {
  const hints = new LRUCache<string, number>({ max: 20_000 });

  return {
    async enter(key, who, reached) {
      const route = key.isEnterpriseInstall ? `org:${key.enterpriseId}` : `team:${key.teamId}`;
      const at = async (tenantId: number): Promise<SlackVisit | undefined> => {
        reached(tenantId);
        const found = await (await databases.open(tenantId)).visit({ ...key, ...who });
        return found && { ...found, tenantId };
      };
      const hinted = hints.get(route);
      if (hinted !== undefined) {
        const visit = await at(hinted).catch((error: unknown) => {
          hints.delete(route);
          if (isNoxError(error, 'not_found')) return undefined;
          throw error;
        });
        if (visit && isExact(key, visit.installed)) return visit;
        hints.delete(route);
      }
      const tenantId = await installations.findTenant(key);
      const visit = tenantId === undefined ? undefined : await at(tenantId);
      if (visit && isExact(key, visit.installed)) hints.set(route, visit.tenantId);
      return visit;
    },
  };
}

/**
 * Whether the installation is the route's own. A workspace that is served by its organisation's installation may get one
 * of its own, of another tenant, at any time; such a route is looked up each time.
 */
function isExact(key: SlackKey, installed: SlackKey): boolean {
  return key.isEnterpriseInstall
    ? installed.isEnterpriseInstall && installed.enterpriseId === key.enterpriseId
    : !installed.isEnterpriseInstall && installed.teamId === key.teamId;
}
