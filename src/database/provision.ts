import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { eq, ne } from 'drizzle-orm';
import type { Locale } from '../core/locale.ts';
import type { TenantType } from '../core/roles.ts';
import type { ControlDatabase } from './control/database.ts';
import { tenantKeys, tenants } from './control/schema.ts';
import { migrateDatabase, tenantGroup, tenantSchemaVersion } from './migrate.ts';
import { connect, identifier } from './server.ts';

/** What a new tenant begins with. */
export interface NewTenant {
  readonly type: TenantType;
  readonly name: string;
  readonly locale: Locale;
  readonly timeZone: string;
}

/** Wraps what the control database keeps for a tenant (role passwords, data keys) by the master key. */
export interface Wrapping {
  wrap(plain: Uint8Array, purpose: string): Promise<string>;
}

export interface Provisioner {
  /** Makes the group role and the migrated template of the current schema, once. Call it before `create`. */
  prepare(): Promise<void>;
  /**
   * Makes a tenant: its row, its role, its database from the template, its identity, its first data key; then what
   * `finish` does, such as its first user. Only then does the tenant count as made: on failure everything is taken back,
   * and what a killed process left half-made is swept. Returns the tenant's id.
   */
  create(tenant: NewTenant, finish?: (tenantId: number) => Promise<void>): Promise<number>;
  /** Drops the tenant's database, role, keys and row. Repeating it does nothing. */
  destroy(tenantId: number): Promise<void>;
  /** Takes back tenants that a process began to make or to delete and that none is working on; returns their ids. */
  sweep(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Builds the provisioner over the control database, whose role needs CREATEDB and CREATEROLE. */
export function createProvisioner(control: ControlDatabase, wrapping: Wrapping): Provisioner {
  const prefix = control.address.database;
  const locks = connect(control.address, { max: 4, idleSeconds: 20 });
  let template: Promise<string> | undefined;

  async function makeTemplate(): Promise<string> {
    const name = `${prefix}_template_${await tenantSchemaVersion()}`;
    const maintenance = connect(control.address, { max: 1, idleSeconds: 5, patient: true });
    try {
      await maintenance`select pg_advisory_lock(hashtext(${name}))`;
      await maintenance.unsafe(`do $$ begin
        if not exists (select 1 from pg_roles where rolname = '${tenantGroup}') then create role ${tenantGroup} nologin; end if;
      exception when duplicate_object or unique_violation then null; end $$`);
      const [made] = await maintenance`select datistemplate from pg_database where datname = ${name}`;
      if (made?.datistemplate === true) return name;
      if (made) await maintenance.unsafe(`drop database ${identifier(name)} with (force)`);
      await maintenance.unsafe(`create database ${identifier(name)} template template0 encoding 'UTF8'`);
      await maintenance.unsafe(`revoke connect, temporary on database ${identifier(name)} from public`);
      await migrateDatabase({ ...control.address, database: name }, 'tenant');
      await maintenance.unsafe(`alter database ${identifier(name)} with is_template true`);
      return name;
    } finally {
      await maintenance.end({ timeout: 5 });
    }
  }

  function ready(): Promise<string> {
    template ??= makeTemplate().catch((error: unknown) => {
      template = undefined;
      throw error;
    });
    return template;
  }

  async function create(
    tenant: NewTenant,
    finish: (tenantId: number) => Promise<void> = async () => {},
  ): Promise<number> {
    const source = await ready();
    const [next] = await control.sql<{ id: number }[]>`select nextval('tenants_id_seq')::int as id`;
    if (!next) throw new Error('no tenant id');
    const { id } = next;
    await holding(id, async () => {
      try {
        await make(id, tenant, source);
        await finish(id);
        await control.db.update(tenants).set({ state: 'ready' }).where(eq(tenants.id, id));
      } catch (error) {
        await drop(id).catch(() => {});
        throw error;
      }
    });
    return id;
  }

  async function make(id: number, tenant: NewTenant, source: string): Promise<void> {
    const password = randomBytes(24).toString('hex');
    const name = `${prefix}_t_${id}`;
    await control.db.insert(tenants).values({
      id,
      tenantType: tenant.type,
      databaseName: name,
      roleName: name,
      roleSecret: await wrapping.wrap(Buffer.from(password), `role/${id}`),
    });
    const quoted = identifier(name);
    await together(
      control.sql.unsafe(`create role ${quoted} login password '${password}' in role ${tenantGroup}`),
      control.sql.unsafe(`create database ${quoted} template ${identifier(source)}`),
      wrapping
        .wrap(randomBytes(32), `key/${id}/1`)
        .then((wrappedKey) => control.db.insert(tenantKeys).values({ tenantId: id, version: 1, wrappedKey })),
    );
    await together(
      control.sql.unsafe(`revoke connect, temporary on database ${quoted} from public;
        grant connect on database ${quoted} to ${quoted}`),
      identify(name, id, tenant),
    );
  }

  /** Works on a tenant while holding its lock, which a killed process lets go: nobody sweeps what is under way. */
  async function holding<T>(id: number, work: () => Promise<T>, orElse?: () => T): Promise<T> {
    const lock = await locks.reserve();
    try {
      if (orElse) {
        const [got] = await lock<{ held: boolean }[]>`
          select pg_try_advisory_lock(hashtext('nox tenant'), ${id}) as held`;
        if (!got?.held) return orElse();
      } else await lock`select pg_advisory_lock(hashtext('nox tenant'), ${id})`;
      try {
        return await work();
      } finally {
        await lock`select pg_advisory_unlock(hashtext('nox tenant'), ${id})`;
      }
    } finally {
      lock.release();
    }
  }

  async function sweep(): Promise<readonly number[]> {
    const left = await control.db.select({ id: tenants.id }).from(tenants).where(ne(tenants.state, 'ready'));
    const swept: number[] = [];
    for (const { id } of left) {
      const done = await holding<boolean>(
        id,
        async () => {
          const [row] = await control.db.select().from(tenants).where(eq(tenants.id, id));
          if (!row || row.state === 'ready') return false;
          await drop(id);
          return true;
        },
        () => false,
      );
      if (done) swept.push(id);
    }
    return swept;
  }

  async function identify(database: string, id: number, tenant: NewTenant): Promise<void> {
    const sql = connect({ ...control.address, database }, { max: 1, idleSeconds: 5 });
    try {
      await sql`
        with identity as (
          insert into tenant_identity (tenant_id, tenant_type) values (${id}, ${tenant.type}) returning tenant_id
        ), head as (
          insert into audit_head (tenant_id, sequence, hash) select tenant_id, 0, '' from identity
        )
        insert into tenant_settings (tenant_id, name, locale, time_zone)
        select tenant_id, ${tenant.name}, ${tenant.locale}, ${tenant.timeZone} from identity`;
    } finally {
      await sql.end({ timeout: 5 });
    }
  }

  /** A process that was killed leaves PostgreSQL at its last statement: what is still being made cannot be dropped yet. */
  async function untilNotBeingMade(name: string): Promise<void> {
    const beginning = `create database ${identifier(name)} `;
    for (let tries = 0; tries < 100; tries++) {
      const [making] = await control.sql`
        select 1 from pg_stat_activity
        where state = 'active' and pid <> pg_backend_pid() and starts_with(query, ${beginning})`;
      if (!making) return;
      await setTimeout(100);
    }
  }

  async function drop(id: number): Promise<void> {
    const [row] = await control.db.select().from(tenants).where(eq(tenants.id, id));
    if (!row) return;
    await control.db.update(tenants).set({ state: 'deleting' }).where(eq(tenants.id, id));
    const role = identifier(row.roleName);
    const [exists] = await control.sql`select 1 from pg_roles where rolname = ${row.roleName}`;
    // Membership is what allows ending the role's remaining connections.
    if (exists) await control.sql.unsafe(`alter role ${role} nologin; grant ${role} to current_user`);
    await untilNotBeingMade(row.databaseName);
    await control.sql.unsafe(`drop database if exists ${identifier(row.databaseName)} with (force)`);
    if (exists) await control.sql.unsafe(`drop role ${role}`);
    await control.db.delete(tenants).where(eq(tenants.id, id));
  }

  return {
    prepare: async () => void (await ready()),
    create,
    destroy: (id) => holding(id, () => drop(id)),
    sweep,
    close: () => locks.end({ timeout: 5 }),
  };
}

/** Waits for all, also where one fails, so that nothing is still being made when the failure is told. */
async function together(...works: readonly PromiseLike<unknown>[]): Promise<void> {
  for (const each of await Promise.allSettled(works)) if (each.status === 'rejected') throw each.reason;
}
