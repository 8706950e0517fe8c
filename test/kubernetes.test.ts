import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster } from '../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../demo/kubernetes/cluster.ts';
import { prodWorld, stagingWorld } from '../demo/kubernetes/worlds.ts';
import { setOf } from './integrations/kubernetes/world.ts';
import { kubectlFor } from './support/kubectl.ts';
import { call, startNox } from './support/nox.ts';
import type { TestNox } from './support/nox.ts';
import { startWorkspaces } from './support/workspaces.ts';
import type { Workspaces } from './support/workspaces.ts';

/** Kubernetes through the front doors: connected over HTTP, used by signed slash commands and clicks. */
let nox: TestNox;
let workspaces: Workspaces;
let prod: SimulatedCluster;
let staging: SimulatedCluster;
let token: string;

beforeAll(async () => {
  workspaces = await startWorkspaces([
    {
      teamId: 'TCORP',
      name: 'techcorp',
      people: { UADA: 'Ada', UDEV: 'Dev' },
      locales: { UADA: 'fr-FR' },
    },
  ]);
  nox = await startNox(workspaces.env);
  prod = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 20 });
  staging = await startCluster({ name: 'staging', world: stagingWorld(), stepMs: 20 });
  const space = { name: 'TechCorp', email: 'ada@techcorp.fr', password: 'correct horse battery' };
  token = String((await call(nox, 'POST', '/api/enterprise/onboard', space)).body.token);
  await workspaces.install(nox, 'TCORP', { token });
});
afterAll(async () => {
  await nox?.close();
  await Promise.all([workspaces?.close(), prod?.close(), staging?.close()]);
});

const say = (text: string, userId = 'UADA') => workspaces.say(nox, userId, text);
const click = (value: string, userId = 'UADA') => workspaces.click(nox, userId, value);
const firstButton = (asked: string) => /"value":"([^"]+)"/.exec(asked)?.[1] ?? '';
const connect = (fields: Readonly<Record<string, unknown>>, by = token) =>
  call(nox, 'POST', '/api/integrations/k8s', fields, by);

test('clusters are connected by kubeconfig or by their parts; what is wrong is said, nothing is shown again', async () => {
  const refusals: [Readonly<Record<string, unknown>>, RegExp][] = [
    [{ name: 'x', kubeconfig: prod.kubeconfig({ token: 'wrong' }) }, /refus|renouvel|expir/],
    [{ name: 'x', kubeconfig: prod.kubeconfig().replace(/token: .*/, 'exec: {command: touch}') }, /exec/],
    [
      {
        name: 'x',
        server: 'https://127.0.0.1:1',
        certificateAuthorityData: prod.certificateAuthorityData,
        token: 't',
      },
      /injoignable/,
    ],
    [
      {
        name: 'x',
        server: 'https://192.168.0.1',
        certificateAuthorityData: prod.certificateAuthorityData,
        token: 't',
      },
      /.{20}/,
    ],
  ];
  for (const [fields, sentence] of refusals) {
    const refused = await connect(fields);
    expect([fields, refused.status]).toEqual([fields, 422]);
    expect(String(refused.body.error)).toMatch(sentence);
  }
  const one = await connect({ name: 'prod', kubeconfig: prod.kubeconfig(), protected: true });
  expect([one.status, one.body.protected]).toEqual([201, true]);
  const { url: server, certificateAuthorityData } = staging;
  const two = await connect({ name: 'staging', server, certificateAuthorityData, token: staging.token });
  expect(two.status).toBe(201);
  const renewed = await connect({ name: 'prod', kubeconfig: prod.kubeconfig() });
  expect([renewed.status, renewed.body.id, renewed.body.protected]).toEqual([201, one.body.id, true]);
  const listed = (await call(nox, 'GET', '/api/integrations', undefined, token)).text;
  for (const answer of [one.text, two.text, listed]) expect(answer).not.toContain(prod.token);
  expect(listed).not.toContain(staging.token);
});

test('reading: which cluster is asked back, and what is in trouble comes first', async () => {
  const asked = await say('k8s pods');
  expect(asked).toMatch(/Sur quel cluster/);
  expect(await click(firstButton(asked))).toMatch(/sur prod, dont 2 en difficulté/);
  expect(await say('pods sur prod', 'UDEV')).toMatch(/13 pods on prod, 2 of them in trouble/);
  expect(await say('logs checkout on prod --tail 5 --previous')).toMatch(/STRIPE_WEBHOOK_SECRET is not set/);
  expect(await say('k8s pods on nowhere')).toMatch(/prod, staging/);
});

test('changing: asked first, once, for the one who asked; a protected cluster wants a manager', async () => {
  expect(await say('k8s restart checkout on prod', 'UDEV')).toMatch(/role manager/);
  const asked = await say('k8s scale web/search 2 on staging', 'UDEV');
  expect(asked).toMatch(/from 1 to 2 replicas/);
  const value = firstButton(asked);
  expect(await click(value, 'UADA')).toMatch(/déjà servi/);
  const scaled = await click(value, 'UDEV');
  expect(scaled).toMatch(/2 replicas on staging|web\/search/);
  const deployment = staging.objects.get('deployment', 'search', 'web');
  expect(deployment).toMatchObject({ spec: { replicas: 2 } });
  expect(await click(value, 'UDEV')).toMatch(/already used/);
});

