import { afterEach, expect, test, vi } from 'vitest';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { makeCertificate } from '../../../demo/kubernetes/certificate.ts';
import { prodWorld } from '../../../demo/kubernetes/worlds.ts';
import { createEgress } from '../../../src/integrations/egress.ts';
import { watchCluster } from '../../../src/integrations/kubernetes/watch/watch-cluster.ts';
import { createClusterState } from '../../../src/monitoring/cluster-state.ts';

/** Lists and watches against the simulated cluster: what changes arrives, and nothing is missed when a watch breaks. */
const environment = {
  egress: createEgress({ allow: ['127.0.0.1'] }),
  defaults: { githubUrl: 'https://api.github.com', notionUrl: 'https://api.notion.com' },
};
const pace = {
  watchForMs: 60_000,
  silentMs: 60_000,
  firstBackOffMs: 10,
  longestBackOffMs: 50,
  refusedMs: 60_000,
};
const clean: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const each of clean.splice(0).reverse()) await each();
});

async function begin(
  change: Partial<typeof pace> = {},
  token?: (cluster: SimulatedCluster) => string,
  readsCertificates = false,
) {
  const cluster = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 20 });
  const state = createClusterState();
  const seen = { lists: 0, failures: 0, refused: new Set<string>(), pulses: [] as boolean[] };
  const stop = new AbortController();
  const ca = Buffer.from(cluster.certificateAuthorityData, 'base64').toString();
  const done = watchCluster(
    { server: cluster.url, ca, token: token?.(cluster) ?? cluster.token },
    environment,
    'prod',
    {
      replaced(kind, objects) {
        seen.lists += 1;
        state.replace(kind, objects);
      },
      put: (object) => void state.put(object),
      gone: (kind, namespace, name) => void state.gone(kind, namespace, name),
      begun() {},
      heard() {},
      refused: (kind) => void seen.refused.add(kind),
      failed: () => void (seen.failures += 1),
      pulse: (isAlive) => void seen.pulses.push(isAlive),
    },
    { pace: { ...pace, ...change }, pulseMs: 50, readsCertificates },
    stop.signal,
  );
  clean.push(async () => {
    stop.abort();
    await done;
    await cluster.close();
  });
  const podsOf = (name: string) => state.podsOf({ kind: 'Deployment', namespace: 'payments', name });
  await vi.waitFor(() => expect(podsOf('payments-api').length).toBeGreaterThan(0), { timeout: 10_000 });
  return { cluster, state, seen, podsOf };
}

function scale(cluster: SimulatedCluster, replicas: number): void {
  const metadata = { name: 'payments-api', namespace: 'payments' };
  cluster.objects.apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas } });
}

test('what changes in the cluster arrives: owners, counts, deletions', async () => {
  const { cluster, podsOf, state } = await begin();
  const before = podsOf('payments-api').length;
  scale(cluster, before + 2);
  await vi.waitFor(() => expect(podsOf('payments-api')).toHaveLength(before + 2), { timeout: 10_000 });
  scale(cluster, 1);
  await vi.waitFor(() => expect(podsOf('payments-api')).toHaveLength(1), { timeout: 10_000 });
  await vi.waitFor(() =>
    expect(state.find('Deployment', 'payments', 'payments-api')).toMatchObject({ desired: 1 }),
  );
});

test('a cluster that goes and comes back: nothing is missed, also when it forgot the version meanwhile', async () => {
  const { cluster, podsOf, seen } = await begin();
  cluster.setReachable(false);
  await vi.waitFor(() => expect(seen.pulses.at(-1)).toBe(false), { timeout: 10_000 });
  scale(cluster, 1);
  cluster.objects.compact();
  const lists = seen.lists;
  cluster.setReachable(true);
  await vi.waitFor(() => expect(podsOf('payments-api')).toHaveLength(1), { timeout: 10_000 });
  await vi.waitFor(() => expect(seen.lists).toBeGreaterThan(lists), { timeout: 10_000 });
  await vi.waitFor(() => expect(seen.pulses.at(-1)).toBe(true), { timeout: 10_000 });
});

test('a watch that is silent, or that the cluster ends, is begun again where it stood, without a new list', async () => {
  const { cluster, podsOf, seen } = await begin({ silentMs: 100, watchForMs: 1_000 });
  await vi.waitFor(() => expect(seen.lists).toBe(16), { timeout: 10_000 });
  const watches = () => cluster.requests.filter(({ path }) => path.includes('watch=true')).length;
  const before = watches();
  await vi.waitFor(() => expect(watches()).toBeGreaterThan(before + 16), { timeout: 30_000 });
  scale(cluster, 1);
  await vi.waitFor(() => expect(podsOf('payments-api')).toHaveLength(1), { timeout: 10_000 });
  expect([seen.lists, seen.failures]).toEqual([16, 0]);
});

test('what a token may not read is left alone; the rest is watched', async () => {
  const { seen } = await begin({}, (cluster) => cluster.readOnlyToken, true);
  await vi.waitFor(() => expect([seen.lists, ...seen.refused]).toEqual([16, 'Certificate']), {
    timeout: 10_000,
  });
  expect(seen.failures).toBe(0);
});

test('a certificate that is replaced by what is none is a certificate no more', async () => {
  const { cluster, state } = await begin({}, undefined, true);
  const put = (text: string) =>
    cluster.objects.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'shop-tls', namespace: 'payments' },
      type: 'kubernetes.io/tls',
      data: { 'tls.crt': Buffer.from(text).toString('base64') },
    });
  const isThere = () => state.find('Certificate', 'payments', 'shop-tls') !== undefined;
  put(makeCertificate('shop', { from: new Date(0), until: new Date(86_400_000) }));
  await vi.waitFor(() => expect(isThere()).toBe(true), { timeout: 10_000 });
  put('nothing');
  await vi.waitFor(() => expect(isThere()).toBe(false), { timeout: 10_000 });
});
