import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { textOf } from '../../demo/jira/document.ts';
import { startJira } from '../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../demo/jira/jira.ts';
import { techcorpJira } from '../../demo/jira/worlds.ts';
import { startGithub } from '../../demo/outside/github.ts';
import type { Github } from '../../demo/outside/github.ts';
import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { techcorpNotion } from '../../demo/notion/worlds.ts';
import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import { usualJobPace } from '../../src/jobs/job-options.ts';
import { people, slackApp, slackEnvironment } from '../aboard/world.ts';
import { openGate } from '../support/gate.ts';
import type { Gate, GateAnswer, GatedCall } from '../support/gate.ts';
import { startLeanClusters } from '../support/lean-cluster.ts';
import type { LeanClusters } from '../support/lean-cluster.ts';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { any, node } from './objects.ts';
import { quickTimes } from './times.ts';
import { bringTechcorpAboard } from './world.ts';

/** Slack, Jira, GitHub and Notion are away for hours and days while incidents come and go, and reports fall due. */
let nox: TestNox;
let slack: SlackPlatform;
let jira: SimulatedJira;
let github: Github;
let notion: SimulatedNotion;
let lean: LeanClusters;
let token: string;
let own: postgres.Sql;
/** How far the clock is ahead, milliseconds. */
let ahead = 0;
const gates: Record<string, Gate> = {};
/** What a service answers instead of doing anything; undefined: it is there. */
const away: Record<string, ((call: GatedCall) => GateAnswer | boolean) | undefined> = {};
/** The calls that came to each gate. */
const calls: (GatedCall & { readonly at: number })[] = [];
const soon = { timeout: 50_000, interval: 25 };
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

beforeAll(async () => {
  const clock = { now: () => new Date(Date.now() + ahead), passedMs: () => performance.now() + ahead };
  slack = await startSlack({ app: slackApp, retryMs: 20, now: () => Date.now() + ahead });
  people(slack);
  jira = await startJira({ world: techcorpJira(), now: clock.now });
  github = await startGithub({
    tokens: { acme: 'ghp_acme' },
    users: [{ login: 'acme', name: 'Acme' }],
    repositories: [{ owner: 'acme', name: 'web', description: 'Site', language: 'TypeScript' }],
  });
  notion = await startNotion({ world: techcorpNotion(), now: clock.now });
  lean = await startLeanClusters();
  lean.put(1, node('node-1') as never);
  const targets = { slack: slack.url, jira: jira.url, github: github.url, notion: notion.url };
  for (const [name, target] of Object.entries(targets))
    gates[name] = await openGate(name, target, (each, moment) => {
      if (moment === 'after') return true;
      calls.push({ ...each, at: ahead });
      return away[name]?.(each) ?? true;
    });
  const gated = { apiUrl: `${gates['slack']?.url}/api/` };
  nox = await startNox(slackEnvironment(gated), {
    monitoring: quickTimes,
    clock,
    jobPace: { ...usualJobPace, pollSeconds: 0.5 },
  });
  slack.connectApp(nox.app.url);
  token = await bringTechcorpAboard(nox, slack);
  own = postgres(Object.assign(new URL(nox.superuserUrl), { pathname: '/nox_t_1' }).href, { max: 1 });
  await connect('jira', { name: 'techcorp', baseUrl: gates['jira']?.url, ...jira.credentials });
  await connect('github', { name: 'acme', token: 'ghp_acme', baseUrl: gates['github']?.url });
  await connect('notion', { name: 'techcorp', token: notion.token, baseUrl: gates['notion']?.url });
  await connect('k8s', { name: 'prod', kubeconfig: lean.kubeconfig(1) });
  await vi.waitFor(async () => expect(await say('monitor status')).toMatch(/prod +surveillé/), soon);
});
afterAll(async () => {
  await own?.end();
  await nox?.close();
  const services = [slack, jira, github, notion, lean, ...Object.values(gates)];
  await Promise.all(services.map((each) => each?.close()));
});
beforeEach(() => {
  for (const name of Object.keys(away)) delete away[name];
});

async function connect(type: string, body: object): Promise<void> {
  const answer = await call(nox, 'POST', `/api/integrations/${type}`, body, token);
  expect([type, answer.status, answer.text]).toMatchObject([type, 201, expect.anything()]);
}

async function say(words: string): Promise<string> {
  const before = new Set(slack.visible('U0ADA', 'C0PLAT').map(({ ts }) => ts));
  await slack.slash({ userId: 'U0ADA', channelId: 'C0PLAT' }, words);
  await nox.app.settled();
  return JSON.stringify(slack.visible('U0ADA', 'C0PLAT').filter(({ ts }) => !before.has(ts)));
}

