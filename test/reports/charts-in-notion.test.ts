import { Client } from '@notionhq/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { clientAWorld, clientBWorld } from '../../demo/kubernetes/worlds.ts';
import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { marieNotion } from '../../demo/notion/worlds.ts';
import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import { livePast } from '../../demo/story/past.ts';
import type { Past } from '../../demo/story/past.ts';
import { people, slackApp, slackEnvironment } from '../aboard/world.ts';
import { formsOf, makeCanary } from '../isolation/support/canaries.ts';
import { quickTimes } from '../monitoring/support/times.ts';
import { call, masterKey, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** A freelancer's reports with weeks behind them: charts in Notion, whatever Notion does, and one client's alone. */
let nox: TestNox;
let slack: SlackPlatform;
let notion: SimulatedNotion;
let client: Client;
let clusters: readonly SimulatedCluster[];
let ahead = 0;
const soon = { timeout: 30_000, interval: 100 };
const canaries = { a: makeCanary(), b: makeCanary() };

function pastOf(cluster: string, canary: string): Past {
  const workload = `Deployment ${canary}/api-${canary}`;
  const trouble = {
    workload,
    minutes: 40,
    reason: 'crash_loop',
    severity: 'high',
    takenAfter: 5,
    restarts: 3,
  } as const;
  const rollout = { workload, image: `registry.example/${canary}:1` };
  return {
    cluster,
    workloads: [workload, `Deployment ${canary}/web`],
    troubles: [
      { ...trouble, hoursAgo: 30 },
      { ...trouble, hoursAgo: 80, severity: 'critical' },
    ],
    rollouts: [
      { ...rollout, hoursAgo: 31, revision: 21 },
      { ...rollout, hoursAgo: 90, revision: 20 },
    ],
  };
}

beforeAll(async () => {
  slack = await startSlack({ app: slackApp, retryMs: 20 });
  people(slack);
  const clock = { now: () => new Date(Date.now() + ahead) };
  notion = await startNotion({ world: marieNotion(), now: clock.now });
  client = new Client({ auth: notion.token, baseUrl: notion.url, logger: () => {} });
  nox = await startNox(
    { ...slackEnvironment(slack), NOTION_API_URL: notion.url },
    { monitoring: quickTimes, clock },
  );
  slack.connectApp(nox.app.url);
  clusters = await Promise.all([
    startCluster({ name: 'client-a', world: clientAWorld(), stepMs: 20 }),
    startCluster({ name: 'client-b', world: clientBWorld(), stepMs: 20 }),
  ]);
  const account = { name: 'Marie', email: 'marie@example.com', password: 'correct horse battery' };
  const token = String((await call(nox, 'POST', '/api/freelance/onboard', account)).body.token);
  const begun = await fetch(`${nox.app.url}/slack/install`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}` },
  });
  const back = slack.approve(begun.headers.get('location') ?? '', { userId: 'U0MARIE', teamId: 'T0PERSO' });
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { pathname, search } = new URL(back);
  await fetch(nox.app.url + pathname + search, { headers: { cookie } });
  const tools = [
    ['notion', { name: 'perso', token: notion.token, baseUrl: notion.url }],
    ...clusters.map(
      (each, at) => ['k8s', { name: `client-${'ab'[at]}`, kubeconfig: each.kubeconfig() }] as const,
    ),
  ] as const;
  for (const [type, body] of tools)
    expect((await call(nox, 'POST', `/api/integrations/${type}`, body, token)).status).toBe(201);
  const access = { databaseUrl: nox.databaseUrl, masterKey };
  await livePast(
    access,
    token,
    [pastOf('client-a', canaries.a), pastOf('client-b', canaries.b)],
    9,
    new Date(),
  );
});
afterAll(async () => {
  await nox?.close();
  await Promise.all([slack?.close(), notion?.close(), ...(clusters ?? []).map((each) => each.close())]);
});

const direct = () => slack.visible('U0MARIE', slack.direct('U0MARIE', 'T0PERSO'));
const summaries = () => direct().filter(({ text }) => text.startsWith('Rapport'));
const pictures = () =>
  direct().flatMap(({ files, threadTs }) => files.map((file) => ({ ...file, threadTs })));

/** Asks for a report; the pages of its title, and their blocks, once its summary was told. */
async function reported(words: string) {
  const before = summaries().length;
  await slack.slash(
    { userId: 'U0MARIE', channelId: 'C0PERSO' },
    `report now ${words} in Rapports hebdomadaires`,
  );
  await vi.waitFor(() => {
    ahead += 2_000;
    expect(summaries()).toHaveLength(before + 1);
  }, soon);
  await nox.app.settled();
  const title = summaries().at(-1)?.text ?? '';
  const all = await client.blocks.children.list({ block_id: notion.idOf('Rapports hebdomadaires') });
  const pages = all.results.filter(
    (each) => 'type' in each && each.type === 'child_page' && each.child_page.title === title,
  );
  expect([title, pages.length]).toEqual([title, 1]);
  const blocks = (await client.blocks.children.list({ block_id: pages[0]?.id ?? '' })).results;
  return {
    title,
    blocks,
    images: blocks.flatMap((each) => ('type' in each && each.type === 'image' ? [each.image] : [])),
  };
}

test('a report of a client has its charts, each with its words; the first stands in its summary’s thread', async () => {
  const { title, blocks, images } = await reported('weekly client-a');
  const captions = images.map(({ caption }) => caption.map(({ plain_text: text }) => text).join(''));
  expect(captions).toMatchObject([
    expect.stringMatching(/^Disponibilité de \d+ applications/),
    expect.stringMatching(/redémarrages,/),
    expect.stringMatching(/^2 incidents ouverts/),
    expect.stringMatching(/^Durée des 2 incidents/),
    expect.stringMatching(/mises en production/),
  ]);
  for (const image of images) {
    const path = image.type === 'file' ? image.file.url : '';
    const bytes = Buffer.from(await (await fetch(notion.url + path)).arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  }
  expect(JSON.stringify(blocks)).toContain(`${canaries.a}/api-${canaries.a}`);
  const summary = summaries().find(({ text }) => text === title);
  expect(pictures()).toMatchObject([{ title: 'Disponibilité par application', threadTs: summary?.ts }]);
});

test('nothing of another client is in a client’s report: page, charts’ words, summary, preview', async () => {
  const asked = notion.requests.length;
  const told = direct().length;
  const { blocks } = await reported('monthly client-a');
  const preview = await (async () => {
    const before = new Set(slack.visible('U0MARIE', 'C0PERSO').map(({ ts }) => ts));
    await slack.slash({ userId: 'U0MARIE', channelId: 'C0PERSO' }, 'report preview weekly client-a');
    await nox.app.settled();
    return slack.visible('U0MARIE', 'C0PERSO').filter(({ ts }) => !before.has(ts));
  })();
  const seen = [
    JSON.stringify(blocks),
    JSON.stringify(notion.requests.slice(asked)),
    JSON.stringify(direct().slice(told)),
    JSON.stringify(preview),
  ];
  for (const each of seen.slice(0, 2)) expect(each).toContain(canaries.a);
  expect(seen[3]).toContain(canaries.a);
  for (const form of [...formsOf(canaries.b), 'client-b', 'wordpress'])
    for (const each of seen) expect(each).not.toContain(form);
  // The other way round it would be found: the search is not blind.
  expect(JSON.stringify((await reported('weekly client-b')).blocks)).toContain(canaries.b);
});

test('a plan that takes no files, and a page that takes no pictures: the report is there, once, in words', async () => {
  const refusal = { kind: 'answer', status: 400, code: 'validation_error' } as const;
  notion.failNext({ ...refusal, at: '/v1/file_uploads' });
  const bare = await reported('weekly client-a');
  expect(bare.images).toHaveLength(0);
  expect(JSON.stringify(bare.blocks)).toMatch(/En bref.*Disponibilité par application/);
  notion.failNext({ ...refusal, at: '/v1/pages' });
  expect((await reported('weekly client-a')).images).toHaveLength(0);
});

test('an answer that is lost, a line that is cut between upload and page: one page, with its charts', async () => {
  const uploads = () => notion.requests.filter(({ path }) => path === '/v1/file_uploads').length;
  const before = uploads();
  notion.failNext({ kind: 'lost', at: '/v1/pages' });
  expect((await reported('weekly client-a')).images).toHaveLength(5);
  expect(uploads() - before).toBe(5);
  notion.failNext({ kind: 'cut', at: '/v1/pages' });
  expect((await reported('weekly client-a')).images).toHaveLength(5);
  expect(uploads() - before).toBe(15);
  notion.failNext({ kind: 'html', status: 503, at: '/v1/file_uploads' });
  expect((await reported('weekly client-a')).images).toHaveLength(5);
});
