import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AppGithub } from '../../../demo/github/front.ts';
import { startGithubOfTwo } from '../../integrations/github/app-world.ts';
import { call } from '../../support/nox.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** From an image that is not there to its commit and pull request on GitHub, in the alert’s thread; and what is not said. */
let world: WatchingWorld;
let github: AppGithub;
/** The commit that the pull request brought, and the pull request. */
let merged: { readonly sha: string; readonly number: number };

const repository = '/repos/techcorp/payments-api';
const token = 'ghp_ada1234567890';

beforeAll(async () => {
  [world, github] = await Promise.all([startWatching(), startGithubOfTwo()]);
  merged = await mergeSomething();
  const body = { token, baseUrl: github.url };
  expect((await call(world.nox, 'POST', '/api/integrations/github', body, world.token)).status).toBe(201);
  await world.connect('prod', world.prod);
  await world.watched('prod');
});
afterAll(async () => {
  await world?.close();
  await github?.close();
});

async function ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(github.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()) as Record<string, unknown>;
}

async function mergeSomething() {
  const head = (await ask('GET', `${repository}/git/ref/heads/main`))['object'] as { sha: string };
  await ask('POST', `${repository}/git/refs`, { ref: 'refs/heads/retry', sha: head.sha });
  const content = Buffer.from('retries: 9\n').toString('base64');
  const message = 'Retry nine times <!channel>\n\nBecause.';
  await ask('PUT', `${repository}/contents/settings.yaml`, { message, content, branch: 'retry' });
  const pull = { title: 'Retry the payment provider', head: 'retry', base: 'main' };
  const { number } = await ask('POST', `${repository}/pulls`, pull);
  const { head: tip } = await ask('GET', `${repository}/pulls/${Number(number)}`);
  await ask('PUT', `${repository}/pulls/${Number(number)}/merge`, { merge_method: 'merge' });
  return { sha: (tip as { sha: string }).sha, number: Number(number) };
}

/** Gives a deployment an image that is not there, which is one alert, and its pods annotations. */
function spoil(
  name: string,
  namespace: string,
  tag: string,
  annotations: Readonly<Record<string, string>> = {},
) {
  const found = world.prod.objects.get('Deployment', name, namespace);
  const [, container = 'main'] =
    /"containers":\[\{[^\]]*?"name":"([\w-]+)"/.exec(JSON.stringify(found)) ?? [];
  const containers = [{ name: container, image: `registry.techcorp.example/${namespace}/${name}:${tag}` }];
  const labels = { app: name };
  const template = { metadata: { annotations, ...(found ? {} : { labels }) }, spec: { containers } };
  const spec = { ...(found ? {} : { replicas: 1, selector: { matchLabels: labels } }), template };
  world.prod.objects.apply({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec,
  });
}

const of = (path: string) => ({ 'org.opencontainers.image.source': `${github.url}/${path}` });
const alertOf = (subject: string) =>
  world.alertsIn(world.direct()).find(({ text }) => text.includes(`${subject} sur prod`));

/** What the thread of an incident’s alert says, once it tells the last change. */
async function threadOf(subject: string): Promise<string> {
  await vi.waitFor(() => expect(alertOf(subject)).toBeDefined(), soon);
  const thread = () =>
    JSON.stringify(
      world
        .alertsIn(world.direct())
        .filter(({ threadTs }) => threadTs === alertOf(subject)?.ts)
        .map(({ blocks }) => blocks),
    );
  await vi.waitFor(() => expect(thread()).toMatch(/Dernier changement/), soon);
  return thread();
}

test('an image whose tag names a commit: the thread names the commit, its author and its pull request, with links', async () => {
  spoil('payments-api', 'payments', `doesnotexist-${merged.sha.slice(0, 7)}`, of('techcorp/payments-api'));
  const said = await threadOf('payments/payments-api');
  const short = merged.sha.slice(0, 7);
  expect(said).toContain(`${github.url}/techcorp/payments-api/commit/${merged.sha}`);
  expect(said).toMatch(new RegExp(`Vient du commit.*techcorp/payments-api@${short}.*Retry nine times.*ada`));
  expect(said).not.toContain('<!channel>');
  expect(said).toContain(`${github.url}/techcorp/payments-api/pull/${merged.number}`);
  expect(said).toMatch(/pull request nº \d+ Retry the payment provider.*ada/);
});

test.each([
  [
    'a commit that is not there',
    'web',
    'web',
    () => ['doesnotexist-deadbeef', of('techcorp/payments-api')] as const,
  ],
  [
    'a repository that the token does not reach',
    'grafana',
    'monitoring',
    () => [`doesnotexist-${merged.sha}`, of('bob/notes')] as const,
  ],
  [
    'the same owner and name at another host',
    'prometheus',
    'monitoring',
    () =>
      [
        `doesnotexist-${merged.sha}`,
        { 'org.opencontainers.image.source': 'https://gitlab.example/techcorp/payments-api' },
      ] as const,
  ],
])('%s is not said', async (_what, name, namespace, how) => {
  const [tag, annotations] = how();
  spoil(name, namespace, tag, annotations);
  expect(await threadOf(`${namespace}/${name}`)).not.toMatch(/Vient du commit/);
});

test('an image that was changed alone is not said to come from the commit of the one before', async () => {
  const told = { ...of('techcorp/payments-api'), 'org.opencontainers.image.revision': merged.sha };
  const revision = () =>
    /revision":"(\d+)"/.exec(
      JSON.stringify(world.prod.objects.get('Deployment', 'payments-worker', 'payments')),
    )?.[1];
  const before = revision();
  spoil('payments-worker', 'payments', '1.9.9', told);
  await vi.waitFor(() => {
    expect(revision()).not.toBe(before);
  }, soon);
  spoil('payments-worker', 'payments', 'doesnotexist-now', told);
  expect(await threadOf('payments/payments-worker')).not.toMatch(/Vient du commit/);
});

test.each(['limited', 'silent'] as const)(
  'a GitHub that is %s delays neither the alert nor the rest of its thread',
  async (mood) => {
    github.be(mood);
    const before = github.arrived.length;
    const name = `api-${mood}`;
    spoil(name, 'payments', 'good');
    await vi.waitFor(() => {
      const found = JSON.stringify(world.prod.objects.get('Deployment', name, 'payments'));
      expect(found).toMatch(/"readyReplicas":1/);
    }, soon);
    spoil(name, 'payments', `doesnotexist-${mood}-${merged.sha}`, of('techcorp/payments-api'));
    const said = await threadOf(`payments/${name}`);
    expect(said).toMatch(new RegExp(`doesnotexist-${mood}`));
    expect(said).not.toMatch(/Vient du commit/);
    expect(github.arrived.length).toBeGreaterThan(before);
    github.be('well');
  },
);
