import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { originOf } from '../../src/monitoring/enrich/origin.ts';
import { soon, startWatching } from './world.ts';
import type { WatchingWorld } from './world.ts';

/** What NOX finds out about an incident by itself, beside the alert. */
let world: WatchingWorld;
beforeAll(async () => {
  world = await startWatching();
  await world.connect('prod', world.prod);
  await world.watched('prod');
});
afterAll(() => world?.close());

test('the thread tells the last words of the container and what was changed last; so does the incident itself', async () => {
  world.deploy('crash-now');
  const alert = () =>
    world.alertsIn(world.direct()).find(({ text }) => /payments\/payments-api sur prod/.test(text));
  await vi.waitFor(() => expect(alert()).toBeDefined(), soon);
  const thread = () =>
    JSON.stringify(
      world
        .alertsIn(world.direct())
        .filter(({ threadTs }) => threadTs !== undefined)
        .map(({ blocks }) => blocks),
    );
  await vi.waitFor(() => {
    expect(thread()).toMatch(/Dernier changement/);
    expect(thread()).toMatch(/payments-api:[^`]+` → `[^`]*payments-api:crash-now/);
    expect(thread()).toMatch(/panic: invalid configuration|Back-off|timed out/);
  }, soon);
  const [id] = /(?<=Incident nº )\d+/.exec(JSON.stringify(alert()?.blocks)) ?? [];
  expect(await world.say(`incident ${id}`)).toMatch(/Dernier changement.*crash-now/);
});

test('where an image comes from: labels first, the registry’s name and a tag that is a commit after them', () => {
  const source = 'org.opencontainers.image.source';
  const revision = 'org.opencontainers.image.revision';
  expect(originOf({ [source]: 'https://github.com/techcorp/api.git', [revision]: 'abc1234' }, [])).toEqual({
    repository: 'techcorp/api',
    ref: 'abc1234',
  });
  expect(originOf({}, ['ghcr.io/techcorp/api:main-4f2c1de'])).toEqual({
    repository: 'techcorp/api',
    ref: '4f2c1de',
  });
  expect(originOf({ 'git-commit': '4f2c1de9' }, ['ghcr.io/techcorp/api/worker:v3'])).toEqual({
    repository: 'techcorp/api',
    ref: '4f2c1de9',
  });
  for (const tag of ['v1.2.3', '20260302', 'latest', '1234567']) {
    expect(originOf({}, [`ghcr.io/techcorp/api:${tag}`])).toBeUndefined();
  }
  expect(originOf({ [revision]: 'abc1234' }, ['registry.example/api:1'])).toBeUndefined();
});
