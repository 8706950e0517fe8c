import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startJira } from '../../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../../demo/jira/jira.ts';
import { textOf } from '../../../demo/jira/document.ts';
import { techcorpJira } from '../../../demo/jira/worlds.ts';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { prodWorld } from '../../../demo/kubernetes/worlds.ts';
import { startGithub } from '../../../demo/outside/github.ts';
import type { Github } from '../../../demo/outside/github.ts';
import { startSlack } from '../../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../../demo/slack/platform.ts';
import { people, slackApp, slackEnvironment } from '../../aboard/world.ts';
import { startNox } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';
import { bringTechcorpAboard } from '../support/world.ts';
import { quickTimes } from '../support/times.ts';
import { ask, connectTool } from '../support/ask.ts';

/** Tickets of incidents through everything: a cluster breaks, Jira and GitHub are told, people do as they like there. */
let nox: TestNox;
let slack: SlackPlatform;
let prod: SimulatedCluster;
let jira: SimulatedJira;
let github: Github;
let token: string;
/** How far the clock is ahead, milliseconds. */
let ahead = 0;

beforeAll(async () => {
  slack = await startSlack({ app: slackApp, retryMs: 20 });
  people(slack);
  jira = await startJira({ world: techcorpJira() });
  github = await startGithub({
    tokens: { acme: 'ghp_acme' },
    users: [{ login: 'acme', name: 'Acme' }],
    repositories: [{ owner: 'acme', name: 'web', description: 'Site', language: 'TypeScript' }],
  });
  nox = await startNox(slackEnvironment(slack), {
    monitoring: quickTimes,
    clock: { now: () => new Date(Date.now() + ahead) },
  });
  slack.connectApp(nox.app.url);
  prod = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 20 });
  token = await bringTechcorpAboard(nox, slack);
  await connect('jira', { name: 'techcorp', baseUrl: jira.url, ...jira.credentials });
  await connect('github', {
    name: 'acme',
    token: 'ghp_acme',
    baseUrl: github.url.replace('localhost', '127.0.0.1'),
  });
  await connect('k8s', { name: 'prod', kubeconfig: prod.kubeconfig() });
  await vi.waitFor(async () => expect(await say('monitor status')).toMatch(/prod +surveillé/), soon);
});
afterAll(async () => {
  await nox?.close();
  await Promise.all([slack?.close(), prod?.close(), jira?.close(), github?.close()]);
});
beforeEach(() => jira.mend());

const soon = { timeout: 20_000, interval: 50 };

const connect = (type: string, body: object) => connectTool(nox, token, type, body);

/** What a person is answered to a slash command, as they see it. */
const say = (words: string, userId?: string, channelId?: string) =>
  ask({ nox, slack }, words, userId, channelId);

/** Lets minutes pass, slowly enough that the cluster's life is noticed meanwhile. */
async function pass(minutes: number): Promise<void> {
  for (let steps = minutes * 3; steps > 0; steps--) {
    ahead += 20_000;
    const before = prod.requests.length;
    await vi.waitFor(() => expect(prod.requests.length).toBeGreaterThan(before), soon);
  }
}

function deploy(name: string, namespace: string, container: string, image: string): void {
  const containers = [{ name: container, image }];
  const spec = { template: { spec: { containers } } };
  prod.objects.apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec });
}
const paymentsApi = (tag: string) =>
  deploy('payments-api', 'payments', 'api', `registry.techcorp.example/payments/payments-api:${tag}`);

/** The tickets of what crashes; the rollout that does not end has one of its own. */
const mine = () =>
  [...jira.issues.values()].filter(
    ({ labels, summary }) =>
      labels.some((each) => each.startsWith('nox-incident-')) && /boucle|arrêté sur une erreur/.test(summary),
  );
const incidentOf = (issue: { labels: string[] } | undefined) =>
  Number(issue?.labels.join().match(/nox-incident-\d+-(\d+)/)?.[1]);
const commentsOf = (key: string) =>
  (jira.issues.get(key)?.comments ?? []).map(({ body }) => textOf(body)).join('\n');

test('who may make rules, and what is said about wrong ones', async () => {
  expect(await say('tickets')).toMatch(/Aucun ticket n’est ouvert automatiquement/);
  expect(await say('tickets rule add critical to PAY', 'U0DEV')).toMatch(/manager/);
  for (const wrong of ['to PAY', 'terrible to PAY', 'critical PAY', 'high a b to PAY'])
    expect([wrong, await say(`tickets rule add ${wrong}`)]).toMatchObject([
      wrong,
      expect.stringMatching(/pas compris cette règle/),
    ]);
  for (const after of ['soon', '1h90', '8 jours'])
    expect(await say(`tickets rule add critical to PAY after ${after}`)).toMatch(
      new RegExp(`${after} » n’est pas une durée.*after 1h30`.replace(/ /g, '\\s')),
    );
  expect(await say('tickets rule add high nowhere to PAY')).toMatch(/nowhere/);
  expect(await say('tickets rule add high prod to NOPE')).toMatch(/NOPE/);
  expect(await say('tickets rule add high to acme/wbe')).toMatch(/acme\/web/);
  expect(await say('tickets rule remove 99')).toMatch(/99/);
});

