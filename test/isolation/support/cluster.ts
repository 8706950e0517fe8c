import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import type { ClusterWorld, SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';

/** A small cluster of one tenant: its canary in images, log lines, events and tokens; its key in the names to be said. */
export function startOwnCluster(key: string, canary: string): Promise<SimulatedCluster> {
  const tokens = { full: `full-${canary}`, readOnly: `read-${canary}` };
  return startCluster({ name: `${key}-prod`, world: worldOf(key, canary), stepMs: 25, tokens });
}

function worldOf(key: string, canary: string): ClusterWorld {
  const deployment = (name: string, health: 'ok' | 'crash') => ({
    namespace: key,
    name,
    replicas: 1,
    containers: [
      {
        name: 'main',
        image: `registry.example.com/${canary}/${name}`,
        lines: [`started for ${canary}`],
        traffic: [`GET /${canary} 200`],
        lastWords: [`panic: ${canary}`],
      },
    ],
    revisions: [
      { tag: '1.0.0', age: '9d' },
      { tag: '1.1.0', age: '2d', health },
    ],
  });
  return {
    namespaces: [
      { name: key, age: '90d' },
      { name: `ns-${canary}`, age: '90d' },
    ],
    nodes: [{ name: `node-${canary}`, age: '90d', cpu: 8, memoryGi: 32 }],
    deployments: [deployment(`${key}-web`, 'ok'), deployment(`${key}-job`, 'crash')],
  };
}
