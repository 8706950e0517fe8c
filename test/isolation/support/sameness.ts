import { dump } from './databases.ts';
import type { Inhabitant, World } from './world.ts';

/**
 * A tenant's whole database, without the events that are kept because Slack sent them, and without wrong passwords, which
 * the audit log of the account's own space is to hold.
 */
export async function stateOf(world: World, { tenantId }: Inhabitant): Promise<string> {
  const text = await dump(world.nox, `nox_t_${tenantId}`);
  return text
    .split('\n')
    .filter((line) => !/^public\.(slack_events|audit_head) /.test(line))
    .map((line) => (line.startsWith('public.audit_log ') ? line.replaceAll(/<row.*?<\/row>/g, kept) : line))
    .join('\n');
}

function kept(row: string): string {
  return row.includes('<outcome>wrong_credentials</outcome>') ? '' : row;
}

/** What `act` changed in each of the tenants' databases; their names, empty where it changed nothing. */
export async function changedBy(
  world: World,
  tenants: readonly Inhabitant[],
  act: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = await Promise.all(tenants.map((tenant) => stateOf(world, tenant)));
  await act();
  await world.nox.app.settled();
  const after = await Promise.all(tenants.map((tenant) => stateOf(world, tenant)));
  return tenants.filter((_tenant, at) => before[at] !== after[at]).map((tenant) => tenant.key);
}
