import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { eq } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type postgres from 'postgres';
import { NoxError } from '../core/errors.ts';
import type { TenantType } from '../core/roles.ts';
import type { ControlDatabase } from './control/database.ts';
import { tenants } from './control/schema.ts';
import { admittedPool } from './admitted-pool.ts';
import { createConnectionBudget } from './connection-budget.ts';
import { connect } from './server.ts';
import { createAuditWriter } from './tenant/audit/audit-writer.ts';
import { createVisitReader } from './tenant/slack/slack-visits.ts';
import type { VisitReader } from './tenant/slack/slack-visits.ts';
import type { AuditRecord } from './tenant/audit/audit-writer.ts';
import * as schema from './tenant/schema/schema.ts';

/** One tenant's own database, through its own login role. */
export interface TenantDatabase {
  readonly tenantId: number;
  readonly tenantType: TenantType;
  readonly db: PostgresJsDatabase<typeof schema>;
  readonly sql: postgres.Sql;
  /** Appends to the tenant's audit log. */
  readonly audit: (record: AuditRecord) => Promise<number>;
  /** Reads what every request from Slack asks first. */
  readonly visit: VisitReader;
}

export interface TenantDatabases {
  /**
   * The one door to a tenant's data. Errors: `not_found` for an id without a tenant; an Error when the
   * database behind the door is not that tenant's (nothing is read from it then).
   */
  open(tenantId: number): Promise<TenantDatabase>;
  /** Ends the tenant's connections (before its database is dropped). */
  forget(tenantId: number): Promise<void>;
  /** How many tenants have a pool open now. */
  openPools(): number;
  /** How many connections those pools may have open now. */
  connections(): number;
  close(): Promise<void>;
}

/** How long a tenant's pool keeps what it holds without work. */
export interface PoolRest {
  /** Connections are closed after so many seconds. */
  readonly connectionSeconds: number;
  /** The pool itself is forgotten after so many milliseconds without an `open`. */
  readonly poolMs: number;
}

const perPool = 4;
/** As long as a statement may take. */
const waitMs = 10_000;

/**
 * Pools per tenant: made at the first `open`, their connections closed after 20 s without work, the pool itself
 * forgotten after five minutes without an `open`. A query that waits long for a connection, because all are taken, fails
 * with `unavailable`.
 * @param unwrap opens what the provisioner wrapped (the role's password)
 * @param most connections that all pools may have together
 */
export function createTenantDatabases(
  control: ControlDatabase,
  unwrap: (wrapped: string, purpose: string) => Promise<Uint8Array>,
  most: number,
  rest: PoolRest = { connectionSeconds: 20, poolMs: 5 * 60_000 },
): TenantDatabases {
  const budget = createConnectionBudget({ most, perPool, waitMs });
  const ending = new Set<Promise<void>>();
  const pools = new LRUCache<
    number,
    { readonly opening: Promise<TenantDatabase & { end(): Promise<void> }> }
  >({
    max: 500,
    ttl: rest.poolMs,
    updateAgeOnGet: true,
    ttlAutopurge: true,
    dispose: (pool) => {
      const end = pool.opening.then((opened) => opened.end()).catch(() => {});
      ending.add(end);
      void end.finally(() => ending.delete(end));
    },
  });

  async function openPool(tenantId: number): Promise<TenantDatabase & { end(): Promise<void> }> {
    const [row] = await control.db.select().from(tenants).where(eq(tenants.id, tenantId));
    // A tenant that is being made is opened by its maker alone: nobody else has its id yet.
    if (!row || row.state === 'deleting')
      throw new NoxError('not_found', { kind: 'kind.tenant', name: tenantId });
    const password = Buffer.from(await unwrap(row.roleSecret, `role/${tenantId}`)).toString();
    const address = { ...control.address, database: row.databaseName, user: row.roleName, password };
    const make = () => {
      const made = connect(address, { max: perPool, idleSeconds: rest.connectionSeconds });
      // Sets how it reads and writes times and JSON.
      drizzle(made);
      return made;
    };
    let pool: postgres.Sql | undefined = make();
    let isEnded = false;
    const admission = budget.admit(async () => {
      const resting = pool;
      if (!isEnded) pool = undefined;
      await resting?.end({ timeout: 5 });
    });
    const sql = admittedPool(admission, () => (pool ??= make()));
    const end = async () => {
      isEnded = true;
      await (pool ??= make()).end({ timeout: 5 });
      admission.leave();
    };
    try {
      const [identity] = await sql<{ tenant_id: number; tenant_type: TenantType }[]>`
        select tenant_id, tenant_type from tenant_identity`;
      if (identity?.tenant_id !== tenantId)
        throw new Error(`the database of tenant ${tenantId} is not its own`);
      const [audit, visit] = [createAuditWriter(sql), createVisitReader(sql)];
      const { tenant_type: tenantType } = identity;
      return { tenantId, tenantType, db: drizzle(sql, { schema }), sql, audit, visit, end };
    } catch (error) {
      await end();
      throw error;
    }
  }

  async function open(tenantId: number): Promise<TenantDatabase> {
    let pool = pools.get(tenantId);
    if (!pool) {
      pool = { opening: openPool(tenantId) };
      pools.set(tenantId, pool);
      pool.opening.catch(() => pools.delete(tenantId));
    }
    return pool.opening;
  }

  async function close(): Promise<void> {
    pools.clear();
    await Promise.all(ending);
  }

  async function forget(tenantId: number): Promise<void> {
    pools.delete(tenantId);
    await Promise.all(ending);
  }

  return { open, forget, openPools: () => pools.size, connections: budget.used, close };
}
