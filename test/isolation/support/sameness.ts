import { dump } from './databases.ts';
import type { Inhabitant, World } from './world.ts';

/** A tenant's whole database, without the events that are kept because Slack sent them. */
export async function stateOf(world: World, { tenantId }: Inhabitant): Promise<string> {
  const text = await dump(world.nox, `nox_t_${tenantId}`);
  return text
    .split('\n')
    .filter((line) => !line.startsWith('public.slack_events '))
    .join('\n');
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
