import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { tableFaults } from './support/catalog.ts';
import { asTenant, doorsOf, inDatabase } from './support/databases.ts';
import type { Door } from './support/databases.ts';

let nox: TestNox;
let doors: readonly Door[];
let databases: readonly string[];

beforeAll(async () => {
  nox = await startNox();
  for (const type of ['enterprise', 'enterprise', 'freelance', 'freelance']) {
    const email = `${Math.random().toString(36).slice(2)}@example.com`;
    await call(nox, 'POST', `/api/${type}/onboard`, { name: 'x', email, password: 'correct horse battery' });
  }
  doors = await doorsOf(nox);
  databases = await inDatabase(nox, 'postgres', async (sql) =>
    (await sql`select datname from pg_database where datallowconn order by 1`).map(({ datname }) =>
      String(datname),
    ),
  );
});
afterAll(() => nox?.close());

describe('databases', () => {
  test('each refuses every role but its own tenant’s, by right and by trying', async () => {
    expect(doors).toHaveLength(4);
    for (const needed of ['nox', 'postgres', 'template1']) expect(databases).toContain(needed);
    expect(databases.filter((name) => name.includes('template_'))).toHaveLength(1);
    const rights = await inDatabase(
      nox,
      'postgres',
      (sql) => sql`
      select rolname, datname from pg_roles, pg_database
      where rolname like 'nox\_t%' and datallowconn and has_database_privilege(rolname, datname, 'CONNECT')`,
    );
    expect(rights.map((row) => [row['rolname'], row['datname']]).sort()).toEqual(
      doors.map((door) => [door.role, door.database]).sort(),
    );
    for (const door of doors) {
      for (const database of databases) {
        const sql = asTenant(nox, door, database);
        const answer = await sql`select 1`.then(
          () => 'in',
          (error: { code?: string }) => error.code,
        );
        await sql.end();
        expect([door.role, database, answer]).toEqual([
          door.role,
          database,
          database === door.database ? 'in' : '42501',
        ]);
      }
    }
  });

  test('names of roles and databases hold ids alone', () => {
    for (const { id, role, database } of doors)
      expect([role, database]).toEqual([`nox_t_${id}`, `nox_t_${id}`]);
  });
});

describe('a tenant’s role', () => {
  test('may log in, belongs to the tenants’ group, and nothing more', async () => {
    const roles = await inDatabase(
      nox,
      'postgres',
      (sql) => sql`
      select rolname, rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as powerful,
        array(select roleid::regrole::text from pg_auth_members where member = r.oid) as groups
      from pg_roles r where rolname like 'nox\_t%' order by oid`,
    );
    expect(roles.map((row) => [row['rolname'], row['powerful'], row['groups']])).toEqual([
      ['nox_tenant', false, []],
      ...doors.map((door) => [door.role, false, ['nox_tenant']]),
    ]);
  });

  test('has tables that all carry the tenant, owns nothing, and creates nothing', async () => {
    for (const door of doors)
      expect(await inDatabase(nox, door.database, (sql) => tableFaults(sql, door.role))).toEqual([]);
  });

  test('is refused what would reach beyond its own rows', async () => {
    const [door, other] = doors;
    if (!door || !other) throw new Error('no tenants');
    const refused = [
      'update tenant_identity set tenant_id = 1',
      'delete from tenant_identity',
      "insert into audit_log select 1, tenant_id, now(), 1, '', '', '', '', '', '', '' from tenant_identity",
      "update audit_log set actor_name = ''",
      'delete from audit_log',
      'truncate audit_log',
      "update audit_head set hash = ''",
      'create table mine (id int)',
      'create temporary table mine (id int)',
      'create schema mine',
      'create function mine() returns int language sql as $$ select 1 $$',
      'create extension dblink',
      'alter table tenant_users add column x int',
      'alter table audit_log disable trigger all',
      'drop table tenant_users',
      'create index on tenant_users (name)',
      'set role nox',
      'set role nox_tenant; create table mine (id int)',
      'set session authorization nox',
      `alter role ${door.role} createdb`,
      `grant ${other.role} to ${door.role}`,
      `alter role ${other.role} password 'mine'`,
      `create database mine template ${other.database}`,
      `alter database ${door.database} rename to mine`,
      "select pg_read_file('PG_VERSION')",
      "copy (select 1) to program 'true'",
      "copy (select 1) to '/tmp/nox-canary'",
      'select * from pg_authid',
      'select * from drizzle.__drizzle_migrations',
      "alter system set log_statement = 'ddl'",
    ];
    const sql = asTenant(nox, door);
    for (const statement of refused) {
      const code = await sql.unsafe(statement).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      );
      expect([statement, code]).toEqual([statement, expect.stringMatching(/^(42501|0LP01)$/)]);
    }
    const foreign = sql`insert into tenant_users (tenant_id, name, role) values (${other.id}, 'x', 'viewer')`;
    await expect(foreign).rejects.toMatchObject({ code: '23503' });
    // A tenant may let others into its database as little as into another's.
    await sql.unsafe(`grant connect on database ${door.database} to public`).catch(() => {});
    const seen =
      await sql`select query from pg_stat_activity where usename <> ${door.role} and query ilike '%select%'`;
    const [open] = await sql`select has_database_privilege(${other.role}, ${door.database}, 'CONNECT') as is`;
    await sql.end();
    expect([open?.['is'], [...seen]]).toEqual([false, []]);
  });
});

test('the job queue is the operator’s, out of reach of every tenant’s role', async () => {
  const { schemas, reach } = await inDatabase(nox, 'nox', async (sql) => ({
    schemas: await sql`
      select pg_get_userbyid(nspowner) as owner, array_agg(distinct pg_get_userbyid(relowner)::text) as owners
      from pg_namespace n join pg_class on relnamespace = n.oid where nspname = 'pgboss' group by 1`,
    reach: await sql`
      select rolname, relname from pg_roles, pg_class
      where rolname like 'nox\\_t%' and relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p', 'v')
        and (has_schema_privilege(rolname, 'pgboss', 'USAGE') or has_table_privilege(rolname, pg_class.oid, 'SELECT'))`,
  }));
  expect(schemas).toEqual([{ owner: 'nox', owners: ['nox'] }]);
  expect([...reach]).toEqual([]);
});

test('a bad table, a loose function, a gift and a schema are all found', async () => {
  const [, , , door] = doors;
  if (!door) throw new Error('no tenant');
  const planted = [
    'create table without_it (id int)',
    'create table without_key (tenant_id int not null)',
    'create table nullable (tenant_id int references tenant_identity)',
    'create table elsewhere (tenant_id int not null references tenant_users)',
    `create table given (tenant_id int not null references tenant_identity); alter table given owner to ${door.role}`,
    'create function loose() returns int language sql security definer as $$ select 1 $$',
    `grant create on schema public to ${door.role}`,
    `create schema side; grant usage on schema side to ${door.role}`,
    'grant update on audit_log to nox_tenant',
  ];
  await inDatabase(nox, door.database, async (sql) => {
    for (const statement of planted) await sql.unsafe(statement);
    expect((await tableFaults(sql, door.role)).sort()).toEqual(
      [
        'without_it has no tenant_id',
        'without_it.tenant_id may be null',
        'without_it has no foreign key to the identity',
        'without_key has no foreign key to the identity',
        'nullable.tenant_id may be null',
        'elsewhere has no foreign key to the identity',
        'given belongs to the tenant',
        'audit_log may be written',
        "loose runs with its owner's rights",
        'the tenant may create in schema public',
        'the tenant may use schema side',
        'the tenant owns something in pg_class',
      ].sort(),
    );
  });
});
