import { sql } from 'drizzle-orm';
import { index, integer, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { severities } from '../../../core/incident.ts';
import { incidents } from './monitoring-schema.ts';
import { at, ofTenant, tenantIntegrations, tenantUsers } from './schema.ts';

/** For which incidents a ticket is opened by itself, where, and after how long without anybody taking it. */
export const ticketRules = pgTable('ticket_rules', {
  id: serial('id').primaryKey(),
  tenantId: ofTenant(),
  /** This bad, or worse. */
  severity: text('severity', { enum: severities }).notNull(),
  /** Null: every cluster. */
  integrationId: integer('integration_id').references(() => tenantIntegrations.id, { onDelete: 'cascade' }),
  /** Empty: the whole cluster. */
  namespace: text('namespace').notNull().default(''),
  service: text('service', { enum: ['jira', 'github'] }).notNull(),
  /** The Jira or GitHub. */
  toolId: integer('tool_id')
    .notNull()
    .references(() => tenantIntegrations.id, { onDelete: 'cascade' }),
  /** A project's key, or `owner/repo`. */
  place: text('place').notNull(),
  afterMinutes: integer('after_minutes').notNull().default(0),
  createdAt: at('created_at').notNull(),
  createdBy: integer('created_by').references(() => tenantUsers.id, { onDelete: 'set null' }),
});

/** The ticket of an incident: one at most. */
export const tickets = pgTable(
  'tickets',
  {
    id: serial('id').primaryKey(),
    tenantId: ofTenant(),
    incidentId: integer('incident_id')
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    service: text('service', { enum: ['jira', 'github'] }).notNull(),
    toolId: integer('tool_id').references(() => tenantIntegrations.id, { onDelete: 'set null' }),
    place: text('place').notNull(),
    /** `PAY-12`, or an issue's number; null until it is known to be there. */
    ref: text('ref'),
    url: text('url'),
    /**
     * `wanted`: to be opened; `open`: NOX keeps it; `closed`: NOX closed it; `left`: somebody moved or closed it by hand,
     * and NOX only comments; `failed`: it will not be opened; `gone`: it was opened, and is not there any more for NOX.
     */
    state: text('state', { enum: ['wanted', 'open', 'closed', 'left', 'failed', 'gone'] })
      .notNull()
      .default('wanted'),
    /** In which status NOX left it: another one was set by hand. */
    status: text('status').notNull().default(''),
    /** Where NOX is moving it, noted before it does: found there after a crash, it was NOX. Empty: nowhere. */
    movingTo: text('moving_to').notNull().default(''),
    /** The last step of the incident after which its status was set right. */
    settledStep: integer('settled_step').notNull().default(0),
    /** The last step of the incident that was written there. */
    toldStep: integer('told_step').notNull().default(0),
    /** Null: asked for by hand. */
    ruleId: integer('rule_id').references(() => ticketRules.id, { onDelete: 'set null' }),
    askedBy: integer('asked_by').references(() => tenantUsers.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull(),
    openedAt: at('opened_at'),
    closedAt: at('closed_at'),
    /** Why it failed: a short code. */
    error: text('error'),
  },
  (table) => [
    uniqueIndex('tickets_incident').on(table.incidentId),
    index('tickets_created').on(table.createdAt),
    index('tickets_standing').on(table.id).where(sql`${table.state} in ('wanted', 'open')`),
  ],
);
