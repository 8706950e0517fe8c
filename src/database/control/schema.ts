import { sql } from 'drizzle-orm';
import {
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

const at = (name: string) => timestamp(name, { withTimezone: true });

/** The doors: where each tenant's database is and how to log in to it. Nothing that a tenant owns. */
export const tenants = pgTable('tenants', {
  id: serial('id').primaryKey(),
  tenantType: text('tenant_type', { enum: ['enterprise', 'freelance'] }).notNull(),
  isolationLevel: text('isolation_level', { enum: ['strict'] })
    .notNull()
    .default('strict'),
  /** Placement: the server that holds the database. `default` is the one of DATABASE_URL. */
  server: text('server').notNull().default('default'),
  databaseName: text('database_name').notNull().unique(),
  roleName: text('role_name').notNull().unique(),
  /** The login role's password, wrapped by the master key. */
  roleSecret: text('role_secret').notNull(),
  state: text('state', { enum: ['creating', 'ready', 'deleting'] })
    .notNull()
    .default('creating'),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** Data keys, wrapped by the master key. Destroying the rows of a tenant destroys its secrets. */
export const tenantKeys = pgTable(
  'tenant_keys',
  {
    tenantId: integer('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    wrappedKey: text('wrapped_key').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.version] })],
);

/** Which tenant a Slack request belongs to. Unique over all tenants; absent ids are empty strings. */
export const slackRoutes = pgTable(
  'slack_routes',
  {
    appId: text('app_id').notNull(),
    enterpriseId: text('enterprise_id').notNull().default(''),
    teamId: text('team_id').notNull().default(''),
    isEnterpriseInstall: boolean('is_enterprise_install').notNull(),
    tenantId: integer('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.enterpriseId, table.teamId, table.isEnterpriseInstall] }),
    uniqueIndex('slack_routes_team').on(table.appId, table.teamId).where(sql`${table.teamId} <> ''`),
    index('slack_routes_tenant').on(table.tenantId),
  ],
);

/** Blind index of logins: HMAC of the e-mail address → the accounts it may open. */
export const logins = pgTable(
  'logins',
  {
    emailIndex: text('email_index').notNull(),
    tenantId: integer('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    userId: integer('user_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.emailIndex, table.tenantId] })],
);

/** The beginnings of install flows: single use, ten minutes, bound to a browser. */
export const installStates = pgTable('install_states', {
  stateHash: text('state_hash').primaryKey(),
  browserHash: text('browser_hash').notNull(),
  intent: jsonb('intent').notNull(),
  expiresAt: at('expires_at').notNull(),
});

/** What of the outside at most one tenant may hold, by blind index: an installation of NOX's GitHub App. */
export const claims = pgTable(
  'claims',
  {
    thingIndex: text('thing_index').primaryKey(),
    tenantId: integer('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
  },
  (table) => [index('claims_tenant').on(table.tenantId)],
);

/** Events that were acknowledged and are not finished: ids alone, the body is in the tenant's own database. */
export const unfinishedEvents = pgTable(
  'unfinished_events',
  {
    tenantId: integer('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    eventId: text('event_id').notNull(),
    receivedAt: at('received_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.eventId] })],
);

/**
 * Spaces that their people want gone: from when on, and when it was done. Outlives the space, so that its receipt can be
 * answered; knows nothing of it but its number.
 */
export const deletions = pgTable('deletions', {
  tenantId: integer('tenant_id').primaryKey(),
  receiptHash: text('receipt_hash').notNull().unique(),
  askedAt: at('asked_at').notNull(),
  deleteAfter: at('delete_after').notNull(),
  doneAt: at('done_at'),
});

/** One row: a known text under the master key, so that a wrong key is told at start. */
export const masterKeyCheck = pgTable('master_key_check', {
  id: integer('id').primaryKey(),
  sealed: text('sealed').notNull(),
});

/** Who watches which cluster: ids alone. A process that stops renewing loses its clusters to the others. */
export const clusterLeases = pgTable(
  'cluster_leases',
  {
    tenantId: integer('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    integrationId: integer('integration_id').notNull(),
    /** Raised when its credential was renewed: whoever watches it begins anew. */
    generation: integer('generation').notNull().default(1),
    /** The process that holds it; null where nobody does. */
    holder: text('holder'),
    heldUntil: at('held_until'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.integrationId] }),
    index('cluster_leases_free').on(table.heldUntil),
  ],
);

/** The processes that watch clusters, so that each knows its fair share. */
export const watchingProcesses = pgTable('watching_processes', {
  holder: text('holder').primaryKey(),
  aliveUntil: at('alive_until').notNull(),
});

/** What a tenant pays for, as Stripe last said it: ids and states alone. */
export const subscriptions = pgTable('subscriptions', {
  tenantId: integer('tenant_id')
    .primaryKey()
    .references(() => tenants.id, { onDelete: 'cascade' }),
  /** Stripe's customer; null once it was deleted there. */
  customerId: text('customer_id').unique(),
  subscriptionId: text('subscription_id'),
  /** The one item of the subscription, whose quantity is the seats. */
  itemId: text('item_id'),
  plan: text('plan'),
  /** Stripe's own word; null before a first subscription. */
  status: text('status'),
  seats: integer('seats'),
  renewsAt: at('renews_at'),
  /** When it ends, where its end was asked for. */
  endsAt: at('ends_at'),
  /** Since when it is not paid, without a break. */
  lapsedAt: at('lapsed_at'),
  /** Raised by every write, so that what was read before is not written over what came after. */
  revision: integer('revision').notNull().default(1),
});

/** Stripe's events that were taken in, so that none counts twice. */
export const stripeEvents = pgTable('stripe_events', {
  eventId: text('event_id').primaryKey(),
  receivedAt: at('received_at').notNull(),
});

/** One row: when this NOX first asked for payment. Older tenants have their trial from then on. */
export const billingStart = pgTable('billing_start', {
  id: integer('id').primaryKey(),
  startedAt: at('started_at').notNull(),
});
