import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

export const at = (name: string) => timestamp(name, { withTimezone: true });

/** One row: whose database this is. Checked whenever a pool opens; the tenant's role may only read it. */
export const tenantIdentity = pgTable('tenant_identity', {
  tenantId: integer('tenant_id').primaryKey(),
  tenantType: text('tenant_type', { enum: ['enterprise', 'freelance'] }).notNull(),
  isolationLevel: text('isolation_level', { enum: ['strict'] })
    .notNull()
    .default('strict'),
});

/** Every table of a tenant carries its id, with a foreign key to the identity. */
export const ofTenant = () =>
  integer('tenant_id')
    .notNull()
    .references(() => tenantIdentity.tenantId);

export const tenantSettings = pgTable('tenant_settings', {
  tenantId: ofTenant().primaryKey(),
  name: text('name').notNull(),
  locale: text('locale', { enum: ['fr', 'en'] })
    .notNull()
    .default('fr'),
  timeZone: text('time_zone').notNull().default('Europe/Paris'),
  /** The role of members met for the first time. */
  defaultRole: text('default_role', { enum: ['viewer', 'developer', 'manager', 'admin'] })
    .notNull()
    .default('developer'),
});

export const tenantUsers = pgTable(
  'tenant_users',
  {
    id: serial('id').primaryKey(),
    tenantId: ofTenant(),
    /** Lower case; null for people known through Slack alone. */
    email: text('email'),
    name: text('name').notNull(),
    role: text('role', { enum: ['viewer', 'developer', 'manager', 'admin', 'freelance'] }).notNull(),
    passwordHash: text('password_hash'),
    locale: text('locale', { enum: ['fr', 'en'] }),
    timeZone: text('time_zone'),
    active: boolean('active').notNull().default(true),
    /** The integrations that a guest may reach, by id; null: all. */
    onlyIntegrations: integer('only_integrations').array(),
    /** When a guest's access ends; null: it does not. */
    accessUntil: at('access_until'),
    /** Raised to end every session of the person at once. */
    sessionEpoch: integer('session_epoch').notNull().default(0),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('tenant_users_email').on(table.email)],
);

/** Links by which somebody joins the space: single use, for some days, kept by their hash. */
export const invitations = pgTable('invitations', {
  id: serial('id').primaryKey(),
  tenantId: ofTenant(),
  codeHash: text('code_hash').notNull().unique(),
  role: text('role', { enum: ['viewer', 'developer', 'manager', 'admin'] }).notNull(),
  /** Whom it is meant for, as a reminder; the link itself is what lets in. */
  note: text('note').notNull(),
  /** Where it is mailed to, in which language, and when it last was; null: not by mail. */
  email: text('email'),
  locale: text('locale', { enum: ['fr', 'en'] }),
  mailedAt: at('mailed_at'),
  /** As of a guest in `tenant_users`. */
  onlyIntegrations: integer('only_integrations').array(),
  /** Days of access from joining on; null: without end. */
  accessDays: integer('access_days'),
  invitedBy: text('invited_by').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
});

