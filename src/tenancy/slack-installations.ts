import type { Room } from '../core/billing.ts';
import type { Posted } from '../core/announce.ts';
import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import {
  claimRoute,
  findRoute,
  findRouteHolder,
  releaseRoute,
  routesOf,
} from '../database/control/slack-routes.ts';
import type { RouteKey } from '../database/control/slack-routes.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { noteSaid } from '../database/tenant/monitoring/alerts.ts';
import * as rows from '../database/tenant/slack/slack-installations.ts';
import type { InstallationRow } from '../database/tenant/slack/slack-installations.ts';
import type { Vault } from './vault.ts';

/** What identifies an installation among all tenants. Null where Slack gives none. */
export interface SlackKey {
  readonly enterpriseId: string | undefined;
  /** Absent for an org-wide install. */
  readonly teamId: string | undefined;
  readonly isEnterpriseInstall: boolean;
}

/** An installation as @slack/oauth hands it over, as plain JSON; bot and user parts are kept apart. */
export interface SlackInstallationRecord {
  readonly key: SlackKey;
  /** Everything but `user`: team, enterprise, bot token, scopes, expiry… (secret, encrypted at rest). */
  readonly bot: Readonly<Record<string, unknown>>;
  readonly installerSlackUserId: string;
  readonly installedAt: Date;
  /** Safe to show: workspace or organisation name and URL. */
  readonly label: string;
}

/** Slack installations of all tenants: found by route, kept in the tenant's own database. */
export interface SlackInstallations {
  /**
   * The tenant that a Slack request belongs to: the exact key; for a workspace inside a Grid without a row of its own,
   * the organisation's row. Undefined when nobody installed NOX there.
   */
  findTenant(key: SlackKey): Promise<number | undefined>;
  /** The tenant that holds exactly this route; an organisation's row does not count for its workspaces. */
  holder(key: SlackKey): Promise<number | undefined>;
  /**
   * Claims the route for the tenant and stores the installation (also again, on reinstall: the latest wins).
   * Errors: `conflict` with sentence `slack.install.team_taken` when the team belongs to another tenant,
   * `slack.install.one_only` when an enterprise tenant already has a different installation; `plan_limit` and
   * `payment_required` for one more workspace than the tenant may have.
   */
  save(tenantId: number, record: SlackInstallationRecord): Promise<void>;
  /** A person's own token (user scopes), kept apart from the bot's. */
  saveUser(
    tenantId: number,
    key: SlackKey,
    slackUserId: string,
    user: Readonly<Record<string, unknown>>,
  ): Promise<void>;
  /** The installation, a fresh copy each time; with a Slack user id that person's token part too. */
  load(
    tenantId: number,
    key: SlackKey,
    slackUserId?: string,
  ): Promise<
    (SlackInstallationRecord & { readonly user: Readonly<Record<string, unknown>> | undefined }) | undefined
  >;
  /** The first word to a person stands there. */
  noteWelcome(tenantId: number, key: SlackKey, slackUserId: string, posted: Posted): Promise<void>;
  /** All installations of a tenant, labels only. */
  list(
    tenantId: number,
  ): Promise<readonly { readonly key: SlackKey; readonly label: string; readonly installedAt: Date }[]>;
  /**
   * Forgets an installation, unless it was made after `at` (late events about an earlier install). With `slackUserIds`
   * only those people's tokens. Repeating it does nothing.
   */
  remove(key: SlackKey, at: Date, slackUserIds?: readonly string[]): Promise<void>;
  /**
   * Runs `refresh` while holding this installation's lock over all processes, giving it the record as it is now (another
   * process may have refreshed it meanwhile), and stores what it returns; undefined leaves it as it is.
   */
  refresh(
    tenantId: number,
    key: SlackKey,
    refresh: (current: SlackInstallationRecord) => Promise<Readonly<Record<string, unknown>> | undefined>,
  ): Promise<SlackInstallationRecord | undefined>;
}

