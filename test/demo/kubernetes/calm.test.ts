import { expect, test } from 'vitest';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import { clientAWorld, clientBWorld, prodWorld, stagingWorld } from '../../../demo/kubernetes/worlds.ts';
import { project, watchedResources } from '../../../src/integrations/kubernetes/watch/resources.ts';
import { createClusterState } from '../../../src/monitoring/cluster-state.ts';
import { detectors } from '../../../src/monitoring/detectors/all.ts';

/** A demo's world is calm beside what its story says: nothing turns up that nobody did. */
test.each([
  { name: 'prod', world: prodWorld(), troubled: ['web/checkout'] },
  { name: 'staging', world: stagingWorld(), troubled: ['web/search'] },
  { name: 'client-a', world: clientAWorld(), troubled: ['shop/mailer'] },
  { name: 'client-b', world: clientBWorld(), troubled: [] },
])('$name has no other trouble than it was given', async ({ name, world, troubled }) => {
  const cluster = await startCluster({ name, world, stepMs: 0 });
  try {
    const state = createClusterState();
    for (const resource of watchedResources)
      for (const object of cluster.objects.list(resource.kind)) {
        const projected = project(resource, object);
        if (projected) state.put(projected);
      }
    const now = new Date();
    const found = detectors.flatMap((detect) => [...detect(state, now)]);
    const about = found.map(({ subject: { namespace, name } }) => `${namespace}/${name}`);
    expect([...new Set(about)]).toEqual(troubled);
  } finally {
    await cluster.close();
  }
});
