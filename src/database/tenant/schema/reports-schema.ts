import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { cadences } from '../../../core/report.ts';
import { at, ofTenant, tenantIntegrations, tenantUsers } from './schema.ts';

const clusterOf = () =>
  integer('integration_id')
    .notNull()
    .references(() => tenantIntegrations.id, { onDelete: 'cascade' });

/** How workloads fared, hour by hour, as the watch saw them: a look every five minutes. */
export const workloadHours = pgTable(
  'workload_hours',
  {
    tenantId: ofTenant(),
    integrationId: clusterOf(),
    kind: text('kind').notNull(),
    namespace: text('namespace').notNull(),
    name: text('name').notNull(),
    hour: at('hour').notNull(),
    /** How often it was looked at; how often all replicas were ready; how often none was. */
    looks: integer('looks').notNull(),
    whole: integer('whole').notNull(),
    down: integer('down').notNull(),
    restarts: integer('restarts').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.integrationId, table.kind, table.namespace, table.name, table.hour] }),
    index('workload_hours_hour').on(table.hour),
  ],
);

/** New versions of Deployments, as the watch saw them. */
export const workloadRollouts = pgTable(
  'workload_rollouts',
  {
    tenantId: ofTenant(),
    integrationId: clusterOf(),
    namespace: text('namespace').notNull(),
    name: text('name').notNull(),
    revision: integer('revision').notNull(),
    at: at('at').notNull(),
    images: jsonb('images').$type<readonly string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.integrationId, table.namespace, table.name, table.revision] }),
    index('workload_rollouts_at').on(table.at),
  ],
);

const content = {
  cadence: text('cadence', { enum: cadences }).notNull(),
  /** Ids of the clusters; empty: all of the tenant. */
  clusterIds: jsonb('cluster_ids').$type<readonly number[]>().notNull(),
  /** The Notion; null: summed up in Slack alone. */
  notionId: integer('notion_id').references(() => tenantIntegrations.id, { onDelete: 'set null' }),
  /** The page, or the table of a database, that the report is put into. */
  parentId: text('parent_id'),
  parentIsTable: boolean('parent_is_table').notNull().default(false),
  parentTitle: text('parent_title').notNull().default(''),
};

/** When reports are written by themselves. */
export const reportSchedules = pgTable('report_schedules', {
  id: serial('id').primaryKey(),
  tenantId: ofTenant(),
  ...content,
  /** `08:00`, in the tenant's zone. */
  atTime: text('at_time').notNull(),
  nextAt: at('next_at').notNull(),
  createdAt: at('created_at').notNull(),
  createdBy: integer('created_by').references(() => tenantUsers.id, { onDelete: 'set null' }),
});

/** One report: wanted, written into Notion, told in Slack. */
export const reportRuns = pgTable(
  'report_runs',
  {
    id: serial('id').primaryKey(),
    tenantId: ofTenant(),
    ...content,
    scheduleId: integer('schedule_id').references(() => reportSchedules.id, { onDelete: 'set null' }),
    periodStart: at('period_start').notNull(),
    periodEnd: at('period_end').notNull(),
    state: text('state', { enum: ['wanted', 'written', 'told', 'failed'] })
      .notNull()
      .default('wanted'),
    pageUrl: text('page_url'),
    askedBy: integer('asked_by').references(() => tenantUsers.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull(),
    writtenAt: at('written_at'),
    toldAt: at('told_at'),
    error: text('error'),
  },
  (table) => [uniqueIndex('report_runs_period').on(table.scheduleId, table.periodEnd)],
);
