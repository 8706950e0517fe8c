import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { setOf, startSmallCluster } from '../../integrations/kubernetes/world.ts';
import { speaker, textOf } from './speak.ts';
import type { Speaker } from './speak.ts';

/** What restarts beside deployments: StatefulSets and DaemonSets. */
let prod: SimulatedCluster;
let nox: Speaker;

beforeAll(async () => {
  prod = await startSmallCluster('prod');
  nox = speaker({ prod });
  setOf(prod, 'statefulset', { namespace: 'payments', name: 'ledger' }, { replicas: 3 });
  setOf(prod, 'daemonset', { namespace: 'shop', name: 'agent' });
  for (const namespace of ['payments', 'shop'])
    setOf(prod, 'statefulset', { namespace, name: 'cache' }, { replicas: 0 });
  setOf(prod, 'statefulset', { namespace: 'web', name: 'front' });
  await vi.waitFor(() => {
    expect(prod.objects.get('sts', 'ledger', 'payments')?.status).toMatchObject({ readyReplicas: 3 });
    expect(prod.objects.get('ds', 'agent', 'shop')?.status).toMatchObject({ numberReady: 2 });
  }, 10_000);
});
afterAll(async () => {
  await nox.close();
  await prod.close();
});

const podsOf = (namespace: string, name: string) =>
  prod.objects
    .list('pods', namespace)
    .filter(({ metadata }) => metadata.labels?.['app'] === name)
    .map(({ metadata }) => ({ name: metadata.name, uid: metadata.uid, ...metadata.annotations }));
const restartedAt = 'kubectl.kubernetes.io/restartedAt';

it('restarts a StatefulSet pod by pod, by its kind or where no deployment has its name', async () => {
  const before = podsOf('payments', 'ledger');
  const said = await nox.say('redémarrer sts/payments/ledger');
  expect(said.question).toBe(
    'Redémarrer payments/ledger sur prod\u00a0? Ses 3 pods seront remplacés l’un après l’autre.',
  );
  expect(said.pinned).toEqual({
    cluster: 'prod',
    namespace: 'payments',
    deployment: 'statefulset/payments/ledger',
  });
  expect(said.target).toBe('prod/payments/statefulset/ledger');
  expect(said.progress.every((each) => each.pending)).toBe(true);
  expect(said.progress.map((each) => each.summary).join('\n')).toMatch(/1 sur 3 à jour[\s\S]*2 sur 3 à jour/);
  expect(said.reply.summary).toMatch(
    /^Redémarrage de payments\/ledger sur prod\s: terminé en \d+ secondes?\. 3 réplicas disponibles\.$/,
  );
  const after = podsOf('payments', 'ledger');
  expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
  for (const pod of after) {
    expect(before.map(({ uid }) => uid)).not.toContain(pod.uid);
    expect(pod).toHaveProperty([restartedAt]);
  }
  expect((await nox.say('restart ledger', 'en')).target).toBe('prod/payments/statefulset/ledger');
});

it('restarts a DaemonSet on every node that is up', async () => {
  const before = podsOf('shop', 'agent');
  expect(before).toHaveLength(2);
  const { reply, target, question } = await nox.say('k8s rollout restart ds/agent -n shop', 'en');
  expect(question).toBe('Restart shop/agent on prod? Its 2 pods will be replaced one after the other.');
  expect(target).toBe('prod/shop/daemonset/agent');
  expect(reply.summary).toMatch(/done in .*2 replicas available\.$/);
  const after = podsOf('shop', 'agent');
  expect(after).toHaveLength(2);
  for (const { uid } of after) expect(before.map((each) => each.uid)).not.toContain(uid);
});

