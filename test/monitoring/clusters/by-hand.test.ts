import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findKubectl } from '../../support/kubectl.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** Somebody changes the cluster with kubectl while NOX watches. */
let world: WatchingWorld;
let folder: string;
let program: string;

beforeAll(async () => {
  program = await findKubectl();
  world = await startWatching();
  folder = mkdtempSync(join(tmpdir(), 'by-hand-'));
  writeFileSync(join(folder, 'config'), world.prod.kubeconfig());
  await world.connect('prod', world.prod);
  await world.watched('prod');
});
afterAll(async () => {
  await world?.close();
  if (folder) rmSync(folder, { recursive: true });
});

async function kubectl(line: string): Promise<string> {
  const args = [
    '--kubeconfig',
    join(folder, 'config'),
    '--cache-dir',
    join(folder, 'cache'),
    ...line.split(' '),
  ];
  const { stdout } = await promisify(execFile)(program, args, { env: { ...process.env, KUBECONFIG: '' } });
  return stdout;
}

const alerts = () => world.alertsIn(world.direct()).filter(({ threadTs }) => !threadTs);
const about = (name: string) => alerts().filter(({ text }) => text.includes(`${name} sur prod`));
/** A first crash may be told before it is a loop, in the message that then tells of the loop. */
const loops = () => about('payments/payments-api').filter(({ text }) => /redémarre en boucle/.test(text));
const crashes = () =>
  about('payments/payments-api').filter(({ text }) => /redémarre en boucle|arrêté sur une erreur/.test(text));

test('what is scaled, cordoned, deleted or restarted by hand is quiet', async () => {
  const before = alerts().length;
  await kubectl('-n payments scale deployment payments-api --replicas=5');
  await kubectl('-n payments rollout restart deployment payments-api');
  await kubectl('-n payments rollout status deployment payments-api --timeout=60s');
  const [node = ''] = (await kubectl('get nodes -o name')).split('\n');
  await kubectl(`cordon ${node.replace('node/', '')}`);
  const pods = (await kubectl('-n payments get pods -o name')).split('\n');
  const pod = pods.find((each) => each.startsWith('pod/payments-api-'));
  await kubectl(`-n payments delete ${pod} --wait=false`);
  await kubectl(`uncordon ${node.replace('node/', '')}`);
  await kubectl('-n payments scale deployment payments-api --replicas=0');
  await kubectl('-n payments scale deployment payments-api --replicas=2');
  await kubectl('-n payments rollout status deployment payments-api --timeout=60s');
  // A sign that NOX has looked since: what breaks now is told.
  await kubectl(
    '-n payments set image deployment/payments-api api=registry.techcorp.example/payments/payments-api:crash-now',
  );
  await vi.waitFor(() => expect(loops()).toHaveLength(1), soon);
  expect(crashes()).toHaveLength(1);
  expect(alerts().length - before).toBe(about('payments/payments-api').length);
});

test('a rollout that is undone ends its incident by and by, and a second bad image is the same incident', async () => {
  await kubectl('-n payments rollout undo deployment payments-api');
  await kubectl('-n payments rollout status deployment payments-api --timeout=60s');
  await kubectl(
    '-n payments set image deployment/payments-api api=registry.techcorp.example/payments/payments-api:crash-again',
  );
  const [alert] = loops();
  const thread = () => world.alertsIn(world.direct()).filter(({ threadTs }) => threadTs === alert?.ts);
  await vi.waitFor(() => expect(JSON.stringify(alert?.blocks)).toMatch(/payments-api/), soon);
  expect(crashes()).toHaveLength(1);
  const [number] = /(?<=Incident nº )\d+/.exec(JSON.stringify(alert?.blocks)) ?? [];
  expect(await world.say(`incident ${number}`)).toMatch(/payments-api/);
  expect(thread().length).toBeGreaterThan(0);
  // Deleted altogether: nothing that is gone is broken; it is over after its quiet time, and not before.
  await kubectl('-n payments delete deployment payments-api');
  expect(await world.say('incidents prod')).toMatch(/payments-api/);
});