/** Links by which somebody chooses another password: single use, for half an hour, kept by their hash. */
export const passwordResets = pgTable(
  'password_resets',
  {
    codeHash: text('code_hash').primaryKey(),
    tenantId: ofTenant(),
    userId: integer('user_id')
      .notNull()
      .references(() => tenantUsers.id, { onDelete: 'cascade' }),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [index('password_resets_user').on(table.userId)],
);

/** Sessions that their person ended before their time; forgotten once that has come. */
export const endedSessions = pgTable('ended_sessions', {
  id: text('id').primaryKey(),
  tenantId: ofTenant(),
  expiresAt: at('expires_at').notNull(),
});

/** Where an administrator narrowed or widened what a role may do; what is not here is as NOX has it. */
export const permissionRules = pgTable(
  'permission_rules',
  {
    tenantId: ofTenant(),
    role: text('role', { enum: ['viewer', 'developer', 'manager'] }).notNull(),
    permission: text('permission').notNull(),
    /** Empty: everywhere; `k8s:<integration id>`: one cluster; `github:<owner/name>`: one repository. */
    scope: text('scope').notNull(),
    allowed: boolean('allowed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.role, table.permission, table.scope] })],
);

/** Which Slack people are which user. The id of a Slack person is unique only with their home team. */
export const slackIdentities = pgTable(
  'slack_identities',
  {
    tenantId: ofTenant(),
    homeTeamId: text('home_team_id').notNull(),
    slackUserId: text('slack_user_id').notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => tenantUsers.id, { onDelete: 'cascade' }),
    /** As Slack says there; null until the profile was read. One person may have several workspaces, each in its language. */
    locale: text('locale', { enum: ['fr', 'en'] }),
    timeZone: text('time_zone'),
    /** When the profile was read; long ago for those who were linked before they spoke. */
    profileAt: at('profile_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.homeTeamId, table.slackUserId] }),
    index('slack_identities_user').on(table.userId),
  ],
);

/** Links given privately to one Slack person, once, for some minutes: to join an account, or to sign in. */
export const slackLinks = pgTable(
  'slack_links',
  {
    codeHash: text('code_hash').primaryKey(),
    tenantId: ofTenant(),
    purpose: text('purpose', { enum: ['link', 'signin'] }).notNull(),
    homeTeamId: text('home_team_id').notNull(),
    slackUserId: text('slack_user_id').notNull(),
    /** How the page names who asked, and where. */
    personName: text('person_name').notNull(),
    place: text('place').notNull(),
    locale: text('locale', { enum: ['fr', 'en'] }).notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [uniqueIndex('slack_links_person').on(table.homeTeamId, table.slackUserId, table.purpose)],
);

export const slackInstallations = pgTable('slack_installations', {
  tenantId: ofTenant(),
  /** `enterprise/team/org|workspace`: the route, and what the ciphertext is bound to. */
  id: text('id').primaryKey(),
  enterpriseId: text('enterprise_id'),
  teamId: text('team_id'),
  isEnterpriseInstall: boolean('is_enterprise_install').notNull(),
  label: text('label').notNull(),
  installerSlackUserId: text('installer_slack_user_id').notNull(),
  bot: text('bot').notNull(),
  installedAt: at('installed_at').notNull(),
});

/** People's own Slack tokens, kept apart from the bot's. */
export const slackUserTokens = pgTable(
  'slack_user_tokens',
  {
    tenantId: ofTenant(),
    installationId: text('installation_id')
      .notNull()
      .references(() => slackInstallations.id, { onDelete: 'cascade' }),
    slackUserId: text('slack_user_id').notNull(),
    token: text('token').notNull(),
    storedAt: at('stored_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.slackUserId] })],
);

export const tenantIntegrations = pgTable(
  'tenant_integrations',
  {
    id: serial('id').primaryKey(),
    tenantId: ofTenant(),
    integrationType: text('integration_type', { enum: ['github', 'k8s', 'jira', 'notion'] }).notNull(),
    name: text('name').notNull(),
    /** Encrypted, bound to tenant, table, column and row. */
    configuration: text('configuration').notNull(),
    details: jsonb('details').$type<Record<string, string>>().notNull(),
    protected: boolean('protected').notNull().default(false),
    health: text('health', { enum: ['ok', 'failing', 'unknown'] })
      .notNull()
      .default('ok'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('tenant_integrations_name').on(table.integrationType, table.name)],
);

/** What a person allowed on a service's page, where it is several things and they still have to choose: once, ten minutes. */
export const pendingConsents = pgTable('pending_consents', {
  id: text('id').primaryKey(),
  tenantId: ofTenant(),
  userId: integer('user_id')
    .notNull()
    .references(() => tenantUsers.id, { onDelete: 'cascade' }),
  integrationType: text('integration_type', { enum: ['github', 'k8s', 'jira', 'notion'] }).notNull(),
  /** Encrypted, bound to tenant, table, column and row. */
  offers: text('offers').notNull(),
  expiresAt: at('expires_at').notNull(),
});

/** Confirmations and choices that wait for a click: once, ten minutes, for the person who asked. */
export const pendingActions = pgTable('pending_actions', {
  id: text('id').primaryKey(),
  tenantId: ofTenant(),
  userId: integer('user_id')
    .notNull()
    .references(() => tenantUsers.id, { onDelete: 'cascade' }),
  kind: text('kind', { enum: ['confirm', 'choice'] }).notNull(),
  command: text('command').notNull(),
  input: jsonb('input').$type<Record<string, unknown>>().notNull(),
  /** For a choice: the parameter and its possible values. */
  parameter: text('parameter'),
  options: jsonb('options').$type<string[]>(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
});

/** Append-only: rows come through audit_append() alone, each chained to the one before by hash. */
export const auditLog = pgTable('audit_log', {
  sequence: bigint('sequence', { mode: 'number' }).primaryKey(),
  tenantId: ofTenant(),
  at: at('at').notNull(),
  actorId: integer('actor_id'),
  actorName: text('actor_name').notNull(),
  surface: text('surface').notNull(),
  command: text('command').notNull(),
  target: text('target').notNull(),
  outcome: text('outcome').notNull(),
  requestId: text('request_id').notNull(),
  hash: text('hash').notNull(),
});

/** The end of the chain, so that rows cut from the end are noticed too. */
export const auditHead = pgTable('audit_head', {
  tenantId: ofTenant().primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
});

/** Slack events as they came, kept until they are finished and for a day after, against repetition. */
export const slackEvents = pgTable(
  'slack_events',
  {
    eventId: text('event_id').primaryKey(),
    tenantId: ofTenant(),
    body: text('body'),
    receivedAt: at('received_at').notNull().defaultNow(),
    doneAt: at('done_at'),
  },
  (table) => [index('slack_events_received').on(table.receivedAt)],
);
