import type { ChildProcess } from 'node:child_process';
import postgres from 'postgres';
import { expect, vi } from 'vitest';
import { textOf } from '../../demo/jira/document.ts';
import { startJira } from '../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../demo/jira/jira.ts';
import { techcorpJira } from '../../demo/jira/worlds.ts';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { prodWorld } from '../../demo/kubernetes/worlds.ts';
import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { techcorpNotion } from '../../demo/notion/worlds.ts';
import { startGithub } from '../../demo/outside/github.ts';
import type { Github } from '../../demo/outside/github.ts';
import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import { livePast } from '../../demo/story/past.ts';
import { people, slackApp, slackEnvironment } from '../aboard/world.ts';
import { failJob } from '../monitoring/support/failed-job.ts';
import { killNox, layNoxBy, wakeNox } from '../monitoring/support/fork-nox.ts';
import { bringTechcorpAboard } from '../monitoring/support/world.ts';
import { openGate } from '../support/gate.ts';
import type { Gate, GatedCall, GateKeeper } from '../support/gate.ts';
import { masterKey, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { ask, connectTool } from '../monitoring/support/ask.ts';

/** An incident's life and a report's, lived by processes of NOX that are killed at calls which somebody chooses. */
let nox: TestNox;
let slack: SlackPlatform;
let jira: SimulatedJira;
let github: Github;
let notion: SimulatedNotion;
let prod: SimulatedCluster;
let own: postgres.Sql;
let token: string;
const gates: Record<string, Gate> = {};
const children = new Set<ChildProcess>();
const soon = { timeout: 120_000, interval: 25 };
/** A row that was being sent for longer than a minute has lost its process. */
const lostMs = 61_000;
/** How far the clock of the next process is ahead. */
let ahead = 0;
export type Moment = Parameters<GateKeeper>[1];
/** Says where a process is killed; undefined: nowhere. */
let killsAt: ((call: GatedCall, moment: Moment) => boolean) | undefined;
let child: ChildProcess | undefined;
/** The next processes have read their programs. */
const laidBy: ChildProcess[] = [];
/** The next process is being woken, where one was killed. */
let next: Promise<void> | undefined;

const keeper: GateKeeper = (each, moment) => {
  if (!killsAt) return true;
  // What a dead process had sent is not carried out any more.
  if (next) return false;
  if (!killsAt(each, moment)) return true;
  next = die().then(live);
  return false;
};

const past = {
  cluster: 'prod',
  workloads: ['Deployment payments/payments-api'],
  troubles: [2, 8].map((hoursAgo) => ({
    workload: 'Deployment payments/payments-api',
    hoursAgo,
    minutes: 40,
    reason: 'crash_loop' as const,
    severity: 'high' as const,
    restarts: 3,
  })),
  rollouts: [],
};

async function die(): Promise<void> {
  if (child) await killNox(child, children);
  child = undefined;
  ahead += lostMs;
}

async function live(): Promise<void> {
  const ground = { nox, slack: { apiUrl: `${gates['slack']?.url}/api/` } };
  while (laidBy.length < 2) laidBy.push(layNoxBy(ground, children));
  child = laidBy.shift();
  if (child) await wakeNox(child, ahead);
  next = undefined;
}

/** Starts everything: a NOX that people speak with, and one in a process of its own behind gates. */
export async function openWorld(): Promise<void> {
  slack = await startSlack({ app: slackApp, retryMs: 20 });
  people(slack);
  jira = await startJira({ world: techcorpJira() });
  github = await startGithub({
    tokens: { acme: 'ghp_acme' },
    users: [{ login: 'acme', name: 'Acme' }],
    repositories: [{ owner: 'acme', name: 'web', description: 'Site', language: 'TypeScript' }],
  });
  notion = await startNotion({ world: techcorpNotion() });
  prod = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 20 });
  const targets = { slack: slack.url, jira: jira.url, github: github.url, notion: notion.url };
  for (const [name, target] of Object.entries(targets)) gates[name] = await openGate(name, target, keeper);
  nox = await startNox(slackEnvironment(slack), { monitoring: false });
  slack.connectApp(nox.app.url);
  token = await bringTechcorpAboard(nox, slack);
  await connect('jira', { name: 'techcorp', baseUrl: gates['jira']?.url, ...jira.credentials });
  await connect('github', { name: 'acme', token: 'ghp_acme', baseUrl: gates['github']?.url });
  await connect('notion', { name: 'techcorp', token: notion.token, baseUrl: gates['notion']?.url });
  await connect('k8s', { name: 'prod', kubeconfig: prod.kubeconfig() });
  own = postgres(Object.assign(new URL(nox.superuserUrl), { pathname: '/nox_t_1' }).href, { max: 1 });
  await live();
  await vi.waitFor(async () => expect(await say('monitor status')).toMatch(/prod +surveillé/), soon);
  // Weeks behind it, so that the report has charts.
  const access = { databaseUrl: nox.databaseUrl, masterKey };
  await livePast(access, token, [past], 9, new Date());
  await say('tickets rule add warning prod/payments to jira OPS');
  await say('tickets rule add warning prod/web to acme/web');
}

