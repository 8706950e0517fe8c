import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import postgres from 'postgres';
import { call } from '../../support/nox.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** Slack does what it does on bad days: every alert arrives, and arrives once. */
let world: WatchingWorld;
let rows: postgres.Sql;
let count = 0;

beforeAll(async () => {
  world = await startWatching();
  await world.connect('prod', world.prod);
  await world.watched('prod');
  const control = postgres(
    world.nox.superuserUrl.replace(/\/postgres$/, new URL(world.nox.databaseUrl).pathname),
  );
  const [tenant] = await control<{ name: string }[]>`select database_name as name from tenants`;
  await control.end();
  rows = postgres(world.nox.superuserUrl.replace(/\/postgres$/, `/${tenant?.name}`), { max: 2 });
});
afterAll(async () => {
  await rows?.end();
  await world?.close();
});
beforeEach(() => {
  count += 1;
});

/** A Job that gave up: told at once, and one incident. */
function breakSomething(): string {
  const name = `broken-${count}`;
  const failed = {
    type: 'Failed',
    status: 'True',
    reason: 'BackoffLimitExceeded',
    lastTransitionTime: new Date().toISOString(),
  };
  const metadata = { name, namespace: 'payments' };
  const object = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata,
    spec: {},
    status: { conditions: [failed] },
  };
  world.prod.objects.apply(object);
  return name;
}

async function resolve(name: string): Promise<void> {
  const [incident] = await rows<{ id: number }[]>`
    select id from incidents where subject_name = ${name} order by id desc limit 1`;
  expect(await world.say(`incident ${incident?.id} resolve`)).toMatch(/résolu/);
}

const told = (name: string, place = world.direct()) =>
  world.alertsIn(place).filter(({ text, threadTs }) => !threadTs && text.includes(`${name} `));
const postings = (name: string) =>
  world.slack.requests.filter(
    ({ method, args }) =>
      method === 'chat.postMessage' && !args.thread_ts && String(args.text).includes(`${name} `),
  ).length;
const toldOnce = (name: string) => vi.waitFor(() => expect(told(name)).toHaveLength(1), soon);
const waiting = async () =>
  (await rows<{ n: number }[]>`select count(*)::int as n from outbox where state in ('waiting','sending')`)[0]
    ?.n;

test('asked for patience it waits as long as Slack says, and says everything once', async () => {
  world.slack.failNext('chat.postMessage', 'ratelimited', 2);
  const name = breakSomething();
  await toldOnce(name);
  expect(postings(name)).toBeLessThanOrEqual(3);
});

test('an answer that says nothing of what became of it: it is looked for, and not said again', async () => {
  world.slack.failNext('chat.postMessage', 'lost', 1);
  const name = breakSomething();
  await vi.waitFor(
    async () =>
      expect(
        await rows`select 1 from alert_messages m join incidents i on m.key = i.told_in where i.subject_name = ${name} and m.ts is not null`,
      ).toHaveLength(1),
    soon,
  );
  expect(told(name)).toHaveLength(1);
  expect(postings(name)).toBe(1);
});

test('errors of Slack’s own: looked for, absent, said', async () => {
  world.slack.failNext('chat.postMessage', 'http500', 1);
  world.slack.failNext('chat.postMessage', 'internal_error', 1);
  const name = breakSomething();
  await toldOnce(name);
});

test('a process that dies between saying and noting, or before saying: neither lost nor repeated', async () => {
  const name = breakSomething();
  await toldOnce(name);
  await vi.waitFor(async () => expect(await waiting()).toBe(0), soon);
  // As `kill -9` leaves it: said, and not noted.
  await rows`update alert_messages set ts = null, posted_in = null where key = (select told_in from incidents where subject_name = ${name} order by id desc limit 1)`;
  await rows`update outbox set state = 'sending', not_before = now() - interval '2 minutes', done_at = null
    where id = (select min(o.id) from outbox o join incidents i on o.payload->>'message' = i.told_in where i.subject_name = ${name} and o.kind = 'message')`;
  await vi.waitFor(async () => {
    expect(await waiting()).toBe(0);
    expect(await rows`select 1 from alert_messages where ts is null`).toHaveLength(0);
  }, soon);
  expect(told(name)).toHaveLength(1);
  // Taken, and died before it was said.
  await rows`insert into outbox (tenant_id, key, kind, payload, state, not_before)
    select tenant_id, 'message:lost:' || id, 'message', jsonb_build_object('message', told_in), 'sending', now() - interval '2 minutes'
    from incidents where subject_name = ${name} order by id desc limit 1`;
  await vi.waitFor(async () => expect(await waiting()).toBe(0), soon);
  expect(told(name)).toHaveLength(1);
});

