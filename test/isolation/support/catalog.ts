import type postgres from 'postgres';

/**
 * What is wrong with the tables of a tenant's database, one sentence each; empty where every table carries `tenant_id`
 * with a foreign key to the identity, and belongs to somebody else than the tenant.
 */
export async function tableFaults(sql: postgres.Sql, role: string): Promise<string[]> {
  const tables = await sql<
    { name: string; column: boolean; required: boolean; key: boolean; owner: string; writable: boolean }[]
  >`
    select c.relname as name, a.attname is not null as column, coalesce(a.attnotnull, false) as required,
      exists (
        select 1 from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.convalidated and k.conkey = array[a.attnum]
          and k.confrelid = 'public.tenant_identity'::regclass) as key,
      pg_get_userbyid(c.relowner) as owner,
      has_table_privilege(${role}, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER') as writable
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'f', 'm') order by 1`;
  const faults = tables.flatMap((table) => {
    if (table.name === 'tenant_identity') return [];
    return [
      ...(table.column ? [] : [`${table.name} has no tenant_id`]),
      ...(table.required ? [] : [`${table.name}.tenant_id may be null`]),
      ...(table.key ? [] : [`${table.name} has no foreign key to the identity`]),
    ];
  });
  const readOnly = ['tenant_identity', 'audit_log', 'audit_head'];
  for (const table of tables) {
    if (table.owner === role) faults.push(`${table.name} belongs to the tenant`);
    if (table.writable && readOnly.includes(table.name)) faults.push(`${table.name} may be written`);
  }
  if (tables.length < 8) faults.push(`only ${tables.length} tables were found`);
  return [...faults, ...(await otherFaults(sql, role))];
}

/** Schemas, functions and owned objects beside the tables. */
async function otherFaults(sql: postgres.Sql, role: string): Promise<string[]> {
  const schemas = await sql`
    select nspname as name, has_schema_privilege(${role}, oid, 'CREATE') as creates from pg_namespace
    where nspname not like 'pg\_%' and nspname <> 'information_schema'
      and (has_schema_privilege(${role}, oid, 'CREATE') or nspname <> 'public' and has_schema_privilege(${role}, oid, 'USAGE'))`;
  const functions = await sql`
    select p.proname as name, coalesce(array_to_string(p.proconfig, ' '), '') as config from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;
  const owned = await sql`
    select classid::regclass::text as kind from pg_shdepend
    where refclassid = 'pg_authid'::regclass and refobjid = ${role}::regrole and deptype = 'o'`;
  const known = ['audit_append', 'audit_first_broken'];
  return [
    ...schemas.map(({ name, creates }) => `the tenant may ${creates ? 'create in' : 'use'} schema ${name}`),
    ...functions
      .filter(({ name, config }) => !known.includes(String(name)) || !String(config).includes('search_path='))
      .map(({ name }) => `${name} runs with its owner's rights`),
    ...owned.map(({ kind }) => `the tenant owns something in ${kind}`),
  ];
}
