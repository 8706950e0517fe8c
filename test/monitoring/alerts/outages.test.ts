import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { textOf } from '../../../demo/jira/document.ts';
import { startGatedWorld } from '../support/gated-world.ts';
import type { GatedWorld } from '../support/gated-world.ts';

/** Slack, Jira, GitHub and Notion are away for hours and days while incidents come and go, and reports fall due. */
let world: GatedWorld;
const soon = { timeout: 50_000, interval: 25 };
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

beforeAll(async () => {
  world = await startGatedWorld();
});
afterAll(() => world?.close());
beforeEach(() => {
  for (const name of Object.keys(world.away)) delete world.away[name];
});

/** Incidents open and most of them are over again while `pass` goes on. */
async function breakAndMend(prefix: string, count: number, mended: number, ms: number): Promise<void> {
  for (let each = 1; each <= count; each++) {
    world.lean.put(1, world.failedJob(`${prefix}-${each}`));
    await world.leap(ms / count);
  }
  for (let each = 1; each <= mended; each++) world.lean.put(1, world.failedJob(`${prefix}-${each}`, false));
  await world.pass(30 * minute);
}

test('Slack is away for an hour: what came and went meanwhile is told in one message, which shows how things stand', async () => {
  let asked = 0;
  world.away['slack'] = ({ path }) => {
    if (!/chat\.postMessage/.test(path)) return true;
    asked += 1;
    // Errors, silence that ends, and patience asked for.
    return asked % 2 === 0 ? { status: 500 } : { status: 503, body: { ok: false, error: 'fatal_error' } };
  };
  const before = world.direct().length;
  await breakAndMend('batch', 30, 20, hour);
  expect(world.direct()).toHaveLength(before);
  delete world.away['slack'];
  await world.pass(20 * minute, 4);
  const told = world.direct().slice(before);
  expect(told.map(({ text }) => text)).toEqual([
    expect.stringMatching(/3[0-2] incidents sur prod pendant que NOX ne pouvait pas écrire ici/),
  ]);
  const shown = JSON.stringify(told[0]?.blocks);
  expect(shown).toMatch(/2[0-2] sont résolus/);
  expect(shown).toMatch(/batch-30/);
  expect(shown).not.toMatch(/batch-1\b/);
}, 200_000);

test('Slack asks for ten minutes of patience: nothing goes there meanwhile, what is new neither', async () => {
  await world.pass(10 * minute);
  let left = 1;
  world.away['slack'] = ({ path }) => {
    if (!/chat\./.test(path) || left === 0) return true;
    left -= 1;
    return { status: 429, headers: { 'retry-after': '600' }, body: { ok: false, error: 'ratelimited' } };
  };
  const from = world.calls.length;
  world.lean.put(1, world.failedJob('patient-1'));
  await world.pass(2 * minute);
  world.lean.put(1, world.failedJob('patient-2'));
  await world.pass(7 * minute);
  const chats = () =>
    world.calls.slice(from).filter(({ to, path }) => to === 'slack' && /chat\.post/.test(path));
  expect(left).toBe(0);
  expect(chats()).toHaveLength(1);
  expect(world.alertsOf('patient-').length).toBe(0);
  await world.pass(3 * minute);
  expect(world.alertsOf('patient-1')).toHaveLength(1);
  expect(world.alertsOf('patient-2')).toHaveLength(1);
}, 200_000);

const issueOf = (word: string) =>
  [...world.jira.issues.values()].filter(({ summary }) => summary.includes(word));
const written = (word: string) => {
  const [issue] = issueOf(word);
  const comments = (issue?.comments ?? []).map(({ body }) => textOf(body));
  return {
    status: world.jira.nameOf(issue?.status ?? null),
    body: textOf(issue?.description ?? {}),
    comments,
  };
};

test('Jira is away for a day: each incident has its ticket after, told once of everything, and ended where it is over', async () => {
  await world.say('tickets rule add info prod/shop to jira OPS');
  world.lean.put(1, world.failedJob('known'));
  await world.pass(10 * minute);
  expect(written('known').status).toBe('À faire');
  world.away['jira'] = () => ({ status: 503 });
  const [known = ''] =
    /(?<=Incident nº )\d+/.exec(JSON.stringify(world.alertsOf('shop/known')[0]?.blocks)) ?? [];
  await world.say(`incident take ${known}`);
  world.lean.put(1, world.failedJob('passing'));
  await world.pass(hour);
  world.lean.put(1, world.failedJob('passing', false));
  await world.pass(hour);
  await world.say(`incident resolve ${known}`);
  await world.pass(21 * hour, 20);
  world.lean.put(1, world.failedJob('lasting'));
  await world.pass(hour);
  expect(issueOf('passing')).toHaveLength(0);
  delete world.away['jira'];
  await world.pass(20 * minute, 4);
  for (const word of ['known', 'lasting', 'passing']) expect([word, issueOf(word).length]).toEqual([word, 1]);
  expect(written('lasting')).toMatchObject({ status: 'À faire', comments: [] });
  expect(written('known').status).toBe('Terminé');
  // Each step once, in order; the last is that its condition was gone, hours after somebody had called it resolved.
  const steps = written('known').comments.map((each) => /s’en occupe|déclare|disparu/.exec(each)?.[0]);
  expect(steps).toEqual(['s’en occupe', 'déclare', 'disparu']);
  // It was over before it could be opened: it says so, and is ended.
  expect(written('passing').status).toBe('Terminé');
  expect(written('passing').body).toMatch(/Résolu\s: /);
  expect(written('passing').comments).toEqual([expect.stringContaining('Résolu')]);
}, 300_000);

