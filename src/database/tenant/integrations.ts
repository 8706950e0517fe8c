import { and, eq, sql } from 'drizzle-orm';
import type { Integration, ToolType } from '../../core/integration.ts';
import type { TenantDatabase } from '../tenant-databases.ts';
import { closeIncidentsOf } from './monitoring/close-incidents.ts';
import { tenantIntegrations } from './schema/schema.ts';

function publicPart(row: typeof tenantIntegrations.$inferSelect): Integration {
  const { id, name, details, health, createdAt } = row;
  return { id, type: row.integrationType, name, details, protected: row.protected, health, createdAt };
}

/**
 * The tenant's connected tools, without their secrets, in the order of their names. Almost every command asks: it is a
 * prepared statement.
 */
export async function listIntegrations(tenant: TenantDatabase): Promise<Integration[]> {
  const rows = await tenant.sql<(Omit<Integration, 'createdAt'> & { readonly createdMs: number })[]>`
    select id, integration_type as type, name, details, protected, health,
           (extract(epoch from created_at) * 1000)::float8 as "createdMs"
    from tenant_integrations order by integration_type, name`;
  return rows.map(({ createdMs, ...row }) => ({ ...row, createdAt: new Date(createdMs) }));
}

/** The sealed configuration of one tool; undefined when there is none of that id. */
export async function findSealedConfiguration(
  tenant: TenantDatabase,
  id: number,
): Promise<string | undefined> {
  const [row] = await tenant.db
    .select({ configuration: tenantIntegrations.configuration })
    .from(tenantIntegrations)
    .where(eq(tenantIntegrations.id, id));
  return row?.configuration;
}

/**
 * Runs `change` with the tool locked against every other process, and stores the sealed configuration that it returns;
 * undefined leaves it as it is. `change` must not ask this tenant's database for anything: as many changes as its pool has
 * connections would wait for each other for ever.
 */
export async function changeConfiguration(
  tenant: TenantDatabase,
  id: number,
  change: (current: string) => Promise<string | undefined>,
): Promise<void> {
  await tenant.db.transaction(async (transaction) => {
    await transaction.execute(sql`set local lock_timeout = '20s'`);
    const [row] = await transaction
      .select({ configuration: tenantIntegrations.configuration })
      .from(tenantIntegrations)
      .where(eq(tenantIntegrations.id, id))
      .for('update');
    const configuration = row && (await change(row.configuration));
    if (configuration === undefined) return;
    await transaction.update(tenantIntegrations).set({ configuration }).where(eq(tenantIntegrations.id, id));
  });
}

/** What is stored of a tool on connecting it. */
export interface NewIntegration {
  readonly type: ToolType;
  readonly name: string;
  readonly details: Readonly<Record<string, string>>;
  /** Undefined: as it was, or not protected where it is new. */
  readonly protected: boolean | undefined;
}

/** Where a tool goes on connecting it. */
export interface Placing {
  /** Refuses (`only`) when another tool of that type is connected already. */
  readonly only: boolean;
  /** Refuses (`full`) a new one where so many of its kind are: clusters, or everything else. */
  readonly most: number;
  /**
   * `same-name`: renews the one of that type and name. An id: renews that one, under its own name (`gone` where it is
   * no more). `none`: adds one; where its name is taken, a number tells it apart.
   */
  readonly renews: 'same-name' | 'none' | number;
}

