import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** What is asked of monitoring and reports before anything is connected, or when nothing answers: the answer says so. */
let world: WatchingWorld;

beforeAll(async () => {
  world = await startWatching();
});
afterAll(() => world?.close());

test('without a cluster nothing is called well, and it is said what is missing', async () => {
  for (const words of ['monitor status', 'incidents'])
    expect(await world.say(words)).toMatch(/Aucun (cluster|incident).*NOX ne surveille rien encore/);
  for (const words of ['incidents prod', 'alerts here prod', 'report preview', 'report now weekly prod'])
    expect([words, await world.say(words)]).toEqual([
      words,
      expect.stringMatching(/Kubernetes n’est pas encore connecté/),
    ]);
  expect(await world.say('report schedule daily')).toMatch(/Kubernetes n’est pas encore connecté/);
  expect(await world.say('report schedules')).toMatch(/Aucun rapport programmé/);
});

test('a report without Notion and without a channel says where it goes, and what a page needs', async () => {
  await world.connect('prod', world.prod);
  await world.watched('prod');
  expect(await world.say('incidents')).not.toMatch(/ne surveille rien/);
  for (const words of ['report now', 'report schedule daily']) {
    const said = await world.say(words);
    expect(said).toMatch(/Où arrivent les alertes\s:.*message direct/);
    expect(said).toMatch(/connecte d’abord Notion/);
  }
  world.slack.inviteApp('C0PLAT');
  await world.say('alerts here prod');
  expect(await world.say('report now weekly prod')).toMatch(/Où arrivent les alertes\s: <#C0PLAT>/);
  expect(await world.say('report now weekly')).toMatch(/Où arrivent les alertes\s:.*message direct/);
});

test('buttons of an alert whose cluster does not answer any more say that, whatever they ask', async () => {
  await world.prod.close();
  for (const words of [
    'logs deployment/web/checkout',
    'describe Deployment web/checkout',
    'restart web/checkout',
  ])
    expect(await world.say(`k8s ${words} --cluster prod`)).toMatch(/«\sprod\s» est injoignable/);
});
