import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { asSuperuser, doorsOf } from '../../isolation/support/databases.ts';
import { startLeanClusters } from '../../support/lean-cluster.ts';
import type { LeanClusters } from '../../support/lean-cluster.ts';
import { forkNox } from '../support/fork-nox.ts';
import { node, pod } from '../support/objects.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** NOX ends in the middle of a hold, and another process goes on with it. */
let world: WatchingWorld;
let lean: LeanClusters;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  world = await startWatching();
  lean = await startLeanClusters();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await world?.close();
  await lean?.close();
});

test('what was held for a while by a process that ended is told when its time has come, not a hold later', async () => {
  lean.put(1, node('node-1') as never);
  await world.connect('lean', { kubeconfig: () => lean.kubeconfig(1) });
  await world.watched('lean');
  // Nothing tells since when: the kubelet gives no time with it, and it is held for a minute.
  const waiting = { reason: 'CreateContainerConfigError', message: 'secret "db" not found' };
  lean.put(1, pod('api-7d9-x', { container: { ready: false, state: { waiting } } }) as never);
  const [door] = await doorsOf(world.nox);
  const tenant = asSuperuser(world.nox, door?.database ?? '');
  await vi.waitFor(async () => {
    const [row] = await tenant`select holds from cluster_watches`;
    expect(Object.keys(row?.['holds'] ?? {})).toEqual(['container_config/Deployment/shop/api']);
  }, soon);
  await tenant.end();
  await world.nox.app.close();
  // It is closed: the world closes the rest.
  Object.assign(world.nox.app, { close: async () => {} });
  await forkNox(world, children, 70_000);
  // A hold that began anew would take longer than this waits.
  await vi.waitFor(
    () => expect(JSON.stringify(world.alertsIn(world.direct()))).toContain('secret \\"db\\" not found'),
    { timeout: 45_000, interval: 100 },
  );
});
