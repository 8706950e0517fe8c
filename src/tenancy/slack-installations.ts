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
  /**
   * Claims the route for the tenant and stores the installation (also again, on reinstall: the latest wins).
   * Errors: `conflict` with sentence `slack.install.team_taken` when the team belongs to another tenant,
   * `slack.install.one_only` when an enterprise tenant already has a different installation.
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