export async function closeWorld(): Promise<void> {
  killsAt = undefined;
  for (const each of children) each.kill('SIGKILL');
  await own?.end();
  await nox?.close();
  const services = [slack, jira, github, notion, prod, ...Object.values(gates)];
  await Promise.all(services.map((each) => each?.close()));
}

const connect = (type: string, body: object) => connectTool(nox, token, type, body);

const say = (words: string) => ask({ nox, slack }, words);
const direct = () => slack.visible('U0ADA', slack.direct('U0ADA', 'T0PLAT'));

/** Everything went out, and a process is there. */
const quiet = () =>
  vi.waitFor(async () => {
    expect(next).toBeUndefined();
    expect(await own`select key from outbox where state in ('waiting', 'sending')`).toHaveLength(0);
  }, soon);

interface Life {
  readonly incident: number;
  readonly run: number;
}

/** An incident opens, gets its ticket, is taken and resolved; then a report is written. */
async function lifeOf(name: string, namespace: string): Promise<Life> {
  failJob(prod, name, { namespace });
  const incident = await vi.waitFor(async () => {
    const [row] = await own<{ id: number; ticket: string | null }[]>`
      select i.id, t.state as ticket from incidents i left join tickets t on t.incident_id = i.id
      where subject_name = ${name}`;
    expect(row?.ticket).toBe('open');
    return row?.id ?? 0;
  }, soon);
  await quiet();
  await say(`incident take ${incident}`);
  await quiet();
  await say(`incident resolve ${incident}`);
  await vi.waitFor(
    async () =>
      expect((await own`select state from tickets where incident_id = ${incident}`)[0]?.['state']).toBe(
        'closed',
      ),
    soon,
  );
  await quiet();
  // It is asked for while nobody is there to write it: this NOX asks Notion for the page, through the same gate.
  const plan = killsAt;
  killsAt = undefined;
  await die();
  const before = Number((await own`select max(id) as id from report_runs`)[0]?.['id'] ?? 0);
  const said = say('report now daily prod in Post-mortems');
  const run = await vi.waitFor(async () => {
    const [row] = await own<{ id: number }[]>`select id from report_runs where id > ${before}`;
    expect(row).toBeDefined();
    return row?.id ?? 0;
  }, soon);
  killsAt = plan;
  await live();
  await vi.waitFor(
    async () =>
      expect((await own`select state from report_runs where id = ${run}`)[0]?.['state']).toBe('told'),
    soon,
  );
  await quiet();
  await said;
  return { incident, run };
}