test('a rule is made, listed and removed', async () => {
  expect(await say('tickets rule add critique prod/payments vers acme/web après 2h')).toMatch(
    /après 2\sheures sans prise en charge/,
  );
  expect(await say('tickets rule add info prod to PAY after 1 h 30 sans prise en charge')).toMatch(
    /90\sminutes/,
  );
  expect(await say('tickets rule add grave prod/payments to jira OPS')).toMatch(/dans OPS aussitôt/);
  expect(await say('tickets')).toMatch(/3 règles.*prod\/payments.*acme\/web.*2\sheures.*90\sminutes.*OPS/);
  for (const id of [1, 2]) expect(await say(`tickets rule remove ${id}`)).toMatch(/retirée/);
});

test('a Jira that is down, then creates and loses its answer, gets one ticket; both sides are linked', async () => {
  jira.fail({ how: 'fault', times: 2 });
  jira.fail({ how: 'lost-answer' });
  paymentsApi('crash-now');
  await vi.waitFor(async () => expect(await say('incidents prod')).toMatch(/payments-api[^✅]*boucle/), soon);
  await vi.waitFor(() => {
    ahead += 500;
    expect(mine()).toHaveLength(1);
  }, soon);
  const [issue] = mine();
  const id = incidentOf(issue);
  expect(issue?.labels).toContain('nox');
  const body = textOf(issue?.description ?? {});
  expect(body).toMatch(new RegExp(`incident nº ${id}[\\s\\S]*prod[\\s\\S]*payments-api`));
  expect(body).toMatch(/https:\/\/techcorp-plat\.slack\.com\/archives\/\w+\/p\d+/);
  expect(body).toMatch(/restartCount|reason|lastState/);
  const direct = () => slack.visible('U0ADA', slack.direct('U0ADA', 'T0PLAT'));
  await vi.waitFor(() => {
    const alert = direct().find(({ text }) => /payments-api.*boucle/.test(text));
    expect(JSON.stringify(alert?.blocks)).toContain(`${jira.url}/browse/${issue?.key}`);
    expect(JSON.stringify(alert?.blocks)).not.toContain('Ouvrir un ticket');
  }, soon);
  await vi.waitFor(
    () => expect(direct().map(({ text }) => text)).toContain(`Ticket ouvert\u00a0: ${issue?.key}.`),
    soon,
  );
  expect(await say(`incident ${id}`)).toContain(String(issue?.key));
  expect(await say('incident 1 ticket to nothing/here', 'U0GUEST')).toMatch(/développeur|developer/);
  expect(await say(`incident ${id} ticket`)).toMatch(/a déjà son ticket/);
});

test('it is commented, moved to its end when resolved, reopened when it returns; never doubled', async () => {
  const [issue] = mine();
  const key = issue?.key ?? '';
  const id = incidentOf(issue);
  const written = () => textOf(issue?.description ?? {}) + commentsOf(key);
  await vi.waitFor(() => expect(written()).toMatch(/Error|error|level=|starting/), soon);
  await say(`incident take ${id}`);
  await vi.waitFor(() => expect(commentsOf(key)).toMatch(/s’en occupe/), soon);
  paymentsApi('1.14.1');
  await pass(12);
  await vi.waitFor(() => expect(jira.nameOf(jira.issues.get(key)?.status ?? '')).toBe('Terminé'), soon);
  expect(commentsOf(key)).toMatch(/Résolu après/);
  paymentsApi('crash-now');
  await vi.waitFor(() => expect(jira.nameOf(jira.issues.get(key)?.status ?? '')).toBe('À faire'), soon);
  expect(mine()).toHaveLength(1);
  expect(commentsOf(key).match(/s’en occupe/g)).toHaveLength(1);
});

test('no incident has two tickets', () => {
  const markers = [...jira.issues.values()].flatMap(({ labels }) =>
    labels.filter((each) => each.startsWith('nox-incident')),
  );
  expect(markers.length).toBeGreaterThan(0);
  expect(markers).toEqual([...new Set(markers)]);
});

test('what was closed by hand stays closed for this course', async () => {
  const [issue] = mine();
  const key = issue?.key ?? '';
  const done = [...jira.issues.values()].find((each) => jira.nameOf(each.status) === 'Terminé')?.status ?? '';
  if (issue) issue.status = done;
  await say(`incident take ${incidentOf(issue)}`);
  await vi.waitFor(() => expect(commentsOf(key).match(/s’en occupe/g)).toHaveLength(2), soon);
  await nox.app.settled();
  expect(jira.nameOf(jira.issues.get(key)?.status ?? '')).toBe('Terminé');
  expect(await say('tickets')).toMatch(/laissé à l’équipe/);
});

test('a ticket by hand goes where it is said; GitHub’s closes with its incident', async () => {
  deploy('web', 'web', 'web', 'registry.techcorp.example/web/web:crash-now');
  const id = await vi.waitFor(async () => {
    const found = /[🔴🟠🟡🔵] (\d+)[^🔴🟠🟡🔵✅]*web\/web/u.exec(await say('incidents prod'))?.[1];
    expect(found).toBeDefined();
    return Number(found);
  }, soon);
  expect(await say(`incident ${id} ticket`)).toMatch(/Où ouvrir le ticket/);
  expect(await say(`incident ${id} ticket to acme/web`)).toMatch(/est ouvert.*acme\/web#1/);
  const read = async () =>
    (await fetch(`${github.url}/repos/acme/web/issues/1`).then((answer) => answer.json())) as Record<
      string,
      string
    >;
  expect((await read())['body']).toMatch(/<!-- nox-incident-\d+-\d+ -->/);
  await say(`incident resolve ${id}`);
  await vi.waitFor(async () => expect((await read())['state']).toBe('closed'), soon);
});
