import { and, desc, eq, gte, ilike, lt, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { auditLog } from '../schema/schema.ts';

/** What is looked for in the audit log; everything that is given must hold. */
export interface ActivityFilter {
  /** Words in who, what or on what. */
  readonly text?: string | undefined;
  /** A command's name, or the beginning of several: `k8s`. */
  readonly command?: string | undefined;
  /** What people did with their accounts (signing in and the like), or everything else. */
  readonly kind?: 'account' | 'other' | undefined;
  readonly outcome?: 'ok' | 'failed' | undefined;
  readonly surface?: string | undefined;
  /** Days of the space's own calendar, `2026-11-25`, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timeZone: string;
  /** Entries before this one. */
  readonly before?: number | undefined;
}

export type ActivityEntry = typeof auditLog.$inferSelect;

/** Entries of the audit log, the latest first. */
export async function searchAudit(
  tenant: TenantDatabase,
  filter: ActivityFilter,
  limit: number,
): Promise<readonly ActivityEntry[]> {
  const { text, command, kind, outcome, surface, from, to, timeZone, before } = filter;
  const day = sql`(${auditLog.at} at time zone ${timeZone})::date`;
  const wanted: (SQL | undefined)[] = [
    text
      ? or(...[auditLog.actorName, auditLog.command, auditLog.target].map((each) => ilike(each, like(text))))
      : undefined,
    command ? or(eq(auditLog.command, command), ilike(auditLog.command, `${escape(command)} %`)) : undefined,
    kind && sql`${auditLog.command} ${kind === 'other' ? sql`not` : sql``} like 'account %'`,
    outcome === 'ok' ? eq(auditLog.outcome, 'ok') : undefined,
    outcome === 'failed' ? sql`${auditLog.outcome} not in ('ok', 'asked')` : undefined,
    surface ? eq(auditLog.surface, surface) : undefined,
    from ? gte(day, sql`${from}::date`) : undefined,
    to ? sql`${day} <= ${to}::date` : undefined,
    before ? lt(auditLog.sequence, before) : undefined,
  ];
  return tenant.db
    .select()
    .from(auditLog)
    .where(and(...wanted))
    .orderBy(desc(auditLog.sequence))
    .limit(limit);
}

/** What was done on one day. */
export interface DayCount {
  readonly day: string;
  readonly ok: number;
  readonly failed: number;
}

/**
 * How often commands ended well or not, for each of the last days of the space's calendar, today last; days without any
 * are there with zero.
 */
export async function countDays(
  tenant: TenantDatabase,
  of: {
    readonly now: Date;
    readonly days: number;
    readonly timeZone: string;
    /** These alone; absent: everything that was asked of NOX. */
    readonly commands?: readonly string[];
    /** This person's alone. */
    readonly actorId?: number | undefined;
  },
): Promise<readonly DayCount[]> {
  const { now, days, timeZone, commands, actorId } = of;
  const at = now.toISOString();
  const rows = await tenant.sql<DayCount[]>`
    with days as (
      select ((${at}::timestamptz at time zone ${timeZone})::date - step) as day from generate_series(0, ${days - 1}) as step
    )
    select to_char(days.day, 'YYYY-MM-DD') as day,
      count(*) filter (where log.outcome = 'ok')::int as ok,
      count(*) filter (where log.outcome not in ('ok', 'asked'))::int as failed
    from days left join audit_log log
      on (log.at at time zone ${timeZone})::date = days.day
      and log.at > ${at}::timestamptz - make_interval(days => ${days + 1})
      and ${commands ? tenant.sql`log.command in ${tenant.sql([...commands])}` : tenant.sql`log.command not like 'account %'`}
      and (${actorId === undefined} or log.actor_id = ${actorId ?? 0})
    group by days.day order by days.day`;
  return rows.map(({ day, ok, failed }) => ({ day, ok, failed }));
}

function like(words: string): string {
  return `%${escape(words)}%`;
}

function escape(words: string): string {
  return words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
