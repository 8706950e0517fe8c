import type { TenantType } from '../core/roles.ts';
import type { SlackInstallationRecord } from './slack-installations.ts';

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
 * makes a new tenant whose installer becomes `admin` or `freelance`. Links the installer's Slack identity to the account.
 * Errors: as SlackInstallations.save.
 */
export interface SlackOnboarding {
  comeAboard(
    intent: InstallIntent,
    record: SlackInstallationRecord,
    installer: Installer,
  ): Promise<{ readonly tenantId: number; readonly userId: number; readonly created: boolean }>;
}