/** Time passes: most of it at once, the rest in steps in which the cluster is heard and what is over is seen to be. */
async function pass(ms: number, jumps = 1): Promise<void> {
  const steps = Math.min(8, Math.floor(ms / 30_000));
  for (let jump = 0; jump < jumps; jump++) await leap((ms - steps * 30_000) / jumps);
  for (let step = 0; step < steps; step++) await leap(30_000);
}
async function leap(ms: number): Promise<void> {
  ahead += ms;
  const before = lean.pulses(1);
  await vi.waitFor(() => expect(lean.pulses(1)).toBeGreaterThan(before), soon);
  await nox.app.settled();
}

const failedJob = (name: string, isFailed = true) => {
  const [type, reason] = isFailed ? ['Failed', 'Backoff'] : ['Complete', 'Done'];
  const condition = {
    type,
    status: 'True',
    reason,
    lastTransitionTime: new Date(Date.now() + ahead).toISOString(),
  };
  return any('Job', name, { status: { conditions: [condition] } }) as never;
};
/** What is said of incidents and reports; that time goes by in great steps is no trouble of the cluster's. */
const direct = () =>
  slack
    .visible('U0ADA', slack.direct('U0ADA', 'T0PLAT'))
    .filter(({ text, threadTs }) => !/prod : le cluster/.test(text) && !threadTs);
const alertsOf = (word: string) =>
  direct().filter(({ text, blocks }) => JSON.stringify([text, blocks]).includes(word));

/** Incidents open and most of them are over again while `pass` goes on. */
async function breakAndMend(prefix: string, count: number, mended: number, ms: number): Promise<void> {
  for (let each = 1; each <= count; each++) {
    lean.put(1, failedJob(`${prefix}-${each}`));
    await leap(ms / count);
  }
  for (let each = 1; each <= mended; each++) lean.put(1, failedJob(`${prefix}-${each}`, false));
  await pass(30 * minute);
}

test('Slack is away for an hour: what came and went meanwhile is told in one message, which shows how things stand', async () => {
  let asked = 0;
  away['slack'] = ({ path }) => {
    if (!/chat\.postMessage/.test(path)) return true;
    asked += 1;
    // Errors, silence that ends, and patience asked for.
    return asked % 2 === 0 ? { status: 500 } : { status: 503, body: { ok: false, error: 'fatal_error' } };
  };
  const before = direct().length;
  await breakAndMend('batch', 30, 20, hour);
  expect(direct()).toHaveLength(before);
  delete away['slack'];
  await pass(20 * minute, 4);
  const told = direct().slice(before);
  expect(told.map(({ text }) => text)).toEqual([
    expect.stringMatching(/3[0-2] incidents sur prod pendant que NOX ne pouvait pas écrire ici/),
  ]);
  const shown = JSON.stringify(told[0]?.blocks);
  expect(shown).toMatch(/2[0-2] sont résolus/);
  expect(shown).toMatch(/batch-30/);
  expect(shown).not.toMatch(/batch-1\b/);
}, 200_000);

test('Slack asks for ten minutes of patience: nothing goes there meanwhile, what is new neither', async () => {
  await pass(10 * minute);
  let left = 1;
  away['slack'] = ({ path }) => {
    if (!/chat\./.test(path) || left === 0) return true;
    left -= 1;
    return { status: 429, headers: { 'retry-after': '600' }, body: { ok: false, error: 'ratelimited' } };
  };
  const from = calls.length;
  lean.put(1, failedJob('patient-1'));
  await pass(2 * minute);
  lean.put(1, failedJob('patient-2'));
  await pass(7 * minute);
  const chats = () => calls.slice(from).filter(({ to, path }) => to === 'slack' && /chat\.post/.test(path));
  expect(left).toBe(0);
  expect(chats()).toHaveLength(1);
  expect(alertsOf('patient-').length).toBe(0);
  await pass(3 * minute);
  expect(alertsOf('patient-1')).toHaveLength(1);
  expect(alertsOf('patient-2')).toHaveLength(1);
}, 200_000);

const issueOf = (word: string) => [...jira.issues.values()].filter(({ summary }) => summary.includes(word));
const written = (word: string) => {
  const [issue] = issueOf(word);
  const comments = (issue?.comments ?? []).map(({ body }) => textOf(body));
  return { status: jira.nameOf(issue?.status ?? null), body: textOf(issue?.description ?? {}), comments };
};

