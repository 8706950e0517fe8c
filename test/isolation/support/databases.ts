import postgres from 'postgres';
import { createMasterKey } from '../../../src/tenancy/master-key.ts';
import { masterKey } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';

/** A row of `tenants` in the control database. */
export interface Door {
  readonly id: number;
  readonly database: string;
  readonly role: string;
  readonly password: string;
}

const quiet = { max: 1, onnotice: () => {}, connect_timeout: 5 };

/** A database as the superuser, who sees everything. Close it with `end()`. */
export function asSuperuser(nox: TestNox, database: string): postgres.Sql {
  return postgres(urlOf(nox.superuserUrl, { database }), quiet);
}

/** A database as a tenant's own role, with the password that NOX itself logs in with. */
export function asTenant(nox: TestNox, door: Door, database = door.database): postgres.Sql {
  return postgres(urlOf(nox.databaseUrl, { database, user: door.role, password: door.password }), quiet);
}

/** Every tenant's door, in the order of their ids. */
export async function doorsOf(nox: TestNox): Promise<readonly Door[]> {
  const master = createMasterKey(masterKey);
  return inDatabase(nox, new URL(nox.databaseUrl).pathname.slice(1), async (sql) => {
    // Of a space whose making was cut short only the row may be left.
    const rows = await sql`
      select id, database_name, role_name, role_secret from tenants
      where exists (select 1 from pg_database where datname = database_name) order by id`;
    return Promise.all(
      rows.map(async (row) => ({
        id: Number(row['id']),
        database: String(row['database_name']),
        role: String(row['role_name']),
        password: Buffer.from(
          await master.unwrap(String(row['role_secret']), `role/${row['id']}`),
        ).toString(),
      })),
    );
  });
}

/** Runs `work` as the superuser in one database. */
export async function inDatabase<T>(
  nox: TestNox,
  database: string,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = asSuperuser(nox, database);
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** Every row of every table of a database, as text: whatever schema it stands in. */
export async function dump(nox: TestNox, database: string): Promise<string> {
  return inDatabase(nox, database, async (sql) => {
    // One statement for all tables: their rows as XML, a line for each table.
    const lines = await sql`
      select format('%I.%I ', schemaname, tablename) || replace(query_to_xml(
        format('select * from %I.%I t order by t::text', schemaname, tablename), true, true, '')::text, E'\n', '') as line
      from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`;
    return lines.map(({ line }) => String(line)).join('\n');
  });
}

function urlOf(
  base: string,
  to: { readonly database: string; readonly user?: string; readonly password?: string },
): string {
  const url = new URL(base);
  url.pathname = `/${to.database}`;
  if (to.user !== undefined) [url.username, url.password] = [to.user, to.password ?? ''];
  return url.href;
}
