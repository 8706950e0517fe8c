import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { prodWorld } from '../../demo/kubernetes/worlds.ts';
import { quickTimes } from '../monitoring/support/times.ts';
import { call } from '../support/nox.ts';
import { startSmallGithub } from '../support/small-github.ts';
import type { SmallGithub } from '../support/small-github.ts';
import { startBilling } from './world.ts';
import type { BillingWorld } from './world.ts';

/** What a plan holds, at the doors where things are added; and clusters that are no longer watched. */
let world: BillingWorld;
let cluster: SimulatedCluster;
let github: SmallGithub;
const others = ['T2', 'T3'].map((teamId) => ({
  teamId,
  name: `client-${teamId.toLowerCase()}`,
  people: { [`U0MARIE${teamId}`]: 'Marie' },
}));

beforeAll(async () => {
  cluster = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 0 });
  github = await startSmallGithub('ghp_1234567890');
  github.on('GET /user', { body: { login: 'marie' }, headers: { 'x-oauth-scopes': 'repo' } });
  world = await startBilling('freelance', { others, app: { monitoring: quickTimes } });
  await world.pay('solo');
});
afterAll(async () => {
  await world?.close();
  await Promise.all([cluster?.close(), github?.close()]);
});

const page = 'https://nox.example/billing';
const connectCluster = (name: string) =>
  world.api('POST', '/api/integrations/k8s', { name, kubeconfig: cluster.kubeconfig() });
const usage = async () => (await world.billing())['usage'];

/** Installs NOX in a workspace, as the space's own account; the page that Slack sends back to. */
async function install(teamId: string): Promise<{ readonly status: number; readonly text: string }> {
  const { nox } = world.space;
  const login = { email: 'owner@example.com', password: 'correct horse battery' };
  const { token } = (await call(nox, 'POST', '/api/auth/login', login)).body;
  const answer = await world.space.workspaces.install(nox, teamId, { token: String(token) });
  return { status: answer.status, text: await answer.text() };
}

describe('the smallest plan', () => {
  it('holds two clusters, also when three come at once', async () => {
    const answers = await Promise.all(['prod', 'staging', 'third'].map(connectCluster));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 402]);
    const refused = answers.find(({ status }) => status === 402);
    expect(refused?.body).toMatchObject({
      code: 'plan_limit',
      error: `La formule Solo comprend 2 clusters. Retirez-en un, ou changez de formule\u00a0: ${page}`,
    });
    expect(await usage()).toMatchObject({ clusters: 2 });
  });

  it('holds four other integrations', async () => {
    const connect = (name: string) =>
      world.api('POST', '/api/integrations/github', { name, token: 'ghp_1234567890', baseUrl: github.url });
    for (const name of ['a', 'b', 'c', 'd']) expect((await connect(name)).status).toBe(201);
    const refused = await connect('e');
    expect([refused.status, refused.body['error']]).toEqual([402, expect.stringContaining('4 intégrations')]);
    expect(await usage()).toMatchObject({ clusters: 2, tools: 4 });
  });

  it('holds two workspaces, and the one that is there may be installed again', async () => {
    expect((await install('T2')).status).toBe(200);
    const refused = await install('T3');
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('2 workspaces Slack')]);
    expect((await install('T2')).status).toBe(200);
    expect(await usage()).toMatchObject({ workspaces: 2 });
  });

  it('holds one invited client; one whose time is over makes room', async () => {
    const invite = (id: string, rest = '') => world.space.say(`invite <@${id}|x> --only a${rest}`);
    expect(await invite('U0SAM111', ' --for 2d')).toContain('C’est fait');
    const refused = await invite('U0LOU111');
    expect(refused).toContain('1 client invité');
    expect(refused).toContain(page);
    expect(refused).toContain('"response_type":"ephemeral"');
    world.pass(3);
    expect(await invite('U0LOU111')).toContain('C’est fait');
    expect(await invite('U0SAM111', ' --for 2d')).toContain('1 client invité');
    expect(await usage()).toMatchObject({ viewers: 1 });
  });

  it('removed, makes room for another', async () => {
    const { body } = await world.api('GET', '/api/integrations');
    const [first] = (body['integrations'] as { id: number; type: string }[]).filter(
      ({ type }) => type === 'k8s',
    );
    expect((await world.api('DELETE', `/api/integrations/${first?.id}`)).status).toBe(204);
    expect((await connectCluster('another')).status).toBe(201);
  });
});

describe('clusters of who has not paid for three weeks', () => {
  const soon = { timeout: 20_000, interval: 600 };
  /** The look at a cluster goes on: something is asked of it between two looks of ours. */
  async function isWatched(wanted: boolean): Promise<void> {
    let before = -1;
    await vi.waitFor(() => {
      const seen = cluster.requests.length;
      const grew = before >= 0 && seen > before;
      const still = seen === before;
      before = seen;
      if (wanted ? !grew : !still) throw new Error(`requests: ${seen}`);
    }, soon);
  }

  it('are watched while NOX is read-only, and then no more', async () => {
    await isWatched(true);
    const [subscription] = world.stripe.subscriptions;
    if (!subscription) throw new Error('no subscription');
    // Ended before the trial would have: the trial counts to its end.
    Object.assign(subscription, { status: 'canceled', ended_at: Math.floor(world.now().getTime() / 1000) });
    await world.deliver(world.stripe.event('customer.subscription.deleted', subscription, world.now()));
    expect(await world.billing()).toMatchObject({ state: 'trial' });
    world.pass(11 + 8);
    expect(await world.billing()).toMatchObject({ state: 'read_only', reason: 'ended' });
    await isWatched(true);
    const added = await connectCluster('one-more');
    expect([added.status, added.body['code']]).toEqual([402, 'payment_required']);
    expect((await connectCluster('another')).status).toBe(201);
    expect((await install('T3')).text).toContain('lecture seule');
    world.pass(14);
    expect(await world.billing()).toMatchObject({ state: 'paused' });
    await isWatched(false);
    expect(await world.space.say('incidents')).toContain('ne surveille plus vos clusters');
  });

  it('are watched again from the moment it is paid', async () => {
    await world.pay('studio');
    await isWatched(true);
    expect(await usage()).toMatchObject({ clusters: 2, tools: 4, workspaces: 2, viewers: 1 });
  });
});
