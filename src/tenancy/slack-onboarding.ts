import { randomUUID } from 'node:crypto';
import { localeOf } from '../core/locale.ts';
import type { TenantType } from '../core/roles.ts';
import { appendAudit } from '../database/tenant/audit/audit.ts';
import type { Provisioner } from '../database/provision.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { findSlackUser, linkSlackUser } from '../database/tenant/slack/slack-identities.ts';
import { addUser } from '../database/tenant/people/users.ts';
import type { SlackInstallationRecord, SlackInstallations, SlackKey } from './slack-installations.ts';

/** What an install flow was begun for; kept server-side under its single-use state. */
export interface InstallIntent {
  readonly type: TenantType;
  /** Set when a signed-in person began it: the installation joins their tenant. */
  readonly tenantId?: number;
  readonly userId?: number;
}

/** The beginnings of install flows, single use, ten minutes, bound to the browser that began them. */
export interface InstallStates {
  /** Keeps an intent; returns the opaque state for the URL. `browser` is the value of a cookie set at the same time. */
  begin(intent: InstallIntent, browser: string): Promise<string>;
  /** Takes it out, once. Undefined when unknown, expired, used, or begun in another browser. */
  finish(state: string, browser: string | undefined): Promise<InstallIntent | undefined>;
}

/** The profile of the person who installed, as Slack gives it. */
export interface Installer {
  readonly slackUserId: string;
  /** The workspace that the person belongs to. */
  readonly teamId: string | undefined;
  readonly name: string;
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
}

/**
 * Brings an installation aboard: joins the intent's tenant, or the tenant that already holds this route (reinstall), or
 * makes a new tenant whose installer becomes `admin` or `freelance`. `userId` is the installer's account, where they have one.
 * Errors: as SlackInstallations.save.
 */
export interface SlackOnboarding {
  comeAboard(
    intent: InstallIntent,
    record: SlackInstallationRecord,
    installer: Installer,
  ): Promise<{ readonly tenantId: number; readonly userId: number | undefined; readonly created: boolean }>;
}

export function createSlackOnboarding(
  installations: SlackInstallations,
  provisioner: Provisioner,
  databases: TenantDatabases,
): SlackOnboarding {
  /**
   * Links the installer to the account that began the flow, or, in a space made by this very installation, to its first
   * account. Whoever installs again into a space that exists gains nothing by it: a client's Slack administrator must
   * not become the freelancer.
   */
  async function linkInstaller(
    tenantId: number,
    intent: InstallIntent,
    key: SlackKey,
    installer: Installer,
    first: boolean,
  ) {
    const tenant = await databases.open(tenantId);
    const homeTeamId = installer.teamId ?? key.teamId ?? '';
    if (!first && intent.userId === undefined) {
      return (await findSlackUser(tenant, homeTeamId, installer.slackUserId))?.user.id;
    }
    const role = tenant.tenantType === 'freelance' ? 'freelance' : 'admin';
    const zone = installer.timeZone ? { timeZone: installer.timeZone } : {};
    const newcomer = { name: installer.name, role, locale: localeOf(installer.locale), ...zone } as const;
    const userId = intent.userId ?? (await addUser(tenant, newcomer));
    // Where Slack told nothing of the person, their profile is read at their first message.
    const manner = installer.locale
      ? { locale: localeOf(installer.locale), timeZone: installer.timeZone }
      : undefined;
    await linkSlackUser(tenant, homeTeamId, installer.slackUserId, userId, manner);
    return userId;
  }

  return {
    async comeAboard(intent, record, installer) {
      const holder = intent.tenantId ?? (await installations.holder(record.key));
      if (holder !== undefined) return joinSpace(holder, intent, record, installer, false);
      const { type } = intent;
      const name = type === 'enterprise' ? record.label : installer.name;
      const timeZone = installer.timeZone ?? 'Europe/Paris';
      const tenant = { type, name, locale: localeOf(installer.locale), timeZone };
      let joined: Awaited<ReturnType<typeof joinSpace>> | undefined;
      await provisioner.create(tenant, async (id) => {
        try {
          joined = await joinSpace(id, intent, record, installer, true);
        } catch (error) {
          await databases.forget(id);
          throw error;
        }
      });
      if (!joined) throw new Error('the installation joined no space');
      return joined;
    },
  };

  async function joinSpace(
    tenantId: number,
    intent: InstallIntent,
    record: SlackInstallationRecord,
    installer: Installer,
    created: boolean,
  ) {
    await installations.save(tenantId, record);
    const userId = await linkInstaller(tenantId, intent, record.key, installer, created);
    await appendAudit(await databases.open(tenantId), {
      actorId: userId ?? null,
      actorName: installer.name,
      surface: 'slack',
      command: 'integrations connect slack',
      target: record.label,
      outcome: 'ok',
      requestId: randomUUID(),
    });
    return { tenantId, userId, created };
  }
}
