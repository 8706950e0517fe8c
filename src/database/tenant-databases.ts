import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { eq } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type postgres from 'postgres';
import { NoxError } from '../core/errors.ts';
import type { TenantType } from '../core/roles.ts';
import type { ControlDatabase } from './control/database.ts';
import { tenants } from './control/schema.ts';
import { connect } from './server.ts';
import { createAuditWriter } from './tenant/audit-writer.ts';
import { createVisitReader } from './tenant/slack-visits.ts';
import type { VisitReader } from './tenant/slack-visits.ts';
import type { AuditRecord } from './tenant/audit-writer.ts';
import * as schema from './tenant/schema.ts';

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
  close(): Promise<void>;
}

/** How long a tenant's pool keeps what it holds without work. */
export interface PoolRest {
  /** Connections are closed after so many seconds. */
  readonly connectionSeconds: number;
  /** The pool itself is forgotten after so many milliseconds without an `open`. */
  readonly poolMs: number;
}

/**
 * Pools per tenant: made at the first `open`, their connections closed after 20 s without work, the pool itself
 * forgotten after five minutes without an `open`.
 * @param unwrap opens what the provisioner wrapped (the role's password)
 */
export function createTenantDatabases(
  control: ControlDatabase,
  unwrap: (wrapped: string, purpose: string) => Promise<Uint8Array>,
  rest: PoolRest = { connectionSeconds: 20, poolMs: 5 * 60_000 },
): TenantDatabases {
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
    const sql = connect(address, { max: 4, idleSeconds: rest.connectionSeconds });
    const end = () => sql.end({ timeout: 5 });
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

  return { open, forget, openPools: () => pools.size, close };
}
