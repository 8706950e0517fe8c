import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  Watch,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import { clientAWorld } from '../../../demo/kubernetes/worlds.ts';

describe('@kubernetes/client-node against the simulated cluster', () => {
  let cluster: SimulatedCluster;
  let config: KubeConfig;
  const shop = { name: 'shop', namespace: 'shop' };

  beforeAll(async () => {
    cluster = await startCluster({ name: 'client-a', world: clientAWorld(), stepMs: 20 });
    config = new KubeConfig();
    config.loadFromString(cluster.kubeconfig());
  });

  afterAll(() => cluster.close());

  it('lists pods and reads logs', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const { items } = await core.listNamespacedPod({
      namespace: 'shop',
      labelSelector: 'app.kubernetes.io/name=shop',
    });
    expect(items).toHaveLength(2);
    expect(items[0]?.status?.phase).toBe('Running');
    expect(items[0]?.metadata?.creationTimestamp).toBeInstanceOf(Date);
    const log = await core.readNamespacedPodLog({
      name: items[0]?.metadata?.name ?? '',
      namespace: 'shop',
      tailLines: 2,
    });
    expect(log.trim().split('\n')).toHaveLength(2);
  });

  it('patches a deployment and sees the rollout through', async () => {
    const apps = config.makeApiClient(AppsV1Api);
    const spec = {
      template: { spec: { containers: [{ name: 'shop', image: 'ghcr.io/client-a/shop:v3.3.0' }] } },
    };
    const headers = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch);
    const patched = await apps.patchNamespacedDeployment({ ...shop, body: { spec } }, headers);
    const generation = patched.metadata?.generation ?? 0;
    await expect
      .poll(
        async () => {
          const { status } = await apps.readNamespacedDeployment(shop);
          const current = (status?.observedGeneration ?? 0) >= generation;
          const { updatedReplicas, replicas, availableReplicas } = status ?? {};
          return current ? [updatedReplicas, replicas, availableReplicas] : [];
        },
        { timeout: 20_000 },
      )
      .toEqual([2, 2, 2]);
  });

  it('scales through the subresource', async () => {
    const apps = config.makeApiClient(AppsV1Api);
    const scale = await apps.readNamespacedDeploymentScale(shop);
    expect(scale.spec?.replicas).toBe(2);
    await apps.replaceNamespacedDeploymentScale({ ...shop, body: { ...scale, spec: { replicas: 3 } } });
    await expect
      .poll(async () => (await apps.readNamespacedDeployment(shop)).status?.readyReplicas, {
        timeout: 20_000,
      })
      .toBe(3);
  });

  it('watches', async () => {
    const seen = new Promise<string>((resolve, reject) => {
      const path = '/api/v1/namespaces/shop/configmaps';
      const watching = new Watch(config).watch(
        path,
        {},
        (type, object) => resolve(`${type} ${object.metadata.name}`),
        reject,
      );
      void watching.then((controller) => seen.finally(() => controller.abort()));
    });
    cluster.objects.apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'new', namespace: 'shop' },
    });
    expect(await seen).toBe('ADDED new');
  });

  it('gives refusals as errors with their code', async () => {
    const reader = new KubeConfig();
    reader.loadFromString(cluster.kubeconfig({ token: cluster.readOnlyToken }));
    const apps = reader.makeApiClient(AppsV1Api);
    await expect(apps.deleteNamespacedDeployment(shop)).rejects.toMatchObject({ code: 403 });
    await expect(apps.readNamespacedDeployment({ ...shop, name: 'none' })).rejects.toMatchObject({
      code: 404,
    });
  });
});