/** @param appId what tells this Slack app from others in the same control database: its client id */
export function createSlackInstallations(
  appId: string,
  control: ControlDatabase,
  databases: TenantDatabases,
  vault: Vault,
  clock: Clock,
  room: (tenantId: number) => Promise<Room>,
): SlackInstallations {
  const routeOf = (key: SlackKey): RouteKey => ({
    appId,
    enterpriseId: key.enterpriseId ?? '',
    teamId: key.isEnterpriseInstall ? '' : (key.teamId ?? ''),
    isEnterpriseInstall: key.isEnterpriseInstall,
  });
  const place = (tenantId: number, row: string, column = 'bot') => ({
    tenantId,
    table: 'slack_installations',
    column,
    row,
  });

  async function toRecord(tenantId: number, row: InstallationRow): Promise<SlackInstallationRecord> {
    const bot = (await vault.unseal(place(tenantId, row.id), row.bot)) as Record<string, unknown>;
    const { label, installedAt, installerSlackUserId } = row;
    return { key: keyOf(row), bot, label, installedAt, installerSlackUserId };
  }

  /** The row of a request: its own workspace's, else its organisation's. */
  async function findRow(tenantId: number, key: SlackKey): Promise<InstallationRow | undefined> {
    const all = await rows.listInstallations(await databases.open(tenantId));
    const own = key.isEnterpriseInstall
      ? undefined
      : all.find((row) => row.teamId !== null && row.teamId === key.teamId);
    const organisation = (row: InstallationRow) =>
      row.isEnterpriseInstall && row.enterpriseId === key.enterpriseId;
    return own ?? (key.enterpriseId ? all.find(organisation) : undefined);
  }

  async function save(tenantId: number, record: SlackInstallationRecord): Promise<void> {
    const tenant = await databases.open(tenantId);
    const route = routeOf(record.key);
    const only = tenant.tenantType === 'enterprise';
    const { limits, refuse } = await room(tenantId);
    const refusal = await claimRoute(control, route, tenantId, only, limits.workspaces);
    if (refusal === 'full') throw refuse('workspaces');
    if (refusal === 'one_only') throw new NoxError('conflict', {}, { sentence: 'slack.install.one_only' });
    if (refusal === 'taken') throw new NoxError('conflict', {}, { sentence: 'slack.install.team_taken' });
    const id = idOf(route);
    await rows.saveInstallation(tenant, {
      id,
      enterpriseId: record.key.enterpriseId ?? null,
      teamId: record.key.isEnterpriseInstall ? null : (record.key.teamId ?? null),
      isEnterpriseInstall: record.key.isEnterpriseInstall,
      label: record.label,
      installerSlackUserId: record.installerSlackUserId,
      bot: await vault.seal(place(tenantId, id), record.bot),
      installedAt: record.installedAt,
    });
  }

  async function load(tenantId: number, key: SlackKey, slackUserId?: string) {
    const row = await findRow(tenantId, key);
    if (!row) return undefined;
    const sealed =
      slackUserId && (await rows.findUserToken(await databases.open(tenantId), row.id, slackUserId));
    const user = sealed
      ? ((await vault.unseal(place(tenantId, `${row.id}/${slackUserId}`, 'user'), sealed)) as Record<
          string,
          unknown
        >)
      : undefined;
    return { ...(await toRecord(tenantId, row)), user };
  }

  async function saveUser(
    tenantId: number,
    key: SlackKey,
    slackUserId: string,
    user: Readonly<Record<string, unknown>>,
  ) {
    const row = await findRow(tenantId, key);
    if (!row) throw new NoxError('not_found', { kind: 'Slack', name: key.teamId ?? key.enterpriseId ?? '' });
    const token = await vault.seal(place(tenantId, `${row.id}/${slackUserId}`, 'user'), user);
    const entry = { installationId: row.id, slackUserId, token, storedAt: clock.now() };
    await rows.saveUserToken(await databases.open(tenantId), entry);
  }

  async function remove(key: SlackKey, at: Date, slackUserIds?: readonly string[]): Promise<void> {
    const route = routeOf(key);
    const tenantId = await findRouteHolder(control, route);
    if (tenantId === undefined) return;
    const tenant = await databases.open(tenantId);
    const held = (await routesOf(control, tenantId)).find((other) => sameRoute(other, route)) ?? route;
    if (slackUserIds) return rows.removeUserTokens(tenant, idOf(held), slackUserIds, at);
    if (await rows.removeInstallation(tenant, idOf(held), at)) await releaseRoute(control, held, tenantId);
  }

  return {
    findTenant: (key) => findRoute(control, { ...routeOf(key), teamId: key.teamId ?? '' }),
    holder: (key) => findRouteHolder(control, routeOf(key)),
    save,
    saveUser,
    load,
    async noteWelcome(tenantId, { enterpriseId = '', teamId = '' }, slackUserId, { channelId, ts }) {
      await noteSaid(await databases.open(tenantId), {
        key: `welcome:${slackUserId}`,
        teamId,
        enterpriseId,
        channelId: slackUserId,
        postedIn: channelId,
        ts,
        createdAt: clock.now(),
      });
    },
    async list(tenantId) {
      const all = await rows.listInstallations(await databases.open(tenantId));
      return all.map((row) => ({ key: keyOf(row), label: row.label, installedAt: row.installedAt }));
    },
    remove,
    async refresh(tenantId, key, refresh) {
      const row = await findRow(tenantId, key);
      if (!row) return undefined;
      const changed = await rows.changeInstallation(
        await databases.open(tenantId),
        row.id,
        async (current) => {
          const bot = await refresh(await toRecord(tenantId, current));
          return bot && vault.seal(place(tenantId, row.id), bot);
        },
      );
      return changed && toRecord(tenantId, changed);
    },
  };
}

function keyOf(row: InstallationRow): SlackKey {
  const { isEnterpriseInstall } = row;
  return {
    enterpriseId: row.enterpriseId ?? undefined,
    teamId: row.teamId ?? undefined,
    isEnterpriseInstall,
  };
}

function idOf(route: RouteKey): string {
  return `${route.enterpriseId}/${route.teamId}/${route.isEnterpriseInstall ? 'org' : 'workspace'}`;
}

function sameRoute(a: RouteKey, b: RouteKey): boolean {
  return a.isEnterpriseInstall
    ? b.isEnterpriseInstall && a.enterpriseId === b.enterpriseId
    : !b.isEnterpriseInstall && a.teamId === b.teamId;
}
