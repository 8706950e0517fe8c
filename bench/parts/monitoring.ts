import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startLeanClusters } from '../../test/support/lean-cluster.ts';
import type { LeanClusters } from '../../test/support/lean-cluster.ts';
import { failedJob, healthyPod, smallCluster, stormOf } from '../pods.ts';
import { startWorld } from '../world.ts';
import type { World } from '../world.ts';

export interface MonitoringFigures {
  /** From a change in a cluster to the call of Slack, milliseconds; nothing held back. */
  readonly latency: {
    readonly clusters: number;
    readonly alerts: number;
    readonly p50Ms: number;
    readonly p95Ms: number;
  };
  /** What one cluster of many pods that never rests costs its process. */
  readonly busy: {
    readonly pods: number;
    readonly changesPerSecond: number;
    readonly heapBytes: number;
    readonly residentBytes: number;
    /** Share of one core. */
    readonly cpu: number;
  };
  readonly storm: { readonly pods: number; readonly messages: number; readonly seconds: number };
  /** Many small clusters in one process, at rest. */
  readonly many: { readonly clusters: number; readonly residentBytes: number; readonly cpu: number };
  /** From SIGKILL until every cluster of the dead process is watched again. */
  readonly takeOver: { readonly clusters: number; readonly seconds: number };
}

const perTenant = 5;
const watchesEach = 16;