test('a StatefulSet and a DaemonSet restart as a deployment does, and kubectl sees it', async () => {
  for (const cluster of [prod, staging]) {
    setOf(cluster, 'statefulset', { namespace: 'payments', name: 'postgres' }, { replicas: 2 });
    setOf(cluster, 'daemonset', { namespace: 'web', name: 'agent' });
  }
  const statusOf = (kind: string, name: string, namespace: string) =>
    staging.objects.get(kind, name, namespace)?.status;
  await expect.poll(() => statusOf('sts', 'postgres', 'payments')).toMatchObject({ readyReplicas: 2 });
  await expect.poll(() => statusOf('ds', 'agent', 'web')).toMatchObject({ numberReady: 2 });
  for (const name of ['sts/payments/postgres', 'ds/web/agent'])
    expect(await say(`k8s restart ${name} on prod`, 'UDEV')).toMatch(/role manager/);
  expect(JSON.stringify(prod.objects.list('sts').concat(prod.objects.list('ds')))).not.toContain(
    'restartedAt',
  );

  const kubectl = await kubectlFor(staging);
  for (const [name, kind, done] of [
    [
      'sts/payments/postgres',
      'statefulset/postgres -n payments',
      /partitioned roll out complete: 2 new pods/,
    ],
    ['ds/web/agent', 'daemonset/agent -n web', /daemon set "agent" successfully rolled out/],
  ] as const) {
    const asked = await say(`k8s restart ${name} on staging`, 'UDEV');
    expect(asked).toMatch(/Its 2 pods will be replaced one after the other/);
    expect(await click(firstButton(asked), 'UDEV')).toMatch(/on staging: done in .* 2 replicas available/);
    expect(await kubectl(`rollout status ${kind} --watch=false`)).toMatch(done);
    const annotation = '{.spec.template.metadata.annotations.kubectl\\.kubernetes\\.io/restartedAt}';
    expect(await kubectl(`get ${kind} -o jsonpath=${annotation}`)).toMatch(/^20\d\d-.*Z$/);
  }
  expect(await say('audit 3')).toMatch(
    /staging\/web\/daemonset\/agent[\s\S]*staging\/payments\/statefulset\/postgres/,
  );
});

test('a rule of the space that denies changes in one cluster holds for every kind', async () => {
  const listed = await call(nox, 'GET', '/api/integrations', undefined, token);
  const all = listed.body.integrations as { id: number; name: string }[];
  const id = all.find(({ name }) => name === 'staging')?.id;
  const asked = await say('k8s restart ds/web/agent on staging', 'UDEV');
  const read = ['viewer', 'developer', 'manager'].map((role): [string, string] => [
    'may',
    `${role}/k8s:read`,
  ]);
  const answer = await fetch(`${nox.app.url}/people/permissions`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `__Host-nox=${token}`, origin: 'http://localhost:0' },
    body: new URLSearchParams([['scope', `k8s:${id}`], ...read]),
  });
  expect(answer.status).toBe(303);
  const before = staging.objects.get('ds', 'agent', 'web');
  expect(await click(firstButton(asked), 'UDEV')).toMatch(/reserved this/);
  for (const name of ['sts/payments/postgres', 'ds/web/agent', 'web/web'])
    expect([name, await say(`k8s restart ${name} on staging`, 'UDEV')]).toEqual([
      name,
      expect.stringMatching(/reserved this/),
    ]);
  expect(staging.objects.get('ds', 'agent', 'web')?.spec).toEqual(before?.spec);
});

test('a rollout that fails says why, and is audited as failed', async () => {
  const asked = await say('k8s restart checkout on prod');
  expect(await click(firstButton(asked))).toMatch(/échec après[\s\S]*CrashLoopBackOff/);
  expect(await say('audit 3')).toMatch(/k8s restart[^\n]*failed/);
});

test("another tenant's cluster is not found, and an unreachable one is said to be so", async () => {
  const space = { name: 'Rival', email: 'rival@rival.fr', password: 'correct horse battery' };
  const rival = String((await call(nox, 'POST', '/api/freelance/onboard', space)).body.token);
  const listed = await call(nox, 'GET', '/api/integrations', undefined, token);
  const [first] = listed.body.integrations as { id: number }[];
  expect((await call(nox, 'DELETE', `/api/integrations/${first?.id}`, undefined, rival)).status).toBe(404);
  expect((await call(nox, 'GET', '/api/integrations', undefined, rival)).body.integrations).toEqual([]);
  prod.setReachable(false);
  expect(await say('pods on prod')).toMatch(/injoignable/);
  expect(await say('statut')).toMatch(/prod +en panne/);
  expect(nox.logged.join('')).not.toMatch(new RegExp(`${prod.token}|${staging.token}`));
});
