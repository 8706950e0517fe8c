import type { ChildProcess } from 'node:child_process';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startJira } from '../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../demo/jira/jira.ts';
import { techcorpJira } from '../../demo/jira/worlds.ts';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { prodWorld } from '../../demo/kubernetes/worlds.ts';
import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { techcorpNotion } from '../../demo/notion/worlds.ts';
import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import { people, slackApp, slackEnvironment } from '../aboard/world.ts';
import { bringTechcorpAboard } from '../monitoring/support/world.ts';
import { startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { failJob } from '../monitoring/support/failed-job.ts';
import { forkNox, killNox } from '../monitoring/support/fork-nox.ts';
import { ask, connectTool } from '../monitoring/support/ask.ts';

/** One NOX hears people; others watch, open tickets and write reports, and are killed in the middle of it. */
let nox: TestNox;
let slack: SlackPlatform;
let jira: SimulatedJira;
let notion: SimulatedNotion;
let prod: SimulatedCluster;
let control: postgres.Sql;
let own: postgres.Sql;
let token: string;
const children = new Set<ChildProcess>();
const soon = { timeout: 100_000, interval: 50 };
/** A row that was being sent for longer than a minute has lost its process. */
const later = 61_000;

beforeAll(async () => {
  slack = await startSlack({ app: slackApp, retryMs: 20 });
  people(slack);
  jira = await startJira({ world: techcorpJira() });
  notion = await startNotion({ world: techcorpNotion() });
  prod = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 20 });
  nox = await startNox(slackEnvironment(slack), { monitoring: false });
  slack.connectApp(nox.app.url);
  token = await bringTechcorpAboard(nox, slack);
  await connect('jira', { name: 'techcorp', baseUrl: jira.url, ...jira.credentials });
  await connect('notion', { name: 'techcorp', token: notion.token, baseUrl: notion.url });
  await connect('k8s', { name: 'prod', kubeconfig: prod.kubeconfig() });
  const database = (name: string) =>
    postgres(Object.assign(new URL(nox.superuserUrl), { pathname: `/${name}` }).href, { max: 1 });
  control = database('nox');
  own = database('nox_t_1');
});
afterEach(async () => {
  for (const child of children) await kill(child);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([control?.end(), own?.end()]);
  await nox?.close();
  await Promise.all([slack?.close(), jira?.close(), notion?.close(), prod?.close()]);
});

const connect = (type: string, body: object) => connectTool(nox, token, type, body);

const start = (aheadMs = 0) => forkNox({ nox, slack }, children, aheadMs);
const kill = (child: ChildProcess) => killNox(child, children);

const say = (words: string) => ask({ nox, slack }, words);
const watched = () =>
  vi.waitFor(async () => expect(await say('monitor status')).toMatch(/prod +surveillé/), soon);
/** What marks the tickets that stand in Jira: one mark for each incident. */
const marks = () =>
  [...jira.issues.values()].flatMap(({ labels }) =>
    labels.filter((each) => each.startsWith('nox-incident-')),
  );
const pages = () =>
  notion.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/pages').length;
const told = () =>
  slack.visible('U0ADA', slack.direct('U0ADA', 'T0PLAT')).filter(({ text }) => text.startsWith('Rapport'));

test('killed while a ticket is being opened: whoever takes over finds it, and opens no second one', async () => {
  const first = await start();
  await watched();
  await say('tickets rule add warning prod/payments to jira OPS');
  jira.fail({ how: 'lost-answer' });
  failJob(prod, 'import');
  await vi.waitFor(() => expect(marks()).toHaveLength(1), soon);
  await kill(first);
  const tickets = async () => (await own`select state from tickets`).map(({ state }) => String(state));
  // It stands in Jira, and NOX does not know it.
  expect(await tickets()).not.toContain('open');
  jira.mend();
  await start(later);
  await vi.waitFor(async () => {
    const states = await tickets();
    expect(states).toContain('open');
    expect(states).not.toContain('wanted');
  }, soon);
  expect(marks()).toEqual([...new Set(marks())]);
  expect(marks()).toHaveLength((await tickets()).length);
}, 300_000);

test('killed while a report is being written: there is one page, and it is told once', async () => {
  const first = await start(later);
  await watched();
  const [before, toldBefore] = [pages(), told().length];
  notion.failNext({ kind: 'mute', at: '/v1/pages' });
  expect(await say('report now daily prod in Post-mortems')).toMatch(/Rapport quotidien/);
  await vi.waitFor(() => expect(pages()).toBe(before + 1), soon);
  await kill(first);
  await start(2 * later);
  await vi.waitFor(() => expect(told()).toHaveLength(toldBefore + 1), soon);
  expect(pages()).toBe(before + 1);
  const run = async () =>
    (await own`select state, page_url as url, error from report_runs order by id desc limit 1`)[0];
  const toldOnce = { state: 'told', url: expect.stringContaining('notion'), error: null };
  await vi.waitFor(async () => expect(await run()).toEqual(toldOnce), soon);
}, 300_000);

test('two processes that start after days make up one report of all that were missed', async () => {
  const [before, toldBefore] = [pages(), told().length];
  expect(await say('report schedule daily at 08:00 prod in Post-mortems')).toMatch(/08:00/);
  const waiting = () => control`
    select start_after <= now() as "isDue" from pgboss.job where name = 'reports' and state in ('created', 'retry')`;
  await vi.waitFor(async () => expect([...(await waiting())]).toEqual([{ isDue: false }]), soon);
  // What the days that pass would do by the database's own clock.
  await control`update pgboss.job set start_after = now() + interval '1 hour' where name = 'reports' and state = 'created'`;
  const days = 9 * 86_400_000;
  await Promise.all([start(days), start(days)]);
  await control`update pgboss.job set start_after = now() where name = 'reports' and state = 'created'`;
  await vi.waitFor(() => expect(told()).toHaveLength(toldBefore + 1), soon);
  await vi.waitFor(async () => expect([...(await waiting())]).toEqual([{ isDue: false }]), soon);
  expect(pages()).toBe(before + 1);
  const [runs] = await own`select count(*)::int as made from report_runs where schedule_id is not null`;
  expect(runs).toEqual({ made: 1 });
}, 300_000);