async function readNotion(path: string): Promise<readonly Record<string, unknown>[]> {
  const headers = { authorization: `Bearer ${notion.token}`, 'notion-version': '2025-09-03' };
  const all: Record<string, unknown>[] = [];
  for (let cursor = ''; ; ) {
    const query = cursor ? `?start_cursor=${cursor}` : '';
    const answer = await fetch(`${notion.url}/v1/${path}${query}`, { headers });
    const list = (await answer.json()) as { results: Record<string, unknown>[]; next_cursor: string | null };
    all.push(...list.results);
    if (!list.next_cursor) return all;
    cursor = list.next_cursor;
  }
}

const readGithub = async (path: string) =>
  (await (await fetch(`${github.url}/repos/acme/web/issues${path}`)).json()) as {
    number: number;
    body: string;
    state: string;
  }[];

/** What stands in each place after a life. */
async function found({ incident, run }: Life, name: string) {
  const alerts = direct().filter(({ text, threadTs }) => !threadTs && text.includes(`/${name} `));
  const thread = direct().filter(({ threadTs }) => threadTs === alerts[0]?.ts);
  const marker = new RegExp(`nox-incident-\\d+-${incident}(?!\\d)`);
  const inJira = [...jira.issues.values()].filter(({ labels }) => labels.some((each) => marker.test(each)));
  const inGithub = (await readGithub('?state=all&per_page=100')).filter(({ body }) => marker.test(body));
  const pages = (await readNotion(`blocks/${notion.idOf('Post-mortems')}/children`)).filter(
    ({ child_page }) => (child_page as { title: string } | undefined)?.title.endsWith(` nº ${run}`),
  );
  const blocks = pages[0] ? await readNotion(`blocks/${String(pages[0]['id'])}/children`) : [];
  const kinds = blocks.map(({ type }) => type);
  const reports = direct().filter(({ text }) => text.startsWith('Rapport') && text.endsWith(` nº ${run}`));
  const besides = direct().filter(({ threadTs }) => threadTs !== undefined && threadTs === reports[0]?.ts);
  const comments = inGithub[0]
    ? (await readGithub(`/${inGithub[0].number}/comments`)).map(({ body }) => body)
    : (inJira[0]?.comments ?? []).map(({ body }) => textOf(body));
  return {
    alerts: alerts.map(({ text }) => text.split(' ')[0]),
    thread: thread.map(({ text }) => /^[\wé]+ [\wé’]+/.exec(text)?.[0]),
    tickets: [
      ...inJira.map(({ status }) => String(jira.nameOf(status))),
      ...inGithub.map(({ state }) => state),
    ],
    comments: comments.map((each) => /: (ada [\wé’]+)/.exec(each)?.[1]),
    pages: pages.length,
    ends: [kinds[0], kinds.at(-1)],
    charts: kinds.filter((kind) => kind === 'image').length,
    reports: reports.map((each) => /notion\.so/.test(JSON.stringify(each.blocks))),
    pictures: besides.flatMap(({ files }) => files).length,
  };
}

/** Each thing once, and whole. */
export const whole = {
  alerts: ['✅'],
  thread: ['Ticket ouvert', 'ada s’en', 'ada déclare'],
  tickets: [expect.stringMatching(/Terminé|closed/)],
  comments: ['ada s’en', 'ada déclare'],
  pages: 1,
  ends: ['callout', 'paragraph'],
  charts: expect.toSatisfy((count: number) => count >= 3),
  reports: [true],
  pictures: 1,
};

let lives = 0;
/** Lives through everything once, and says what is there then. @param at where it is killed */
export async function liveOnce(
  service: 'jira' | 'github',
  at: ((call: GatedCall, moment: Moment) => boolean) | undefined,
) {
  const [namespace, ofService] = service === 'jira' ? ['payments', 'instant'] : ['web', 'moment'];
  const name = `${ofService}-${(lives += 1)}`;
  await quiet();
  killsAt = at;
  try {
    const life = await lifeOf(name, namespace);
    killsAt = undefined;
    return await found(life, name);
  } finally {
    killsAt = undefined;
  }
}
