import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { originOf } from '../../../src/monitoring/enrich/origin.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

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

test('where an image comes from: a tag that is a commit, labels, the registry’s name', () => {
  const source = 'org.opencontainers.image.source';
  const revision = 'org.opencontainers.image.revision';
  const api = { host: 'github.com', repository: 'techcorp/api' };
  const labelled = { [source]: 'https://github.com/techcorp/api.git' };
  expect(originOf({ ...labelled, [revision]: 'abc1234' }, [])).toEqual({ ...api, commit: 'abc1234' });
  expect(originOf({}, ['ghcr.io/techcorp/api:main-4f2c1de'])).toEqual({ ...api, commit: '4f2c1de' });
  expect(originOf({ 'git-commit': '4f2c1de9' }, ['ghcr.io/techcorp/api/worker:v3'])).toEqual({
    ...api,
    commit: '4f2c1de9',
  });
  const beside = ['ghcr.io/mesh/proxy:v1', 'ghcr.io/techcorp/api:sha-4F2C1DE'];
  expect(originOf({}, beside)).toEqual({ ...api, commit: '4f2c1de' });
  expect(originOf({ [source]: 'git@git.acme.fr:techcorp/api.git' }, ['acme/api:4f2c1de'])).toEqual({
    host: 'git.acme.fr',
    repository: 'techcorp/api',
    commit: '4f2c1de',
  });
});

test('what names no commit: versions, dates, branches, other registries, names that climb', () => {
  const source = 'org.opencontainers.image.source';
  const revision = 'org.opencontainers.image.revision';
  for (const tag of ['v1.2.3', '20260302', 'latest', '1234567', 'main'])
    expect(originOf({}, [`ghcr.io/techcorp/api:${tag}`])).toBeUndefined();
  expect(originOf({ [revision]: 'abc1234' }, ['registry.example/api:1'])).toBeUndefined();
  const labelled = { [source]: 'https://github.com/techcorp/api' };
  for (const branch of ['main', 'v1.2.3', 'refs/heads/abc1234', ''])
    expect(originOf({ ...labelled, [revision]: branch }, ['acme/api:1'])).toBeUndefined();
  for (const path of ['../api', 'techcorp/..', 'techcorp/.', 'techcorp', 'a/b/c'])
    expect(originOf({ [source]: `https://github.com/${path}` }, ['acme/api:4f2c1de'])).toBeUndefined();
});
