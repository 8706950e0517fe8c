import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { prodWorld, stagingWorld } from '../../demo/kubernetes/worlds.ts';
import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { techcorpNotion } from '../../demo/notion/worlds.ts';
import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import { people, slackApp, slackEnvironment } from '../aboard/world.ts';
import { bringTechcorpAboard } from '../monitoring/support/world.ts';
import { quickTimes } from '../monitoring/support/times.ts';
import { startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { ask, connectTool } from '../monitoring/support/ask.ts';

/** Reports through everything: a cluster is watched, a page is written in Notion, its summary is told in Slack. */
let nox: TestNox;
let slack: SlackPlatform;
let notion: SimulatedNotion;
let prod: SimulatedCluster;
let staging: SimulatedCluster;
let token: string;
/** How far the clock is ahead, milliseconds. */
let ahead = 0;
const soon = { timeout: 20_000, interval: 50 };

beforeAll(async () => {
  slack = await startSlack({ app: slackApp, retryMs: 20 });
  people(slack);
  notion = await startNotion({ world: techcorpNotion() });
  nox = await startNox(
    { ...slackEnvironment(slack), NOTION_API_URL: notion.url },
    { monitoring: quickTimes, clock: { now: () => new Date(Date.now() + ahead) } },
  );
  slack.connectApp(nox.app.url);
  prod = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 20 });
  staging = await startCluster({ name: 'staging', world: stagingWorld(), stepMs: 20 });
  token = await bringTechcorpAboard(nox, slack);
  await connect('notion', { name: 'techcorp', token: notion.token, baseUrl: notion.url });
  await connect('k8s', { name: 'prod', kubeconfig: prod.kubeconfig() });
  await connect('k8s', { name: 'staging', kubeconfig: staging.kubeconfig() });
  await vi.waitFor(
    async () => expect(await say('monitor status')).toMatch(/prod +surveillé.*staging +surveillé/),
    soon,
  );
  await vi.waitFor(
    async () => expect(await say('report preview daily')).toMatch(/payments\/payments-api/),
    soon,
  );
});
afterAll(async () => {
  await nox?.close();
  await Promise.all([slack?.close(), notion?.close(), prod?.close(), staging?.close()]);
});

const connect = (type: string, body: object) => connectTool(nox, token, type, body);

const say = (words: string, userId?: string, channelId?: string) =>
  ask({ nox, slack }, words, userId, channelId);
const told = () =>
  slack.visible('U0ADA', slack.direct('U0ADA', 'T0PLAT')).filter(({ text }) => text.startsWith('Rapport'));
/** What was sent to make pages, as one text each. */
const pages = () =>
  notion.requests
    .filter(({ method, path }) => method === 'POST' && path === '/v1/pages')
    .map(({ body }) => body);

test('who may have reports written, and what is said about wrong words', async () => {
  expect(await say('report schedule daily', 'U0DEV')).toMatch(/manager/);
  expect(await say('report now weekly', 'U0GUEST')).toMatch(/développeur|developer/);
  expect(await say('report schedule daily at 25:00')).toMatch(/08:00/);
  expect(await say('report now weekly nowhere')).toMatch(/prod, staging/);
  expect(await say('report schedule daily in Nulle-Part')).toMatch(/Nulle-Part/);
  expect(await say('report unschedule 99')).toMatch(/99/);
});

test('a preview shows availability, rollouts and incidents to the asker alone', async () => {
  const seen = await say('report preview daily staging');
  expect(seen).toMatch(/Rapport quotidien.*staging/);
  expect(seen).toMatch(/Disponibilité/);
  expect(seen).not.toMatch(/prometheus/);
  expect(pages()).toHaveLength(0);
  const direct = slack.visible('U0ADA', slack.direct('U0ADA', 'T0PLAT')).map(({ text }) => text);
  expect(direct).toContainEqual(
    expect.stringMatching(/^Le graphique qui va avec «\sRapport quotidien.*staging/),
  );
  expect(direct.join('\n')).not.toMatch(/sortie complète/);
});

test('a report is one page, also where Notion is down and then loses its answer; its summary links it', async () => {
  notion.failNext({ kind: 'pass' });
  expect(await say('report now weekly prod')).toMatch(/le résumé arrive là où arrivent les alertes/);
  await vi.waitFor(() => expect(told()).toHaveLength(1), soon);
  expect(pages()).toHaveLength(0);
  expect(await say('report schedule weekly at 8 h 00 prod in Post-mortems')).toMatch(/chaque lundi à 08:00/);
  notion.failNext({ kind: 'lost' });
  expect(await say('report now daily prod')).toMatch(/Rapport quotidien \(prod\)/);
  await vi.waitFor(() => {
    ahead += 1_000;
    expect(told()).toHaveLength(2);
  }, soon);
  expect(pages()).toHaveLength(1);
  const [page = ''] = pages();
  expect(page).toMatch(/Rapport quotidien · .*prod · nº 2/);
  for (const part of [
    'callout',
    'table',
    'En bref',
    'payments/payments-api',
    'Mises en production',
    'Europe/Paris',
  ])
    expect(page).toContain(part);
  expect(JSON.stringify(told().at(-1)?.blocks)).toMatch(/notion\.so\/[\da-f]{32}\|Lire le rapport/);
});

test('a schedule comes at its time; what was missed is made up once', async () => {
  expect(await say('report schedules')).toMatch(/1 rapport programmé.*08:00.*prod.*Post-mortems/);
  const before = told().length;
  ahead += 17 * 86_400_000;
  await vi.waitFor(() => expect(told().length).toBe(before + 1), soon);
  expect(told().at(-1)?.text).toMatch(/Rapport hebdomadaire/);
  expect(pages()).toHaveLength(2);
  await say('report schedules');
  expect(told().length).toBe(before + 1);
  expect(await say('report unschedule 1')).toMatch(/n’est plus programmé/);
  ahead += 8 * 86_400_000;
  await say('report schedules');
  expect(told().length).toBe(before + 1);
});