it('asks which one, says what is not there, and lets a deployment be first', async () => {
  const which = { parameter: 'deployment', options: expect.arrayContaining([]) };
  await expect(nox.say('restart sts/cache')).rejects.toMatchObject({
    ...which,
    options: [{ value: 'statefulset/payments/cache' }, { value: 'statefulset/shop/cache' }],
  });
  await expect(nox.say('restart cache')).rejects.toMatchObject({
    ...which,
    options: [{ value: 'statefulset/payments/cache' }, { value: 'statefulset/shop/cache' }],
  });
  expect((await nox.say('restart cache -n shop')).target).toBe('prod/shop/statefulset/cache');
  // Deployments of that name stand in two namespaces: that one of them has a StatefulSet too does not matter.
  await expect(nox.say('restart front')).rejects.toMatchObject({
    options: [{ value: 'shop/front' }, { value: 'web/front' }],
  });
  expect((await nox.say('restart web/front')).target).toBe('prod/web/deployment/front');
  await expect(nox.say('restart ds/wombat')).rejects.toMatchObject({ code: 'not_found' });
  await expect(nox.say('restart sts/payments/wombat')).rejects.toMatchObject({ code: 'upstream_not_found' });
  await expect(nox.say('restart job/wombat')).rejects.toMatchObject({ code: 'not_found' });
});

it.each([
  ['statefulset', { replicas: 2 }],
  ['daemonset', {}],
] as const)('says of a %s that is updated on deletion that nothing is replaced', async (kind, spec) => {
  const name = `manual-${kind}`;
  setOf(prod, kind, { namespace: 'shop', name }, { ...spec, updateStrategy: { type: 'OnDelete' } });
  await expect.poll(() => podsOf('shop', name)).toHaveLength(2);
  await expect
    .poll(() => prod.objects.get(kind, name, 'shop')?.status)
    .toMatchObject(kind === 'daemonset' ? { numberReady: 2 } : { readyReplicas: 2 });
  const before = podsOf('shop', name);
  const { question, reply } = await nox.say(`restart ${kind}/shop/${name}`, 'en');
  expect(question).toContain('OnDelete: pods are replaced only when they are deleted (2 pods)');
  expect(reply.summary).toContain('each pod is replaced only when it is deleted');
  expect(podsOf('shop', name)).toEqual(before);
  expect(JSON.stringify(prod.objects.get(kind, name, 'shop')?.spec)).toContain(restartedAt);
  // Whoever deletes one gets the new one.
  prod.objects.delete('pod', before[0]?.name ?? '', 'shop');
  await expect
    .poll(() => podsOf('shop', name).filter((pod) => Object.hasOwn(pod, restartedAt)))
    .toHaveLength(1);
});

it('a partition keeps the pods below it, and that is said before and after', async () => {
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } };
  setOf(prod, 'statefulset', { namespace: 'shop', name: 'canary' }, { replicas: 3, updateStrategy });
  await expect
    .poll(() => prod.objects.get('sts', 'canary', 'shop')?.status)
    .toMatchObject({ readyReplicas: 3 });
  const before = podsOf('shop', 'canary');
  const { question, reply } = await nox.say('restart sts/shop/canary');
  expect(question).toMatch(/Sa partition laisse remplacer 1 pod et garde 2 pods tels qu’ils sont\.$/);
  expect(reply.summary).toMatch(/1 pod remplacé\s; la partition garde 2 pods tels qu’ils étaient\.$/);
  const after = podsOf('shop', 'canary');
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]).toHaveProperty([restartedAt]);
});

it('a StatefulSet that waits for a pod that crashes says what is to be done', async () => {
  setOf(prod, 'statefulset', { namespace: 'shop', name: 'broken', tag: 'crash' }, { replicas: 2 });
  await expect.poll(() => JSON.stringify(prod.objects.get('pod', 'broken-0', 'shop'))).toMatch(/CrashLoop/);
  const impatient = speaker({ prod }, { giveUpAfterMs: 300 });
  const { question, reply } = await impatient.say('restart sts/broken', 'en');
  await impatient.close();
  expect(question).toMatch(/Its 2 pods .* one that never gets ready has to be deleted/);
  expect(reply.failed).toBe(true);
  expect(reply.summary).toMatch(/still not done after .* 0 of 2 available/);
  expect(textOf(reply)).toContain('DATABASE_URL is empty');
  expect(textOf(reply)).toContain('kubectl delete pod');
});
