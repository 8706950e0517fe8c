import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordRegistered } from '../support/routes.ts';
import type { Registered } from '../support/routes.ts';
import { changedBy } from '../support/sameness.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { allCases } from './cases/all.ts';
import { createForger } from './forger.ts';
import type { Forger } from './forger.ts';

/** Every route of the running application, by one tenant, with another's ids. */
let world: World;
let forger: Forger;
let registered: Registered;

beforeAll(async () => {
  registered = recordRegistered();
  world = await startWorld('alpha', 'beta');
  registered.stop();
  forger = await createForger(world);
});
afterAll(() => world?.close());

describe('every route', () => {
  test('that the application has registered has a case here, and no case is left over', () => {
    // Slack's requests go past the routers, straight to their verification.
    expect(allCases.map(([route]) => route).sort()).toEqual(
      [...new Set([...registered.routes(), 'POST /slack/events'])].sort(),
    );
  });

  test.each(allCases)('%s tells and changes nothing of another tenant', async (_route, tried) => {
    expect(await changedBy(world, world.inhabitants, () => tried(forger))).toEqual([]);
    await world.look();
    expect(world.watch.escapes).toEqual([]);
  });

  test('and the watch over all of this has seen both tenants’ own', async () => {
    const { mine, theirs } = forger;
    await world.look();
    await world.lookIntoDatabases();
    expect(world.watch.escapes).toEqual([]);
    for (const { key } of [mine, theirs])
      for (const where of ['github', 'cluster', 'database'])
        expect([key, where, world.watch.seen(key, where)]).not.toEqual([key, where, 0]);
    console.info(`isolation: ${allCases.length} routes with another tenant's ids, none gave way`);
  });
});