test('NOX is taken out of the channel, or the channel is archived: the owner is told, and told why', async () => {
  world.slack.inviteApp('C0PLAT');
  expect(await world.say('alerts here prod')).toMatch(/arrivent ici/);
  const first = breakSomething();
  await vi.waitFor(() => expect(told(first, 'C0PLAT')).toHaveLength(1), soon);
  world.slack.removeApp('C0PLAT');
  // What is told already moves with the next change of it.
  expect(JSON.stringify(await world.say('incidents prod'))).toContain(first);
  count += 1;
  const second = breakSomething();
  await vi.waitFor(() => expect(told(second)).toHaveLength(1), soon);
  expect(JSON.stringify(told(second)[0]?.blocks)).toMatch(/NOX ne peut plus écrire.*C0PLAT/);
  await resolve(first);
  await vi.waitFor(() => expect(told(first)[0]?.text).toMatch(/✅/), soon);
  expect(await world.say('alerts off prod')).toMatch(
    /n’ont plus de canal à elles. Elles arrivent désormais ici\s: /,
  );
});

test('a silence that ends while its condition stands is told then; lifted by hand too', async () => {
  const name = breakSomething();
  await toldOnce(name);
  const [incident] = await rows<
    { id: number }[]
  >`select id from incidents where subject_name = ${name} order by id desc limit 1`;
  const id = Number(incident?.id);
  expect(await world.say(`incident ${id} silence 1h`)).toMatch(/se tait/);
  await rows`update silences set until = now() where ended_at is null`;
  const thread = () =>
    world.alertsIn(world.direct()).filter(({ threadTs }) => threadTs === told(name)[0]?.ts);
  await vi.waitFor(() => expect(JSON.stringify(thread())).toMatch(/Le silence est terminé/), soon);
  expect(thread().find(({ text }) => /silence est terminé/.test(text))?.isBroadcast).toBe(true);

  // Silent from the beginning: told for the first time when it is lifted.
  await world.say(`incident ${id} silence resolved`);
  const [silence] = await rows<
    { id: number; key: string }[]
  >`select id, key from silences where ended_at is null`;
  count += 1;
  const quiet = `broken-${count}`;
  await rows`update silences set key = replace(key, ${name}, ${quiet}) where id = ${Number(silence?.id)}`;
  breakSomething();
  await vi.waitFor(
    async () => expect(await rows`select 1 from incidents where subject_name = ${quiet}`).not.toHaveLength(0),
    soon,
  );
  expect(told(quiet)).toHaveLength(0);
  for (const { id: each } of await rows<{ id: number }[]>`select id from silences where ended_at is null`)
    expect(await world.say(`unsilence ${each}`)).toMatch(/levé/);
  await vi.waitFor(() => expect(told(quiet).length).toBeGreaterThan(0), soon);
});

test('a cluster that is removed takes its incidents along; connected again it begins anew', async () => {
  const name = breakSomething();
  await toldOnce(name);
  const [integration] = await rows<
    { id: number }[]
  >`select id from tenant_integrations where integration_type = 'k8s'`;
  expect(
    (await call(world.nox, 'DELETE', `/api/integrations/${integration?.id}`, undefined, world.token)).status,
  ).toBeLessThan(300);
  await vi.waitFor(() => expect(told(name)[0]?.text).toMatch(/✅ Résolu/), soon);
  const said = () => world.alertsIn(world.direct()).filter(({ threadTs }) => threadTs === told(name)[0]?.ts);
  await vi.waitFor(() => expect(JSON.stringify(said())).toMatch(/déconnecté de NOX/), soon);
  expect(await world.say('incidents')).toMatch(/Aucun incident/);
  await world.connect('prod', world.prod);
  await world.watched('prod');
  await vi.waitFor(
    () => expect(JSON.stringify(world.alertsIn(world.direct()))).toMatch(/avant l’arrivée de NOX/),
    soon,
  );
});
