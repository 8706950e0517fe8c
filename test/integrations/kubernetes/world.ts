import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import type { ClusterWorld, SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { createEgress } from '../../../src/integrations/egress.ts';
import { openKubernetes } from '../../../src/integrations/kubernetes/client.ts';
import type { KubernetesClient } from '../../../src/integrations/kubernetes/client.ts';
import type { Environment } from '../../../src/integrations/provider.ts';

/** A small cluster: an API with a history, one that crashes, a name that exists twice, a deployment of two containers. */
export function smallWorld(): ClusterWorld {
  const image = 'registry.example.com:5000/team/api';
  const one = (namespace: string, name: string, repository: string) => ({
    namespace,
    name,
    replicas: 1,
    containers: [{ name, image: repository }],
    revisions: [{ tag: '1.0.0', age: '3d' }],
  });
  return {
    namespaces: ['payments', 'web', 'shop'].map((name) => ({ name, age: '90d' })),
    nodes: [
      { name: 'node-a', age: '90d', cpu: 8, memoryGi: 32, controlPlane: true },
      { name: 'node-b', age: '30d', cpu: 8, memoryGi: 32, cordoned: true },
      { name: 'node-c', age: '30d', cpu: 16, memoryGi: 64 },
    ],
    deployments: [
      {
        namespace: 'payments',
        name: 'api',
        replicas: 3,
        containers: [
          { name: 'api', image, lines: ['listening', 'login token=s3cr3t-canary ok', 'ERROR boom'] },
        ],
        revisions: [
          { tag: '1.0.0', age: '9d' },
          { tag: '1.1.0', age: '6d' },
          { tag: '1.2.0', age: '2d' },
        ],
      },
      {
        namespace: 'payments',
        name: 'checkout',
        replicas: 1,
        containers: [
          {
            name: 'checkout',
            image: 'registry.example.com/checkout',
            lastWords: ['panic: password=hunter2-canary'],
          },
        ],
        revisions: [{ tag: '2.0.0', age: '1d', health: 'crash' }],
      },
      one('web', 'front', 'registry.example.com/front'),
      one('shop', 'front', 'registry.example.com/front'),
      {
        ...one('web', 'pair', 'registry.example.com/pair'),
        containers: [
          { name: 'pair', image: 'registry.example.com/pair' },
          { name: 'proxy', image: 'registry.example.com/proxy' },
        ],
      },
    ],
  };
}

export const environment: Environment = {
  egress: createEgress({ allow: ['127.0.0.1'] }),
  defaults: { githubUrl: '', notionUrl: '' },
};

/** A cluster that steps quickly. */
export function startSmallCluster(name = 'prod'): Promise<SimulatedCluster> {
  return startCluster({ name, world: smallWorld(), stepMs: 15 });
}

/** A client for a simulated cluster. */
export function clientFor(
  cluster: SimulatedCluster,
  { token = cluster.token, name = 'prod', signal = AbortSignal.timeout(120_000) } = {},
): KubernetesClient {
  const ca = Buffer.from(cluster.certificateAuthorityData, 'base64').toString();
  return openKubernetes({ server: cluster.url, ca, token }, environment, name, signal);
}

/** A deployment as the cluster stores it, past every client. Throws where there is none. */
export function storedDeployment(cluster: SimulatedCluster, namespace: string, name: string) {
  const found = cluster.objects.get('deployments', name, namespace);
  if (!found) throw new Error(`no deployment ${namespace}/${name}`);
  const spec = found.spec as {
    template: { metadata: { labels: object }; spec: { containers: { image: string }[] } };
  };
  return { ...found, spec };
}

/** Gives a cluster a StatefulSet or a DaemonSet that it has not yet, or changes the spec of one that it has. */
export function setOf(
  cluster: SimulatedCluster,
  kind: 'statefulset' | 'daemonset',
  {
    namespace,
    name,
    tag = '1.0.0',
  }: { readonly namespace: string; readonly name: string; readonly tag?: string },
  spec: Readonly<Record<string, unknown>> = {},
): void {
  const labels = { app: name };
  cluster.objects.apply({
    apiVersion: 'apps/v1',
    kind: kind === 'statefulset' ? 'StatefulSet' : 'DaemonSet',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image: `acme/${name}:${tag}` }] } },
      ...spec,
    },
  });
}
