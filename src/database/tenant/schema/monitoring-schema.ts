import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Evidence, Findings, Suppressed } from '../../../core/incident.ts';
import { incidentStates, reasons, severities } from '../../../core/incident.ts';
import { at, ofTenant, tenantIntegrations, tenantUsers } from './schema.ts';

/** What monitoring remembers of each cluster besides its incidents. */
/** A hold as it is noted; times are ISO texts. */
export interface NotedHold {
  readonly beganAt: string;
  readonly since?: string | undefined;
  readonly stage?: string | undefined;
  readonly wasBefore: boolean;
}

export const clusterWatches = pgTable('cluster_watches', {
  integrationId: integer('integration_id')
    .primaryKey()
    .references(() => tenantIntegrations.id, { onDelete: 'cascade' }),
  tenantId: ofTenant(),
  /** Set at the first look: what was found then was there before NOX. */
  baselinedAt: at('baselined_at'),
  /** TLS secrets are read for their certificates' end. */
  readsCertificates: boolean('reads_certificates').notNull().default(false),
  /** How the watch fares, written now and then by the process that holds it. */
  state: text('state', { enum: ['starting', 'watching', 'refused', 'unreachable'] })
    .notNull()
    .default('starting'),
  heardAt: at('heard_at'),
  objects: integer('objects').notNull().default(0),
  /** The longest that a change waited lately until it was understood and written. */
  lagMs: integer('lag_ms').notNull().default(0),
  /** What the credential may not read, or the cluster does not know. */
  refusedKinds: jsonb('refused_kinds').$type<readonly string[]>().notNull().default([]),
  /** What is seen and since when, by key: whoever takes the watch over lets holds go on. */
  holds: jsonb('holds').$type<Readonly<Record<string, NotedHold>>>().notNull().default({}),
  holdsNotedAt: at('holds_noted_at'),
});

/** Something wrong in a cluster, from first sign to resolution. Its number is what people call it by. */
export const incidents = pgTable(
  'incidents',
  {
    id: serial('id').primaryKey(),
    tenantId: ofTenant(),
    /** Null once the cluster was removed; its name stays. */
    integrationId: integer('integration_id').references(() => tenantIntegrations.id, {
      onDelete: 'set null',
    }),
    cluster: text('cluster').notNull(),
    /** What is wrong and with what; one incident a key and cluster stands at a time. */
    key: text('key').notNull(),
    reason: text('reason', { enum: reasons }).notNull(),
    subjectKind: text('subject_kind').notNull(),
    namespace: text('namespace').notNull(),
    subjectName: text('subject_name').notNull(),
    severity: text('severity', { enum: severities }).notNull(),
    /** The worst that was told. */
    told: text('told', { enum: severities }).notNull(),
    state: text('state', { enum: incidentStates }).notNull().default('open'),
    /** It was there before NOX was connected: told in the summary alone. */
    isBaseline: boolean('is_baseline').notNull().default(false),
    /** The message that tells of it: its own, a digest, the baseline's; null where it is silenced or nobody is told. */
    toldIn: text('told_in'),
    cause: text('cause'),
    members: jsonb('members').$type<readonly string[]>().notNull(),
    occurrences: jsonb('occurrences').$type<readonly string[]>().notNull(),
    also: jsonb('also').$type<readonly (typeof reasons)[number][]>().notNull(),
    evidence: jsonb('evidence').$type<readonly Evidence[]>().notNull(),
    holdMs: integer('hold_ms').notNull(),
    /** When it began, by the cluster's word. */
    since: at('since'),
    openedAt: at('opened_at').notNull(),
    /** When its condition was gone; null while it stands, also where a person called it resolved before. */
    overAt: at('over_at'),
    /** When people were told that it is over, or one of them said so. */
    resolvedAt: at('resolved_at'),
    /** ISO times at which it came back. */
    returns: jsonb('returns').$type<readonly string[]>().notNull(),
    takenBy: integer('taken_by').references(() => tenantUsers.id, { onDelete: 'set null' }),
    takenAt: at('taken_at'),
    /** The person who called it resolved; null where it was over by itself. */
    resolvedBy: integer('resolved_by').references(() => tenantUsers.id, { onDelete: 'set null' }),
    /** What was found out when it opened: last logs, events, the last change. Secrets masked. */
    /** What was seen and counted here instead of being told by itself, and why. */
    suppressed: jsonb('suppressed').$type<readonly Suppressed[]>().notNull().default([]),
    findings: jsonb('findings').$type<Findings>(),
  },
  (table) => [
    uniqueIndex('incidents_standing').on(table.integrationId, table.key).where(sql`${table.overAt} is null`),
    index('incidents_opened').on(table.openedAt),
  ],
);

