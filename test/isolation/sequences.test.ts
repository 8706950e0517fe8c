import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allCommands } from '../../src/commands/registry.ts';
import { createForge } from './support/forge.ts';
import { inDatabase } from './support/databases.ts';
import { sharing } from './support/people.ts';
import type { Someone } from './support/people.ts';
import { placeOf, waves, wordsOf } from './support/steps.ts';
import type { Step } from './support/steps.ts';
import { startWorld, toolsOf } from './support/world.ts';
import type { Inhabitant, World } from './support/world.ts';

/** Four tenants at once, whatever happens: nobody ever meets another's canary. */
const seed = 20_260_101;
const runs = 6;
let world: World;
const done = new Map<string, number>();
const forgotten: Promise<unknown>[] = [];
const inside: number[] = [];

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const someone = ({ people }: Inhabitant, at: number): Someone => {
  const person = people[at % people.length];
  if (!person) throw new Error('nobody there');
  return person;
};
const inhabitant = (at: number): Inhabitant => {
  const found = world.inhabitants[at % world.inhabitants.length];
  if (!found) throw new Error('nobody there');
  return found;
};

async function take({ at, person: which, act }: Step): Promise<void> {
  const of = inhabitant(at);
  const person = someone(of, which);
  const name = act.kind === 'say' ? `say ${act.way}` : act.kind;
  done.set(name, (done.get(name) ?? 0) + 1);
  switch (act.kind) {
    case 'say':
      return say(of, person, act);
    case 'press':
      return press(of, act.whose === 'own' ? of : inhabitant(at + 1), person);
    case 'list':
      return request(of, 'GET', '/api/integrations');
    case 'connect': {
      const [path, body] = toolsOf(of)[act.tool] ?? ['', {}];
      const bad = {
        token: `ghp_${of.canary}wrong`,
        kubeconfig: of.cluster.kubeconfig({ token: `no-${of.canary}` }),
      };
      const wrong = Object.fromEntries(Object.entries(bad).filter(([field]) => field in body));
      return request(of, 'POST', path, act.badly ? { ...body, ...wrong } : body);
    }
    case 'remove':
      return request(of, 'DELETE', `/api/integrations/${act.id}`);
    case 'sign in': {
      const credentials = { email: of.email, password: act.badly ? `no ${of.canary}` : of.password };
      return request(undefined, 'POST', '/api/auth/login', { ...credentials, tenantId: of.tenantId });
    }
    case 'come aboard': {
      const space = {
        name: 'Newcomer',
        email: `new${Math.random()}@example.com`,
        password: 'correct horse battery',
      };
      return request(undefined, 'POST', `/api/${of.type}/onboard`, space);
    }
    case 'install again':
      return void (await world.install(of, of.teamIds[0] ?? ''));
    case 'kill connections': {
      const role = act.whose === 'tenant' ? `nox_t_${of.tenantId}` : 'nox';
      return inDatabase(world.nox, 'postgres', async (sql) => {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`;
      });
    }
    case 'upstream':
      of.jira.fail({ how: 'fault' });
      of.notion.failNext({ kind: 'html', status: 502 });
      return of.github.be(act.mood);
    case 'cluster':
      return of.cluster.setReachable(false, act.how);
    case 'slack fails':
      return world.slack.failNext(act.method, 'internal_error');
  }
}

async function request(
  by: Inhabitant | undefined,
  method: string,
  path: string,
  body?: object,
): Promise<void> {
  const { status } = await world.call(by, method, path, body);
  if (status === 500) inside.push(status);
}

async function say(of: Inhabitant, person: Someone, act: Step['act'] & { kind: 'say' }): Promise<void> {
  const words = wordsOf(of);
  const text = words[act.text % words.length] ?? '';
  if (act.way === 'slash') {
    await world.slack.slash({ userId: person.id, channelId: person.channelId }, text);
  } else if (act.way === 'direct') {
    const channelId = world.slack.direct(person.id, person.teamId);
    await world.slack.speak({ userId: person.id, channelId }, text);
  } else {
    const first = someone(of, 0);
    const shared = act.way === 'shared' && sharing.includes(of.key);
    const speaker = shared ? first : person;
    const channelId = placeOf(shared ? 'shared' : 'mention', speaker.channelId);
    const bot = world.slack.botOf(speaker.teamId);
    // What people themselves say before the other company is theirs to say: here it names nothing.
    await world.slack.speak({ userId: speaker.id, channelId }, `<@${bot}> ${shared ? 'k8s pods' : text}`);
  }
}

/** Presses the last button that a person sees; or, with its value stolen, another tenant's person presses it. */
async function press(by: Inhabitant, whose: Inhabitant, person: Someone): Promise<void> {
  const asked = someone(whose, whose === by ? whose.people.indexOf(person) : 0);
  const seen = JSON.stringify(world.slack.visible(asked.id, asked.channelId));
  const value = [...seen.matchAll(/"value":"([\w-]{10,}:\w+)"/g)].at(-1)?.[1];
  if (value === undefined) return;
  const forge = createForge(world, `${world.slack.url}/response/none${person.id}`);
  const org = by.enterpriseId ? { enterprise: by.enterpriseId, orgWide: true } : {};
  await forge.click(
    { ...org, team: person.teamId, user: person.id, home: person.teamId, channel: person.channelId },
    value,
  );
}

/** Everything that was made to fail works again. */
function mend(): void {
  for (const { github, cluster, jira } of world.inhabitants) {
    github.be('well');
    jira.mend();
    cluster.setReachable(true);
  }
}

async function playWaves(given: readonly (readonly Step[])[]): Promise<void> {
  for (const wave of given) {
    const under = wave.map((step) => ({ step, work: take(step) }));
    for (const { step, work } of under) if (step.forgotten) forgotten.push(work.catch(() => {}));
    await Promise.allSettled(under.filter(({ step }) => !step.forgotten).map(({ work }) => work));
    await world.look();
    expect(world.watch.escapes).toEqual([]);
  }
  mend();
  await world.lookIntoDatabases();
  expect(world.watch.escapes).toEqual([]);
}

test(`whatever ${runs} sequences do, nobody meets another’s canary (seed ${seed})`, async () => {
  // The world goes on from one sequence to the next: what was found is told as it was, not made smaller.
  const settings = { seed, numRuns: runs, endOnFailure: true };
  await fc.assert(fc.asyncProperty(waves, playWaves), settings);
  await Promise.all(forgotten);
  mend();
  await world.nox.app.settled();
  await world.look();
  await world.lookIntoDatabases();
  expect(world.watch.escapes).toEqual([]);
}, 400_000);

test('every tenant still works, and every command was said and met its own tenant’s canary', async () => {
  const sayAll = async (of: Inhabitant) => {
    for (const [path, body] of toolsOf(of)) await world.call(of, 'POST', path, body);
    const person = someone(of, 0);
    for (const text of wordsOf(of)) {
      await world.slack.slash({ userId: person.id, channelId: person.channelId }, text);
      await press(of, of, person);
    }
  };
  await Promise.all(world.inhabitants.map(sayAll));
  await world.nox.app.settled();
  await world.look();
  await world.lookIntoDatabases();
  expect(world.watch.escapes).toEqual([]);
  for (const { key } of world.inhabitants)
    for (const where of ['github', 'cluster', 'jira', 'notion', 'seen', 'database', 'slack api'])
      expect([key, where, world.watch.seen(key, where)]).not.toEqual([key, where, 0]);
  const steps = [...done.values()].reduce((sum, each) => sum + each, 0);
  const megabytes = (world.watch.bytes / 1e6).toFixed(1);
  console.info(
    `isolation: ${steps} random operations (seed ${seed}) and all ${allCommands().length} commands by ${world.inhabitants.length} tenants, ` +
      `${forgotten.length} awaits forgotten, ${megabytes} MB searched, ${world.watch.escapes.length} canaries escaped\n` +
      [...done].map(([name, count]) => `  ${name}: ${count}`).join('\n'),
  );
  expect(steps).toBeGreaterThan(100);
}, 200_000);
