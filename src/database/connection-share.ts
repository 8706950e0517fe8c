import type { ControlDatabase } from './control/database.ts';

/** What a process needs besides its tenants' pools: the control pool, the locks of making and deleting, and some room. */
const forItself = 16;
/** With less nothing would get done. */
const least = 4;

/**
 * How many connections to tenants' databases this process may have: half of what the server takes from roles that are not
 * its own, so that two processes fit, and one that takes over from another. Where the server takes less it says so itself.
 */
export async function readConnectionShare({ sql }: ControlDatabase): Promise<number> {
  const [row] = await sql<{ most: number }[]>`
    select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true), '0')::int as most`;
  return Math.max(least, Math.floor((row?.most ?? 0) / 2) - forItself);
}