/** How NOX watches, with the usual times, over clusters that only list and watch, and a Slack on loopback. */
export async function benchMonitoring(
  isQuick: boolean,
  env: Readonly<Record<string, string>>,
): Promise<MonitoringFigures> {
  const allClusters = isQuick ? 50 : 200;
  const tenants = allClusters / perTenant + 2;
  const own = { ...env, NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1' };
  const world = await startWorld(tenants, { durable: true, env: own });
  const lean = await startLeanClusters();
  try {
    const say = (what: string) => process.stderr.write(`${what}\n`);
    const tokens = await comeAboard(world, tenants);
    say('tenants are aboard');
    const before = await world.nox.ask<{ rss: number }>('memory');
    await connectAll(world, lean, tokens, 50);
    const latency = await measureLatency(world, lean, 50);
    say(`latency ${JSON.stringify(latency)}`);
    await connectAll(world, lean, tokens, allClusters, 50);
    const resting = await cpuOver(world, 20_000);
    const after = await world.nox.ask<{ rss: number }>('memory');
    const many = { clusters: allClusters, residentBytes: after.rss - before.rss, cpu: resting };
    say(`many ${JSON.stringify(many)}`);
    const busy = await measureBusy(world, lean, tokens[tenants - 2] ?? '', isQuick ? 1_000 : 5_000);
    say(`busy ${JSON.stringify(busy)}`);
    const storm = await measureStorm(world, lean, tokens[tenants - 1] ?? '', 1_000);
    say(`storm ${JSON.stringify(storm)}`);
    const takeOver = await measureTakeOver(world, lean, own, allClusters);
    return { latency, busy, storm, many, takeOver };
  } finally {
    await world.stop();
    await lean.close();
  }
}

/** Each workspace an enterprise of its own; the tokens by which clusters are connected. */
async function comeAboard(world: World, count: number): Promise<string[]> {
  const tokens: string[] = [];
  for (const { teamId, name } of world.workspaces.slice(0, count)) {
    const account = { name, email: `${teamId}@example.com`, password: 'correct horse battery' };
    const { token } = (await post(world, '/api/enterprise/onboard', account)) as { token: string };
    const begun = await fetch(`${world.url}/slack/install`, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}` },
    });
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    await fetch(`${world.url}/slack/oauth_redirect?code=${teamId}&state=${state}`, { headers: { cookie } });
    tokens.push(token);
  }
  return tokens;
}

async function post(world: World, path: string, body: unknown, token?: string): Promise<unknown> {
  const response = await fetch(world.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
  return response.json();
}

async function connectAll(
  world: World,
  lean: LeanClusters,
  tokens: readonly string[],
  until: number,
  from = 0,
): Promise<void> {
  for (let number = from; number < until; number++) {
    for (const object of smallCluster()) lean.put(number, object);
    await connect(world, lean, number, tokens[Math.floor(number / perTenant)] ?? '');
  }
  await settled(lean, from, until);
}

async function connect(world: World, lean: LeanClusters, number: number, token: string): Promise<void> {
  const body = { name: `cluster-${number}`, kubeconfig: lean.kubeconfig(number) };
  await post(world, '/api/integrations/k8s', body, token);
}

async function settled(lean: LeanClusters, from: number, until: number): Promise<void> {
  const isWatched = (number: number) => lean.watches(number).now === watchesEach;
  for (let number = from; number < until; number++) while (!isWatched(number)) await pause(10);
}

/** One alert after the other, each in another cluster; fewer of a tenant than would be gathered in a digest. */
async function measureLatency(
  world: World,
  lean: LeanClusters,
  clusters: number,
): Promise<MonitoringFigures['latency']> {
  await pause(2_000);
  const took: number[] = [];
  for (let number = 0; number < clusters; number++) {
    const name = `late-${number}-x`;
    const begun = performance.now();
    let seen = world.slackCalls.length;
    lean.put(number, failedJob(name));
    for (let found = false; !found; ) {
      const calls = world.slackCalls.slice(seen);
      seen += calls.length;
      found = calls.some(({ method, body }) => method === 'chat.postMessage' && body.includes(name));
      if (!found) await pause(2);
    }
    took.push(performance.now() - begun);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { clusters, alerts: took.length, p50Ms: Math.round(at(0.5)), p95Ms: Math.round(at(0.95)) };
}

async function cpuOver(world: World, ms: number): Promise<number> {
  const before = await world.nox.ask<number>('cpu');
  await pause(ms);
  return ((await world.nox.ask<number>('cpu')) - before) / (ms * 1_000);
}

async function measureBusy(
  world: World,
  lean: LeanClusters,
  token: string,
  pods: number,
): Promise<MonitoringFigures['busy']> {
  const number = 10_001;
  const changesPerSecond = 50;
  for (let i = 0; i < pods; i++) lean.put(number, healthyPod(i, 0));
  const idleCpu = await cpuOver(world, 5_000);
  const before = await world.nox.ask<{ rss: number; heapUsed: number }>('memory');
  await connect(world, lean, number, token);
  await settled(lean, number, number + 1);
  let next = 0;
  const timer = setInterval(
    () => lean.put(number, healthyPod(next++ % pods, next)),
    1_000 / changesPerSecond,
  );
  await pause(3_000);
  const cpu = (await cpuOver(world, 20_000)) - idleCpu;
  const after = await world.nox.ask<{ rss: number; heapUsed: number }>('memory');
  clearInterval(timer);
  const heapBytes = after.heapUsed - before.heapUsed;
  return { pods, changesPerSecond, heapBytes, residentBytes: after.rss - before.rss, cpu };
}

async function measureStorm(
  world: World,
  lean: LeanClusters,
  token: string,
  pods: number,
): Promise<MonitoringFigures['storm']> {
  const number = 10_002;
  for (const object of smallCluster()) lean.put(number, object);
  await connect(world, lean, number, token);
  await settled(lean, number, number + 1);
  await pause(2_000);
  const seen = world.slackCalls.length;
  const begun = performance.now();
  for (const object of stormOf(pods)) lean.put(number, object);
  const calls = () => world.slackCalls.slice(seen);
  // The digest counts them: it is up to date when it names all that are not told one by one.
  const total = () => Math.max(0, ...calls().map(({ body }) => countIn(body)));
  const posted = () => calls().filter(({ method }) => method === 'chat.postMessage').length;
  for (const until = performance.now() + 120_000; total() + posted() < pods && performance.now() < until; )
    await pause(100);
  const seconds = (performance.now() - begun) / 1_000;
  await pause(15_000);
  return { pods, messages: posted(), seconds };
}

/** How many incidents a digest tells of; thousands are set apart in more than one way. */
function countIn(body: string): number {
  const said = /([\d.,\s]+)incidents/.exec(decodeURIComponent(body.replaceAll('+', ' ')))?.[1] ?? '';
  return Number(said.replaceAll(/\D/g, ''));
}

/** A second process takes its share and is killed. */
async function measureTakeOver(
  world: World,
  lean: LeanClusters,
  env: Readonly<Record<string, string>>,
  clusters: number,
): Promise<MonitoringFigures['takeOver']> {
  const begunBefore = Array.from({ length: clusters }, (_, number) => lean.watches(number).begun);
  const child = fork(fileURLToPath(new URL('../processes/nox.ts', import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', ...world.noxEnv, ...env },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 2, 'inherit', 'ipc'],
  });
  child.send({ id: 0, question: 'url', value: undefined });
  await once(child, 'message');
  const moved = () =>
    begunBefore.flatMap((before, number) => (lean.watches(number).begun > before ? [number] : []));
  const wanted = Math.floor(clusters / 2) - 2;
  while (moved().length < wanted) await pause(100);
  await pause(3_000);
  const mine = moved();
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  const begun = performance.now();
  for (const number of mine) await settled(lean, number, number + 1);
  return { clusters: mine.length, seconds: (performance.now() - begun) / 1_000 };
}