/** Adds a tool, or renews one that is there. `seal` gets the row's id, which the secret is bound to. */
export async function saveIntegration(
  tenant: TenantDatabase,
  tool: NewIntegration,
  seal: (id: number) => Promise<string>,
  { only, most, renews }: Placing,
): Promise<Integration | 'only' | 'full' | 'gone'> {
  return tenant.db.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(hashtext('integrations'))`);
    const same = await transaction
      .select()
      .from(tenantIntegrations)
      .where(eq(tenantIntegrations.integrationType, tool.type));
    const existing = same.find((row) =>
      renews === 'same-name' ? row.name === tool.name : row.id === renews,
    );
    if (typeof renews === 'number' && !existing) return 'gone';
    if (only && same.length > 0 && !existing) return 'only';
    if (!existing && most < Number.POSITIVE_INFINITY) {
      const all = await transaction
        .select({ type: tenantIntegrations.integrationType })
        .from(tenantIntegrations);
      const alike = all.filter(({ type }) => (type === 'k8s') === (tool.type === 'k8s'));
      if (alike.length >= most) return 'full';
    }
    const id = existing?.id ?? (await nextId(transaction));
    const taken = new Set(same.map((row) => row.name));
    const values = {
      tenantId: tenant.tenantId,
      integrationType: tool.type,
      name: existing?.name ?? freeName(tool.name, taken),
      details: { ...tool.details },
      protected: tool.protected ?? existing?.protected ?? false,
      configuration: await seal(id),
      health: 'ok' as const,
    };
    const [row] = existing
      ? await transaction
          .update(tenantIntegrations)
          .set(values)
          .where(eq(tenantIntegrations.id, id))
          .returning()
      : await transaction
          .insert(tenantIntegrations)
          .values({ id, ...values })
          .returning();
    if (!row) throw new Error('the integration was not stored');
    return publicPart(row);
  });
}

/** A name, or that name with the first number that makes it another one. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const candidate = `${name.slice(0, 40 - suffix.length).trim()}${suffix}`;
    if (!taken.has(candidate)) return candidate;
  }
}

async function nextId(transaction: Pick<TenantDatabase['db'], 'execute'>): Promise<number> {
  const rows = await transaction.execute<{ id: number }>(
    sql`select nextval('tenant_integrations_id_seq')::int as id`,
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('no id');
  return id;
}

/** Removes a tool, and has what stands in a cluster end with it; returns what was removed. */
export async function removeIntegration(
  tenant: TenantDatabase,
  id: number,
): Promise<Integration | undefined> {
  return tenant.db.transaction(async (transaction) => {
    await closeIncidentsOf(transaction, tenant.tenantId, id, new Date());
    const [row] = await transaction
      .delete(tenantIntegrations)
      .where(eq(tenantIntegrations.id, id))
      .returning();
    return row && publicPart(row);
  });
}

/** Notes whether a tool answered when it was last used. */
export async function noteHealth(
  tenant: TenantDatabase,
  id: number,
  health: Integration['health'],
): Promise<void> {
  await tenant.db
    .update(tenantIntegrations)
    .set({ health })
    .where(and(eq(tenantIntegrations.id, id), sql`${tenantIntegrations.health} <> ${health}`));
}

/** One tool, without its secret; undefined when there is none of that id. */
export async function findIntegration(tenant: TenantDatabase, id: number): Promise<Integration | undefined> {
  const [row] = await tenant.db.select().from(tenantIntegrations).where(eq(tenantIntegrations.id, id));
  return row && publicPart(row);
}

/**
 * Changes a tool's name or protection; `taken` when another of its kind has that name, undefined when there is none of
 * that id.
 */
export async function changeIntegration(
  tenant: TenantDatabase,
  id: number,
  change: { readonly name: string; readonly protected: boolean },
): Promise<Integration | 'taken' | undefined> {
  return tenant.db.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(hashtext('integrations'))`);
    const all = await transaction.select().from(tenantIntegrations);
    const before = all.find((row) => row.id === id);
    if (!before) return undefined;
    const isTaken = all.some(
      (row) => row.id !== id && row.integrationType === before.integrationType && row.name === change.name,
    );
    if (isTaken) return 'taken';
    const [row] = await transaction
      .update(tenantIntegrations)
      .set(change)
      .where(eq(tenantIntegrations.id, id))
      .returning();
    return row && publicPart(row);
  });
}