test('GitHub’s secondary limit: everything that goes there waits as long as it says, and Jira does not', async () => {
  await world.say('tickets rule add info prod/web to acme/web');
  const inWeb = (name: string) => {
    const job = world.failedJob(name) as unknown as { metadata: object };
    return { ...job, metadata: { ...job.metadata, namespace: 'web', uid: `uid-web-${name}` } } as never;
  };
  let left = 1;
  world.away['github'] = ({ method }) => {
    if (method !== 'POST' || left === 0) return true;
    left -= 1;
    const message =
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
    return { status: 403, headers: { 'retry-after': '900' }, body: { message } };
  };
  const from = world.calls.length;
  const toGithub = () => world.calls.slice(from).filter(({ to }) => to === 'github').length;
  world.lean.put(1, inWeb('first'));
  await world.pass(2 * minute);
  expect(left).toBe(0);
  const asked = toGithub();
  world.lean.put(1, inWeb('second'));
  world.lean.put(1, world.failedJob('elsewhere'));
  await world.pass(10 * minute);
  expect(toGithub()).toBe(asked);
  expect(issueOf('elsewhere')).toHaveLength(1);
  await world.pass(10 * minute);
  const titles = async () =>
    (
      (await (await fetch(`${world.github.url}/repos/acme/web/issues?state=all`)).json()) as {
        title: string;
      }[]
    )
      .map(({ title }) => /web\/(\w+)/.exec(title)?.[1])
      .toSorted();
  expect(await titles()).toEqual(['first', 'second']);
}, 200_000);

const reports = () => world.direct().filter(({ text }) => text.startsWith('Rapport'));
async function pages(): Promise<string[]> {
  const headers = { authorization: `Bearer ${world.notion.token}`, 'notion-version': '2025-09-03' };
  const path = `${world.notion.url}/v1/blocks/${world.notion.idOf('Post-mortems')}/children?page_size=100`;
  const list = (await (await fetch(path, { headers })).json()) as {
    results: { child_page?: { title: string } }[];
  };
  return list.results
    .flatMap(({ child_page }) => child_page?.title ?? [])
    .filter((each) => /Rapport/.test(each));
}
const wanted = (count: number) =>
  vi.waitFor(async () => expect(await world.own`select id from report_runs`).toHaveLength(count), soon);
/** The day before a moment, as the title of a report names it. */
const dayBefore = (ms: number) =>
  new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(new Date(ms - day));

test('Notion is away for six hours, then for two days: each period has its one page, which names it', async () => {
  const wall = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hour12: false, timeZone: 'Europe/Paris' }).format(
      new Date(world.now()),
    ),
  );
  // To the hour before the next report.
  await world.pass(((24 + 7 - (wall % 24)) % 24) * hour);
  expect(await world.say('report schedule daily at 08:00 prod in Post-mortems')).toMatch(/08:00/);
  const before = reports().length;
  world.away['notion'] = () => ({
    status: 503,
    body: { object: 'error', status: 503, code: 'service_unavailable' },
  });
  await world.pass(6 * hour, 6);
  await wanted(1);
  expect([reports().length - before, (await pages()).length]).toEqual([0, 0]);
  const first = dayBefore(world.now());
  delete world.away['notion'];
  await world.pass(20 * minute, 4);
  expect(
    reports()
      .slice(before)
      .map(({ text }) => text),
  ).toEqual([expect.stringContaining(first)]);
  expect(await pages()).toEqual([expect.stringContaining(first)]);
  world.away['notion'] = () => ({
    status: 503,
    body: { object: 'error', status: 503, code: 'service_unavailable' },
  });
  await world.pass(day, 6);
  await wanted(2);
  const second = dayBefore(world.now());
  await world.pass(day, 6);
  await wanted(3);
  const third = dayBefore(world.now());
  expect(await pages()).toHaveLength(1);
  delete world.away['notion'];
  await world.pass(20 * minute, 4);
  const each = [first, second, third].map((text) => expect.stringContaining(text));
  expect(await pages()).toEqual(each);
  expect(
    reports()
      .slice(before)
      .map(({ text }) => text),
  ).toEqual(each);
}, 300_000);