test('Jira is away for a day: each incident has its ticket after, told once of everything, and ended where it is over', async () => {
  await say('tickets rule add info prod/shop to jira OPS');
  lean.put(1, failedJob('known'));
  await pass(10 * minute);
  expect(written('known').status).toBe('À faire');
  away['jira'] = () => ({ status: 503 });
  const [known = ''] = /(?<=Incident nº )\d+/.exec(JSON.stringify(alertsOf('shop/known')[0]?.blocks)) ?? [];
  await say(`incident take ${known}`);
  lean.put(1, failedJob('passing'));
  await pass(hour);
  lean.put(1, failedJob('passing', false));
  await pass(hour);
  await say(`incident resolve ${known}`);
  await pass(21 * hour, 20);
  lean.put(1, failedJob('lasting'));
  await pass(hour);
  expect(issueOf('passing')).toHaveLength(0);
  delete away['jira'];
  await pass(20 * minute, 4);
  for (const word of ['known', 'lasting', 'passing']) expect([word, issueOf(word).length]).toEqual([word, 1]);
  expect(written('lasting')).toMatchObject({ status: 'À faire', comments: [] });
  expect(written('known').status).toBe('Terminé');
  // Each step once, in order; the last is that its condition was gone, hours after somebody had called it resolved.
  const steps = written('known').comments.map((each) => /s’en occupe|déclare|disparu/.exec(each)?.[0]);
  expect(steps).toEqual(['s’en occupe', 'déclare', 'disparu']);
  // It was over before it could be opened: it says so, and is ended.
  expect(written('passing').status).toBe('Terminé');
  expect(written('passing').body).toMatch(/Résolu : /);
  expect(written('passing').comments).toEqual([expect.stringContaining('Résolu')]);
}, 300_000);

test('GitHub’s secondary limit: everything that goes there waits as long as it says, and Jira does not', async () => {
  await say('tickets rule add info prod/web to acme/web');
  const inWeb = (name: string) => {
    const job = failedJob(name) as unknown as { metadata: object };
    return { ...job, metadata: { ...job.metadata, namespace: 'web', uid: `uid-web-${name}` } } as never;
  };
  let left = 1;
  away['github'] = ({ method }) => {
    if (method !== 'POST' || left === 0) return true;
    left -= 1;
    const message =
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
    return { status: 403, headers: { 'retry-after': '900' }, body: { message } };
  };
  const from = calls.length;
  const toGithub = () => calls.slice(from).filter(({ to }) => to === 'github').length;
  lean.put(1, inWeb('first'));
  await pass(2 * minute);
  expect(left).toBe(0);
  const asked = toGithub();
  lean.put(1, inWeb('second'));
  lean.put(1, failedJob('elsewhere'));
  await pass(10 * minute);
  expect(toGithub()).toBe(asked);
  expect(issueOf('elsewhere')).toHaveLength(1);
  await pass(10 * minute);
  const titles = async () =>
    ((await (await fetch(`${github.url}/repos/acme/web/issues?state=all`)).json()) as { title: string }[])
      .map(({ title }) => /web\/(\w+)/.exec(title)?.[1])
      .toSorted();
  expect(await titles()).toEqual(['first', 'second']);
}, 200_000);

const reports = () => direct().filter(({ text }) => text.startsWith('Rapport'));
async function pages(): Promise<string[]> {
  const headers = { authorization: `Bearer ${notion.token}`, 'notion-version': '2025-09-03' };
  const path = `${notion.url}/v1/blocks/${notion.idOf('Post-mortems')}/children?page_size=100`;
  const list = (await (await fetch(path, { headers })).json()) as {
    results: { child_page?: { title: string } }[];
  };
  return list.results
    .flatMap(({ child_page }) => child_page?.title ?? [])
    .filter((each) => /Rapport/.test(each));
}
const wanted = (count: number) =>
  vi.waitFor(async () => expect(await own`select id from report_runs`).toHaveLength(count), soon);
/** The day before a moment, as the title of a report names it. */
const dayBefore = (ms: number) =>
  new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(new Date(ms - day));

test('Notion is away for six hours, then for two days: each period has its one page, which names it', async () => {
  const wall = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hour12: false, timeZone: 'Europe/Paris' }).format(
      new Date(Date.now() + ahead),
    ),
  );
  // To the hour before the next report.
  await pass(((24 + 7 - (wall % 24)) % 24) * hour);
  expect(await say('report schedule daily at 08:00 prod in Post-mortems')).toMatch(/08:00/);
  const before = reports().length;
  away['notion'] = () => ({
    status: 503,
    body: { object: 'error', status: 503, code: 'service_unavailable' },
  });
  await pass(6 * hour, 6);
  await wanted(1);
  expect([reports().length - before, (await pages()).length]).toEqual([0, 0]);
  const first = dayBefore(Date.now() + ahead);
  delete away['notion'];
  await pass(20 * minute, 4);
  expect(
    reports()
      .slice(before)
      .map(({ text }) => text),
  ).toEqual([expect.stringContaining(first)]);
  expect(await pages()).toEqual([expect.stringContaining(first)]);
  away['notion'] = () => ({
    status: 503,
    body: { object: 'error', status: 503, code: 'service_unavailable' },
  });
  await pass(day, 6);
  await wanted(2);
  const second = dayBefore(Date.now() + ahead);
  await pass(day, 6);
  await wanted(3);
  const third = dayBefore(Date.now() + ahead);
  expect(await pages()).toHaveLength(1);
  delete away['notion'];
  await pass(20 * minute, 4);
  const each = [first, second, third].map((text) => expect.stringContaining(text));
  expect(await pages()).toEqual(each);
  expect(
    reports()
      .slice(before)
      .map(({ text }) => text),
  ).toEqual(each);
}, 300_000);
