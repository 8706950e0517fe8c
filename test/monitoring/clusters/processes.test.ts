import type { ChildProcess } from 'node:child_process';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLeanClusters } from '../../support/lean-cluster.ts';
import type { LeanClusters } from '../../support/lean-cluster.ts';
import { forkNox, killNox } from '../support/fork-nox.ts';
import { any, node } from '../support/objects.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** Several NOX processes on one database: clusters are shared out, watched once, and taken over from who is killed. */
let world: WatchingWorld;
let lean: LeanClusters;
let control: postgres.Sql;
const clusters = [1, 2, 3, 4, 5];
const children = new Set<ChildProcess>();

beforeAll(async () => {
  world = await startWatching();
  lean = await startLeanClusters();
  control = postgres(world.nox.databaseUrl, { max: 2 });
  for (const number of clusters) {
    lean.put(number, node('node-1') as never);
    await world.connect(`lean-${number}`, { kubeconfig: () => lean.kubeconfig(number) });
  }
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await control?.end();
  await world?.close();
  await lean?.close();
});

const startProcess = () => forkNox(world, children);
const kill = (child: ChildProcess) => killNox(child, children);

/** How many clusters each process holds, the most first. */
async function shares(): Promise<number[]> {
  const held = await control<{ count: number }[]>`
    select count(*)::int as count from cluster_leases where held_until > now() group by holder order by 1 desc`;
  return held.map(({ count }) => count);
}

const settledOn = (wanted: number[]) =>
  vi.waitFor(async () => {
    expect(await shares()).toEqual(wanted);
    for (const number of clusters) expect(lean.watches(number).now).toBe(16);
  }, soon);

const failedJob = (name: string) =>
  any('Job', name, {
    status: {
      conditions: [
        { type: 'Failed', status: 'True', reason: 'Backoff', lastTransitionTime: new Date().toISOString() },
      ],
    },
  }) as never;
const told = (name: string) =>
  world.alertsIn(world.direct()).filter(({ text, threadTs }) => !threadTs && text.includes(`shop/${name} `));

test('a newcomer gets its share to the last cluster, and no cluster is watched twice', async () => {
  await settledOn([5]);
  const second = await startProcess();
  await settledOn([3, 2]);
  const third = await startProcess();
  await settledOn([2, 2, 1]);
  for (const number of clusters) expect(lean.watches(number).mostAtOnce).toBe(1);
  await kill(third);
  await settledOn([3, 2]);
  await kill(second);
  await settledOn([5]);
  for (const number of clusters) expect(lean.watches(number).mostAtOnce).toBe(1);
});

test('killed in the middle of telling: every alert arrives, and arrives once', async () => {
  const second = await startProcess();
  await settledOn([3, 2]);
  for (const number of clusters) lean.put(number, failedJob(`before-${number}`));
  await vi.waitFor(
    () => expect(clusters.flatMap((number) => told(`before-${number}`))).toHaveLength(5),
    soon,
  );
  const dead = new Promise<void>((done) => {
    const stop = world.slack.onChange(() => {
      if (!clusters.some((number) => told(`during-${number}`).length > 0)) return;
      stop();
      void kill(second).then(done);
    });
  });
  for (const number of clusters) lean.put(number, failedJob(`during-${number}`));
  await dead;
  for (const number of clusters) lean.put(number, failedJob(`after-${number}`));
  await settledOn([5]);
  const all = clusters.flatMap((number) => [`during-${number}`, `after-${number}`]);
  const shown = () =>
    JSON.stringify(world.alertsIn(world.direct()).map(({ text, blocks }) => [text, blocks]));
  await vi.waitFor(() => expect(all.filter((name) => !shown().includes(name))).toEqual([]), {
    ...soon,
    timeout: 100_000,
  });
  for (const name of all) expect(told(name).length).toBeLessThanOrEqual(1);
}, 150_000);
