import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { startSlack } from '../../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../../demo/slack/platform.ts';
import { prodWorld, stagingWorld } from '../../../demo/kubernetes/worlds.ts';
import { people, slackApp, slackEnvironment } from '../../aboard/world.ts';
import { call, startNox } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';
import { bringTechcorpAboard } from '../support/world.ts';
import { quickTimes } from '../support/times.ts';
import { ask } from '../support/ask.ts';

/** From a change in a cluster to a message in Slack, through everything that lies between. */
let nox: TestNox;
let slack: SlackPlatform;
let prod: SimulatedCluster;
let staging: SimulatedCluster;
let token: string;

beforeAll(async () => {
  slack = await startSlack({ app: slackApp, retryMs: 20 });
  people(slack);
  nox = await startNox(slackEnvironment(slack), { monitoring: quickTimes });
  slack.connectApp(nox.app.url);
  prod = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 20 });
  staging = await startCluster({ name: 'staging', world: stagingWorld(), stepMs: 20 });
  token = await bringTechcorpAboard(nox, slack);
});
afterAll(async () => {
  await nox?.close();
  await Promise.all([slack?.close(), prod?.close(), staging?.close()]);
});

const direct = () => slack.visible('U0ADA', slack.direct('U0ADA', 'T0PLAT'));
const soon = { timeout: 50_000, interval: 50 };

/** Alerts in Ada's direct messages, without the greeting of the installation. */
const alerts = () => direct().filter(({ text }) => !text.startsWith('Bonjour'));

async function connect(name: string, cluster: SimulatedCluster): Promise<void> {
  const body = { name, kubeconfig: cluster.kubeconfig() };
  expect((await call(nox, 'POST', '/api/integrations/k8s', body, token)).status).toBe(201);
}

async function watched(name: string): Promise<void> {
  await vi.waitFor(async () => {
    expect(await say('monitor status')).toMatch(new RegExp(`${name} +surveillé`));
  }, soon);
}

function deploy(cluster: SimulatedCluster, tag: string): void {
  const metadata = { name: 'payments-api', namespace: 'payments' };
  const containers = [{ name: 'api', image: `registry.techcorp.example/payments/payments-api:${tag}` }];
  const spec = { template: { spec: { containers } } };
  cluster.objects.apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec });
}

/** What a person is answered to a slash command, as they see it. */
const say = (words: string, userId?: string, channelId?: string) =>
  ask({ nox, slack }, words, userId, channelId);

test('what was broken before is told in one summary', async () => {
  await connect('staging', staging);
  await vi.waitFor(() => expect(alerts()).toMatchObject([{ text: expect.stringMatching(/problème/) }]), soon);
  expect(JSON.stringify(alerts()[0]?.blocks)).toMatch(/web\/search/);
});

test('what breaks is one message, edited until it is over, with its course in the thread', async () => {
  await connect('prod', prod);
  await watched('prod');
  deploy(prod, 'crash-now');
  const alert = () => alerts().find(({ text }) => /payments\/payments-api sur prod/.test(text));
  await vi.waitFor(() => expect(alert()).toBeDefined(), soon);
  expect(JSON.stringify(alert()?.blocks)).toMatch(/Je m’en occupe.*Journaux.*Redémarrer.*Pourquoi/);

  const [number] = /(?<=Incident nº )\d+/.exec(JSON.stringify(alert()?.blocks)) ?? [];
  expect(await say(`incident ${number} why`)).toMatch(/restartCount|ProgressDeadlineExceeded/);
  expect(await say('monitor status')).toMatch(new RegExp(`prod .*\\b${number}\\b`));
  expect(await say(`incident take ${number}`)).toMatch(/s’occupe de l’incident/);
  await vi.waitFor(() => expect(JSON.stringify(alert()?.blocks)).toMatch(/Pris en charge par.*ada/i), soon);
  await vi.waitFor(
    () =>
      expect(direct().filter(({ threadTs }) => threadTs === alert()?.ts)).toContainEqual(
        expect.objectContaining({ text: expect.stringMatching(/s’en occupe/) }),
      ),
    soon,
  );
  expect(await say('incidents prod')).toMatch(/payments-api/);
  expect(await say(`incident resolve ${number}`)).toMatch(/déclaré résolu/);
  await vi.waitFor(() => expect(alert()?.text).toMatch(/✅ Résolu/), soon);
});

