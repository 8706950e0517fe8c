import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { stagingWorld } from '../../demo/kubernetes/worlds.ts';
import { call } from '../support/nox.ts';
import { install, slash, startWorld } from './world.ts';
import type { AboardWorld } from './world.ts';

/** One freelance space with two workspaces of a client's Grid, and people who are not all of it. */
let world: AboardWorld;
let cluster: SimulatedCluster;

beforeAll(async () => {
  world = await startWorld();
  cluster = await startCluster({ name: 'staging', world: stagingWorld(), stepMs: 20 });
  const space = { name: 'Ada', email: 'ada@freelance.com', password: 'correct horse battery' };
  const bearer = String((await call(world.nox, 'POST', '/api/freelance/onboard', space)).body.token);
  for (const teamId of ['T0PLAT', 'T0DATA']) {
    expect((await install(world, '', { userId: 'U0ADA', teamId }, { bearer })).status).toBe(200);
  }
  world.slack.inviteApp('C0PLAT');
  const tool = { name: 'staging', kubeconfig: cluster.kubeconfig() };
  expect((await call(world.nox, 'POST', '/api/integrations/k8s', tool, bearer)).status).toBe(201);
});
afterAll(async () => {
  await world?.close();
  await cluster?.close();
});

const seen = (userId: string, channelId: string) =>
  world.slack.visible(userId, channelId).map((each) => `${each.text} ${JSON.stringify(each.blocks ?? [])}`);

test('a guest of one workspace of a Grid is the same guest in the other, and one user', async () => {
  expect(await slash(world, 'U0DEV', 'C0DATA', 'status')).toMatch(/personnel/);
  await slash(world, 'U0ADA', 'C0PLAT', 'invite <@U0DEV>');
  expect(await slash(world, 'U0DEV', 'C0PLAT', 'status')).toMatch(/lecteur/);
  expect(await slash(world, 'U0DEV', 'C0DATA', 'status')).toMatch(/lecteur/);
  expect(await slash(world, 'U0ADA', 'C0DATA', 'users')).toMatch(/2 personnes/);
  expect(await slash(world, 'U0GUEST', 'C0PLAT', 'status')).toMatch(/personnel/);
});

test('in a freelancer’s channels a question is for the asker alone: nobody else sees it, or can press it', async () => {
  const bot = world.slack.botOf('T0PLAT');
  const before = ['U0DEV', 'U0GUEST'].map((each) => seen(each, 'C0PLAT').length);
  const words = `<@${bot}> k8s restart api in staging`;
  await world.slack.speak({ userId: 'U0ADA', channelId: 'C0PLAT' }, words);
  await world.nox.app.settled();
  const asked = world.slack
    .visible('U0ADA', 'C0PLAT')
    .findLast((each) => each.blocks?.some((block) => block.type === 'actions'));
  const block = asked?.blocks?.find((each) => each.type === 'actions') as
    | { block_id: string; elements: { action_id: string }[] }
    | undefined;
  const press = {
    ts: asked?.ts ?? '',
    blockId: block?.block_id ?? '',
    actionId: block?.elements[0]?.action_id ?? '',
  };
  // What they see is what was said to NOX, and no answer.
  expect(['U0DEV', 'U0GUEST'].map((each) => seen(each, 'C0PLAT').length)).toEqual(
    before.map((count) => count + 1),
  );
  await expect(world.slack.click({ userId: 'U0DEV', channelId: 'C0PLAT' }, press)).rejects.toThrow(
    'no such button',
  );
  await world.slack.click({ userId: 'U0ADA', channelId: 'C0PLAT' }, press);
  await world.nox.app.settled();
  expect(seen('U0DEV', 'C0PLAT').join('\n')).not.toMatch(/staging.*redémarr/i);
});

test('a guest sees the integrations they were invited to, as long as they were invited', async () => {
  await slash(world, 'U0ADA', 'C0PLAT', 'invite <@U0DEV> --only nowhere');
  expect(await slash(world, 'U0DEV', 'C0PLAT', 'status')).toMatch(/staging/);
  expect(await slash(world, 'U0ADA', 'C0PLAT', 'invite <@U0DEV> --only staging --for 0d')).toMatch(/durée/);
  await slash(world, 'U0ADA', 'C0PLAT', 'invite <@U0DEV> --for 7 jours --only staging');
  expect(await slash(world, 'U0ADA', 'C0PLAT', 'users')).toMatch(/ne voit que staging/);
  const other = { name: 'other', kubeconfig: cluster.kubeconfig() };
  const login = { email: 'ada@freelance.com', password: 'correct horse battery' };
  const bearer = String((await call(world.nox, 'POST', '/api/auth/login', login)).body.token);
  expect((await call(world.nox, 'POST', '/api/integrations/k8s', other, bearer)).status).toBe(201);
  expect(await slash(world, 'U0DEV', 'C0PLAT', 'status')).not.toMatch(/other/);
  expect(await slash(world, 'U0DEV', 'C0PLAT', 'k8s pods on other')).toMatch(/staging/);
  expect(await slash(world, 'U0DEV', 'C0PLAT', 'k8s pods on other')).not.toMatch(/payments-api/);
  expect(await slash(world, 'U0DEV', 'C0PLAT', 'k8s clusters')).not.toMatch(/other/);
  // With two names to choose from, it is asked what a guest may see.
  expect(await slash(world, 'U0ADA', 'C0PLAT', 'invite <@U0GUEST>')).toMatch(/pourra-t-elle voir/);
});

test('a direct message is answered there', async () => {
  const channelId = world.slack.direct('U0ADA', 'T0PLAT');
  await world.slack.speak({ userId: 'U0ADA', channelId }, 'statut');
  await world.nox.app.settled();
  expect(seen('U0ADA', channelId).at(-1)).toMatch(/freelance/);
});

test('people of another organisation in a shared channel get a private refusal, and no link', async () => {
  world.slack.addChannel({
    id: 'C0SHARED',
    teamId: 'T0PLAT',
    name: 'shared',
    members: ['U0ADA', 'U0BOSS'],
    sharedWith: ['T0CLIENT'],
  });
  world.slack.inviteApp('C0SHARED');
  const bot = world.slack.botOf('T0PLAT');
  await world.slack.speak({ userId: 'U0BOSS', channelId: 'C0SHARED' }, `<@${bot}> status`);
  await world.nox.app.settled();
  const said = seen('U0BOSS', 'C0SHARED').at(-1);
  expect(said).toMatch(/only members of the organisation/);
  expect(said).not.toMatch(/slack\/link|Ada/);
  expect(seen('U0ADA', 'C0SHARED')).toHaveLength(1);
});
