import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLeanClusters } from '../../support/lean-cluster.ts';
import type { LeanClusters } from '../../support/lean-cluster.ts';
import { at } from '../support/replay.ts';
import { crashing, deployment, node, pod, replicaSet } from '../support/objects.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** What was told first shows its cause, or gets worse: it stays one incident, and is told where people see it. */
let world: WatchingWorld;
let lean: LeanClusters;

beforeAll(async () => {
  world = await startWatching();
  lean = await startLeanClusters();
  lean.put(1, node('node-1') as never);
  put('old', unready('old'));
  lean.put(1, short(1) as never);
  await world.connect('lean', { kubeconfig: () => lean.kubeconfig(1) });
  await world.watched('lean');
});
afterAll(async () => {
  await world?.close();
  await lean?.close();
});

const unready = (name: string) =>
  pod(`${name}-1-a`, {
    container: { ready: false },
    status: { conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: at(-3_600) }] },
  });
const looping = (name: string) => pod(`${name}-1-a`, { container: crashing(4, -5) });

/** A Deployment that has had too few of its three replicas for an hour. */
const short = (ready: number) =>
  deployment('db', {
    spec: { replicas: 3 },
    status: {
      readyReplicas: ready,
      availableReplicas: ready,
      conditions: [{ type: 'Available', status: 'False', lastTransitionTime: at(-3_600) }],
    },
  });

function put(name: string, one: ReturnType<typeof pod>): void {
  for (const object of [deployment(name), replicaSet(`${name}-1`, name), one]) lean.put(1, object as never);
}

const messages = () => world.alertsIn(world.direct()).filter(({ threadTs }) => !threadTs);
const about = (name: string) => messages().filter(({ text }) => text.includes(`shop/${name} sur lean`));
const threadOf = (ts: string | undefined) =>
  world.alertsIn(world.direct()).filter(({ threadTs }) => threadTs === ts);

test('the message goes by the cause, its thread says so, and there is no second one', async () => {
  put('api', unready('api'));
  await vi.waitFor(
    () =>
      expect(
        about('api')
          .map(({ text }) => text)
          .join(),
      ).toMatch(/n’est pas prêt/),
    soon,
  );
  const [{ ts, text } = { ts: '', text: '' }] = about('api');
  expect(text).not.toMatch(/boucle/);
  put('api', looping('api'));
  await vi.waitFor(() => expect(about('api')[0]?.text).toMatch(/redémarre en boucle/), soon);
  await vi.waitFor(
    () =>
      expect(threadOf(ts).map((each) => each.text)).toContain(
        'La cause est trouvée\u00a0: redémarre en boucle.',
      ),
    soon,
  );
  expect(about('api')).toHaveLength(1);
  const said = await world.say('incidents lean');
  expect(said.match(/shop\/api/g)).toHaveLength(1);
  const [id] = /(?<=Incident nº )\d+/.exec(JSON.stringify(about('api')[0]?.blocks)) ?? [];
  expect(await world.say(`incident ${id}`)).toMatch(/cause trouvée\s: redémarre en boucle/);
});

test('what was silenced is told under its cause, since nobody asked for silence about that', async () => {
  put('web', unready('web'));
  await vi.waitFor(() => expect(about('web')).toHaveLength(1), soon);
  const [id] = /(?<=Incident nº )\d+/.exec(JSON.stringify(about('web')[0]?.blocks)) ?? [];
  expect(await world.say(`incident ${id} silence 1h`)).toMatch(/se tait/);
  put('web', looping('web'));
  await vi.waitFor(() => expect(about('web')[0]?.text).toMatch(/redémarre en boucle/), soon);
  expect(about('web')).toHaveLength(1);
});

test('the cause of what was there before NOX is news: a message of its own, and the summary tells of it no more', async () => {
  const summary = () => messages().find(({ text }) => /avant l’arrivée de NOX/.test(text));
  await vi.waitFor(() => expect(JSON.stringify(summary()?.blocks)).toMatch(/shop\/old/), soon);
  expect(about('old')).toHaveLength(0);
  const ts = summary()?.ts;
  put('old', looping('old'));
  await vi.waitFor(() => expect(about('old')[0]?.text).toMatch(/redémarre en boucle/), soon);
  const now = () => messages().find((each) => each.ts === ts);
  await vi.waitFor(() => expect(JSON.stringify(now()?.blocks)).not.toMatch(/shop\/old/), soon);
});

test('what was there before NOX and gets worse is news too; a summary that has nothing left to tell says so', async () => {
  const summary = () => messages().find(({ text }) => /avant l’arrivée de NOX/.test(text));
  expect(JSON.stringify(summary()?.blocks)).toMatch(/shop\/db/);
  expect(about('db')).toHaveLength(0);
  const ts = summary()?.ts;
  lean.put(1, short(0) as never);
  await vi.waitFor(() => expect(about('db')[0]?.text).toMatch(/Critique/), soon);
  const now = () => messages().find((each) => each.ts === ts)?.text;
  await vi.waitFor(
    () => expect(now()).toBe('Ce qui était signalé ici a désormais son propre message.'),
    soon,
  );
});