test('a guest may look and not touch; a number of another tenant is nobody’s', async () => {
  expect(await say('incidents', 'U0GUEST')).toMatch(/incident/);
  expect(await say('incident 1 take', 'U0GUEST')).toMatch(/développeur|developer/);
  expect(await say('incident 999999')).toMatch(/introuvable|trouve/);
});

test('incidents of a cluster that the space’s rules deny to somebody are neither listed nor shown to them', async () => {
  const seen = await say('incidents prod', 'U0GUEST');
  const number = seen.slice(0, seen.indexOf('checkout')).match(/\d+/g)?.at(-1);
  const all = await call(nox, 'GET', '/api/integrations', undefined, token);
  const id = (all.body.integrations as { id: number; name: string }[]).find(
    ({ name }) => name === 'prod',
  )?.id;
  const allow = async (...may: string[]) => {
    const fields = ['manager/k8s:read', 'manager/k8s:operate', 'manager/k8s:operate-protected', ...may].map(
      (each): [string, string] => ['may', each],
    );
    const answer = await fetch(`${nox.app.url}/people/permissions`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `__Host-nox=${token}`, origin: 'https://nox.test' },
      body: new URLSearchParams([['scope', `k8s:${id}`], ...fields]),
    });
    expect(answer.status).toBe(303);
  };
  const developer = ['developer/k8s:read', 'developer/k8s:operate'];
  await allow(...developer);
  expect(await say('incidents', 'U0GUEST')).not.toMatch(/checkout/);
  expect(await say(`incident ${number}`, 'U0GUEST')).toMatch(/réservé cela|reserved this/);
  // Nor does anything else tell that it is there.
  for (const words of ['monitor status', 'status', 'report preview']) {
    const told = await say(words, 'U0GUEST');
    expect([words, told]).toEqual([words, expect.not.stringMatching(/\bprod\b/)]);
    expect(told).toMatch(/staging/);
  }
  // A silence of that cluster is not lifted by who may do nothing there, though they know its number.
  const silenced = await say(`incident ${number} silence 1h`);
  const [, silence] = /unsilence (\d+)/.exec(silenced) ?? [];
  await say('status', 'U0DEV');
  expect(await say('role <@U0DEV> developer')).toMatch(/développeur/);
  await allow();
  expect(await say(`unsilence ${silence}`, 'U0DEV')).toMatch(/réservé cela|reserved this/);
  expect(await say('silences')).toContain(`#${silence}`);
  await allow(...developer);
  expect(await say(`unsilence ${silence}`, 'U0DEV')).toMatch(/levé/);
  expect(await say('incidents')).toMatch(/checkout/);
  await allow(...developer, 'viewer/k8s:read');
  expect(await say('incidents', 'U0GUEST')).toMatch(/checkout/);
});

test('alerts of a namespace go where they are bound, and only after NOX was let in', async () => {
  expect(await say('alerts here prod/payments')).toMatch(/invitez-moi/);
  slack.inviteApp('C0PLAT');
  expect(await say('alerts here prod/payments')).toMatch(/arrivent ici/);
  expect(await say('alerts')).toMatch(/prod\/payments → <#C0PLAT>/);
  expect(await say('alerts here nowhere')).toMatch(/prod, staging/);
  expect(await say('alerts test')).toMatch(/essai/);
});

test('help leads to everything about incidents, by area, by a word or by one command', async () => {
  expect(await say('help incidents')).toMatch(/Surveillance et incidents.*silences.*alerts here/);
  expect(await say('aide surveillance et incidents')).toMatch(/alerts here/);
  const alertsHelp = await say('help alerts');
  for (const each of ['alerts here', 'alerts off', 'alerts test']) expect(alertsHelp).toContain(each);
  expect(await say('help report')).toMatch(/report schedule.*report now|report now.*report schedule/);
  expect(await say('help silences')).toMatch(/silences en cours/);
});
