import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createEgress } from '../../../src/integrations/egress.ts';
import type { Change } from '../../../src/core/incident.ts';
import type { WatchState } from '../../../src/database/tenant/monitoring/watches.ts';
import { monitorCluster } from '../../../src/monitoring/monitor-cluster.ts';
import { startLeanClusters } from '../../support/lean-cluster.ts';
import type { LeanClusters, Mood } from '../../support/lean-cluster.ts';
import { any, deployment, node } from '../support/objects.ts';
import { quickTimes } from '../support/times.ts';

/** Clusters that answer what no cluster should: nothing is called over, nothing told twice, and people hear of it. */
let lean: LeanClusters;
let number = 0;
let told: string[] = [];
let notes: WatchState[] = [];
let time = Date.parse('2026-03-02T10:00:00Z');
let stop: AbortController;
let done: Promise<void>;

beforeAll(async () => {
  lean = await startLeanClusters();
});
afterAll(() => lean?.close());

beforeEach(async () => {
  number += 1;
  told = [];
  notes = [];
  for (const object of [node('node-1'), deployment('api')]) lean.put(number, object as never);
  stop = new AbortController();
  const name = (change: Change) => {
    const { condition } = change.kind === 'resolved' ? change.past : change.standing;
    return `${change.kind} ${condition.key} ${condition.cause ?? ''}`.trim();
  };
  done = monitorCluster(
    {
      name: 'lean',
      configuration: { server: lean.url(number), token: 'lean' },
      readsCertificates: false,
      environment: {
        egress: createEgress({ allow: ['127.0.0.1'] }),
        defaults: { githubUrl: '', notionUrl: undefined },
      } as never,
      clock: { now: () => new Date(time) },
      pace: {
        ...quickTimes,
        pace: { ...quickTimes.pace, silentMs: 4_000 },
        pulseMs: 50,
        everyMs: 50,
        noteMs: 50,
      },
      before: { isBaselined: true, pending: [], standing: [], past: [] },
      async record(changes) {
        told.push(...changes.filter(({ kind }) => kind !== 'updated').map(name));
        return [];
      },
      lookAtWorkloads: async () => {},
      async note(state) {
        notes.push(state);
      },
      fault: (error) => told.push(`fault ${String(error)}`),
    },
    stop.signal,
  );
  await vi.waitFor(() => expect(notes.at(-1)?.state).toBe('watching'), wait);
});
afterEach(async () => {
  stop.abort();
  await done;
});

const wait = { timeout: 15_000, interval: 20 };
const failedJob = (name: string) =>
  any('Job', name, {
    status: {
      conditions: [
        {
          type: 'Failed',
          status: 'True',
          reason: 'Backoff',
          lastTransitionTime: new Date(time).toISOString(),
        },
      ],
    },
  }) as never;

/** So many seconds pass, in steps that give the cluster time to be heard in between. */
async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 40) {
    time += Math.min(40, left) * 1_000;
    const before = notes.length;
    await vi.waitFor(() => expect(notes.length).toBeGreaterThan(before + 2), wait);
  }
}

test.each<Mood>(['html', 'truncated', 'other-kinds', 'endless-line', 'refusing'])(
  'a cluster that answers with what is none (%s)',
  async (mood) => {
    lean.put(number, failedJob('import'));
    await vi.waitFor(() => expect(told).toEqual(['opened job_failed/Job/shop/import']), wait);
    lean.setMood(number, mood);
    if (mood !== 'truncated' && mood !== 'endless-line') {
      await pass(160);
      const cause = mood === 'refusing' ? ' cause.credential' : '';
      expect(told.slice(1)).toEqual([`opened cluster_unreachable/Cluster//lean${cause}`]);
      expect(notes.at(-1)?.state).toBe(mood === 'refusing' ? 'refused' : 'unreachable');
      told.splice(1);
    } else await pass(160);
    lean.setMood(number, 'well');
    await vi.waitFor(() => expect(notes.at(-1)?.state).toBe('watching'), wait);
    await pass(60);
    lean.put(number, failedJob('export'));
    await vi.waitFor(() => expect(told).toContain('opened job_failed/Job/shop/export'), wait);
    await pass(200);
    expect(told.filter((line) => line.includes('job_failed'))).toEqual([
      'opened job_failed/Job/shop/import',
      'opened job_failed/Job/shop/export',
    ]);
    expect(told.filter((line) => line.startsWith('fault'))).toEqual([]);
  },
  60_000,
);

test('a token that is revoked while watches go on is noticed all the same, and a short refusal is not told', async () => {
  lean.setMood(number, 'refusing', { cut: false });
  await pass(60);
  lean.setMood(number, 'well', { cut: false });
  await pass(160);
  expect(told).toEqual([]);
  lean.setMood(number, 'refusing', { cut: false });
  await pass(160);
  expect(told).toEqual(['opened cluster_unreachable/Cluster//lean cause.credential']);
  // The watches still speak: what happens is believed.
  lean.put(number, failedJob('import'));
  await vi.waitFor(() => expect(told).toContain('opened job_failed/Job/shop/import'), wait);
});

test('a watch that dies in silence is begun again where it stood', async () => {
  lean.setMood(number, 'silent', { cut: false });
  lean.put(number, failedJob('import'));
  await vi.waitFor(() => expect(told).toEqual(['opened job_failed/Job/shop/import']), wait);
});

test('a version that the cluster forgot: everything is listed again, and nothing told twice', async () => {
  lean.put(number, failedJob('import'));
  await vi.waitFor(() => expect(told).toHaveLength(1), wait);
  lean.setMood(number, 'silent', { cut: false });
  lean.remove(number, failedJob('import'));
  lean.put(number, failedJob('export'));
  lean.forget(number);
  lean.setMood(number, 'well');
  await vi.waitFor(() => expect(told).toContain('opened job_failed/Job/shop/export'), wait);
  await pass(140);
  expect(told).toEqual([
    'opened job_failed/Job/shop/import',
    'opened job_failed/Job/shop/export',
    'resolved job_failed/Job/shop/import',
  ]);
});

test('a cluster that ends every watch at once is asked ever more seldom', async () => {
  const before = lean.watches(number).begun;
  lean.setMood(number, 'ending');
  await pass(400);
  // Sixteen kinds, each at most a dozen times in about a second.
  expect(lean.watches(number).begun - before).toBeLessThan(16 * 25);
  expect(told).toEqual([]);
});
