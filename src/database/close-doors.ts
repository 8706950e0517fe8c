import type { ControlDatabase } from './control/database.ts';
import { identifier } from './server.ts';

/**
 * Closes the control and maintenance databases to everybody who was not let in by name: PostgreSQL lets every role
 * connect to every new database (https://www.postgresql.org/docs/18/ddl-priv.html), tenants' roles among them.
 * Databases of others on the same server are left as they are. Returns the names of all that stay open, because NOX may
 * not close them (managed servers) or they are not its own; the operator is to be told.
 */
export async function closeDoors(control: ControlDatabase): Promise<readonly string[]> {
  const ours = [control.address.database, 'postgres', 'template1'];
  for (const name of await openToAll(control)) {
    if (!ours.includes(name)) continue;
    await control.sql
      .unsafe(`revoke connect, temporary on database ${identifier(name)} from public`)
      .catch((error: unknown) => {
        // Not the owner: told by the names that stay open.
        if ((error as { code?: unknown }).code !== '42501') throw error;
      });
  }
  return openToAll(control);
}

/** Databases that take connections from every role; `grantee = 0` is PUBLIC. */
async function openToAll({ sql }: ControlDatabase): Promise<string[]> {
  const open = await sql<{ datname: string }[]>`
    select datname from pg_database d
    where datallowconn and exists (
      select 1 from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
      where a.grantee = 0 and a.privilege_type = 'CONNECT')
    order by datname`;
  return open.map((row) => row.datname);
}