/** The course of an incident: what happened, when, by whom. */
export const incidentSteps = pgTable(
  'incident_steps',
  {
    id: serial('id').primaryKey(),
    tenantId: ofTenant(),
    incidentId: integer('incident_id')
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
    kind: text('kind').notNull(),
    actorName: text('actor_name'),
    detail: text('detail').notNull().default(''),
  },
  (table) => [index('incident_steps_incident').on(table.incidentId)],
);

/** Where alerts go: for everything, for one cluster, or for one namespace of it. The narrowest counts. */
export const alertChannels = pgTable(
  'alert_channels',
  {
    id: serial('id').primaryKey(),
    tenantId: ofTenant(),
    integrationId: integer('integration_id').references(() => tenantIntegrations.id, { onDelete: 'cascade' }),
    /** Empty: the whole cluster. */
    namespace: text('namespace').notNull().default(''),
    /** The Slack workspace and the channel in it. */
    teamId: text('team_id').notNull(),
    enterpriseId: text('enterprise_id').notNull().default(''),
    channelId: text('channel_id').notNull(),
    createdBy: integer('created_by').references(() => tenantUsers.id, { onDelete: 'set null' }),
  },
  (table) => [
    uniqueIndex('alert_channels_scope').on(sql`coalesce(${table.integrationId}, 0)`, table.namespace),
  ],
);

/** What is to be kept quiet about: a reason of a workload, for a time or until it is over. */
export const silences = pgTable('silences', {
  id: serial('id').primaryKey(),
  tenantId: ofTenant(),
  integrationId: integer('integration_id')
    .notNull()
    .references(() => tenantIntegrations.id, { onDelete: 'cascade' }),
  key: text('key').notNull(),
  /** Null: until the incident is resolved. */
  until: at('until'),
  createdAt: at('created_at').notNull(),
  createdBy: integer('created_by').references(() => tenantUsers.id, { onDelete: 'set null' }),
  endedAt: at('ended_at'),
});

/**
 * A message of NOX's own accord, and where it stands: of an incident, of a digest, of what was broken before NOX came (those
 * are edited later), of a report, the first word to a person.
 */
export const alertMessages = pgTable('alert_messages', {
  /** `incident:12`, `digest:40`, `baseline:3`, `report:7`, `welcome:U012`. */
  key: text('key').primaryKey(),
  tenantId: ofTenant(),
  teamId: text('team_id').notNull(),
  enterpriseId: text('enterprise_id').notNull().default(''),
  /** Where it is to stand: a channel, or a person to whom it is written. */
  channelId: text('channel_id').notNull(),
  /** Where it stands, and Slack's own name of it; null until it is known to have arrived. */
  postedIn: text('posted_in'),
  /** The channel where it should stand and cannot: NOX may not write there any more. */
  movedFrom: text('moved_from'),
  /** Empty: somebody deleted it. */
  ts: text('ts'),
  createdAt: at('created_at').notNull().defaultNow(),
});

/**
 * What is to go out, written in the same transaction as what it tells of. Each row is sent once: `key` says what it is,
 * `state` how far it came. `sending` is set before the call; found so after a crash, its outcome is not known.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: serial('id').primaryKey(),
    tenantId: ofTenant(),
    key: text('key').notNull().unique(),
    kind: text('kind').notNull(),
    payload: jsonb('payload').$type<Readonly<Record<string, unknown>>>().notNull(),
    state: text('state', { enum: ['waiting', 'sending', 'sent', 'failed'] })
      .notNull()
      .default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    notBefore: at('not_before').notNull().defaultNow(),
    createdAt: at('created_at').notNull().defaultNow(),
    doneAt: at('done_at'),
    error: text('error'),
  },
  (table) => [
    index('outbox_waiting').on(table.notBefore).where(sql`${table.state} in ('waiting', 'sending')`),
  ],
);
