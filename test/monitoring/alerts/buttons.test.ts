import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call } from '../../support/nox.ts';
import { failJob } from '../support/failed-job.ts';
import { soon, startWatching } from '../support/world.ts';
import type { WatchingWorld } from '../support/world.ts';

/** What the buttons of an alert do, whatever the alert is about. */
let world: WatchingWorld;

beforeAll(async () => {
  world = await startWatching();
  await world.connect('prod', world.prod);
  await world.watched('prod');
});
afterAll(() => world?.close());

interface Actions {
  readonly type: string;
  readonly block_id?: string;
  readonly elements?: readonly { readonly action_id: string; readonly text?: { readonly text: string } }[];
}

const alertOf = (subject: string) =>
  world
    .alertsIn(world.direct())
    .findLast(({ text, threadTs }) => !threadTs && text.includes(`${subject} sur prod`));

function buttonsOf(message: ReturnType<typeof alertOf>) {
  const blocks = (message?.blocks ?? []) as unknown as readonly Actions[];
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ block_id = '', elements = [] }) =>
      elements.map(({ action_id, text }) => ({
        label: text?.text ?? '',
        blockId: block_id,
        actionId: action_id,
      })),
    );
}

/** Presses a button of a message of Ada's direct messages, and gives what she is answered. */
async function press(message: ReturnType<typeof alertOf>, label: string): Promise<string> {
  const button = buttonsOf(message).find((each) => each.label === label);
  if (!message || !button) throw new Error(`no button ${label}`);
  const place = { userId: 'U0ADA', channelId: world.direct() };
  const before = new Set(world.slack.visible('U0ADA', world.direct()).map(({ ts }) => ts));
  await world.slack.click(place, { ts: message.ts, blockId: button.blockId, actionId: button.actionId });
  await world.nox.app.settled();
  return JSON.stringify(world.slack.visible('U0ADA', world.direct()).filter(({ ts }) => !before.has(ts)));
}

/** Something whose pods crash: one of a Job and of a StatefulSet, one a node of a DaemonSet. */
function crashing(kind: 'StatefulSet' | 'DaemonSet' | 'Job', name: string): void {
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  const labels = kind === 'Job' ? { 'job-name': name } : { app: name };
  const containers = [
    { name: 'proxy', image: 'acme/proxy:1' },
    { name: 'main', image: `acme/${name}:crash` },
  ];
  const { metadata } = world.prod.objects.apply({
    apiVersion,
    kind,
    metadata: { name, namespace: 'payments' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  } as never);
  if (kind !== 'Job') return;
  const owner = { apiVersion, kind, name, uid: metadata.uid, controller: true };
  world.prod.objects.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-q9w4z`, namespace: 'payments', labels, ownerReferences: [owner] },
    spec: { containers },
    status: { phase: 'Pending' },
  } as never);
}

test.each([
  ['StatefulSet', 'ledger', 'ledger-0'],
  ['DaemonSet', 'agent', 'agent-'],
  ['Job', 'migrate', 'migrate-q9w4z'],
] as const)('logs and description of a %s that crashes, and its restart', async (kind, name, pod) => {
  crashing(kind, name);
  const subject = `payments/${name}`;
  await vi.waitFor(() => expect(buttonsOf(alertOf(subject)).length).toBeGreaterThan(0), soon);
  // Of the container that failed, which is not the first; it may have been started again just now.
  const logs = await vi.waitFor(async () => {
    const said = await press(alertOf(subject), 'Journaux');
    expect(said).toMatch(/DATABASE_URL is empty.*Conteneur main · /);
    return said;
  }, soon);
  expect(logs).toContain(pod);
  expect(await press(alertOf(subject), 'Décrire')).toContain(`${kind} ${subject}`);
  const labels = buttonsOf(alertOf(subject)).map(({ label }) => label);
  expect(labels).not.toContain('Revenir en arrière');
  expect(labels.includes('Redémarrer')).toBe(kind !== 'Job');
  if (kind === 'DaemonSet')
    expect(await press(alertOf(subject), 'Redémarrer')).toMatch(
      /Redémarrer payments\/agent sur prod\s\? Ses 3 pods/,
    );
  // It waits for the very pod that crashes: that is said before, not after nine minutes.
  if (kind === 'StatefulSet')
    expect(await press(alertOf(subject), 'Redémarrer')).toMatch(/Son pod sera remplacé.*kubectl delete pod/);
});

test('a Job that gave up, and one that a CronJob started: the logs are those of the run that failed', async () => {
  const labels = { 'job-name': 'nightly-2' };
  const run = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'payments' };
  world.prod.objects.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'nightly-2-abcde', namespace: 'payments', labels },
    spec: { containers: [{ name: 'main', image: 'acme/nightly:1' }] },
    status: { phase: 'Pending' },
  } as never);
  const cron = world.prod.objects.apply({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly', namespace: 'payments' },
    spec: { schedule: '0 4 1 1 *', suspend: true, jobTemplate: { spec: {} } },
  } as never);
  failJob(world.prod, 'nightly-2');
  const owner = {
    apiVersion: run.apiVersion,
    kind: 'CronJob',
    name: 'nightly',
    uid: cron.metadata.uid,
    controller: true,
  };
  world.prod.objects.apply({
    ...run,
    metadata: { name: 'nightly-2', namespace: 'payments', ownerReferences: [owner] },
  } as never);
  await vi.waitFor(
    () =>
      expect(world.alertsIn(world.direct()).some(({ text }) => /nightly.*a échoué/.test(text))).toBe(true),
    soon,
  );
  const alert = world
    .alertsIn(world.direct())
    .findLast(({ text, threadTs }) => !threadTs && /nightly.*a échoué/.test(text));
  await vi.waitFor(async () => expect(await press(alert, 'Journaux')).toMatch(/nightly-2-abcde/), soon);
  expect(await world.say('k8s logs cronjob/payments/nightly --cluster prod')).toMatch(/nightly-2-abcde/);
  // It may have been started again just now.
  await vi.waitFor(
    async () =>
      expect(await world.say('k8s logs sts/payments/ledger --container main')).toMatch(
        /DATABASE_URL is empty/,
      ),
    soon,
  );
  expect(await world.say('k8s logs cronjob/nobody')).toMatch(/CronJob nobody/);
});

test('an incident that is asked for has the buttons of its alert, until it is over', async () => {
  // A Job that gave up stays as it is: what crashes on gets worse, and is open again.
  failJob(world.prod, 'given-up');
  await vi.waitFor(() => expect(buttonsOf(alertOf('payments/given-up')).length).toBeGreaterThan(0), soon);
  const alert = alertOf('payments/given-up');
  const [number = ''] = /(?<=Incident nº )\d+/.exec(JSON.stringify(alert?.blocks)) ?? [];
  const labels = buttonsOf(alert).map(({ label }) => label);
  expect(labels).toContain('Je m’en occupe');
  const asked = async () => {
    const before = new Set(world.slack.visible('U0ADA', 'C0PLAT').map(({ ts }) => ts));
    await world.say(`incident ${number}`);
    return world.slack.visible('U0ADA', 'C0PLAT').find(({ ts }) => !before.has(ts));
  };
  expect(buttonsOf(await asked()).map(({ label }) => label)).toEqual(labels);

  expect(await press(alert, 'Je m’en occupe')).toMatch(/s’occupe de l’incident/);
  // Pressed again on a screen that was not brought up to date yet.
  const steps = async () => (await world.say(`incident ${number}`)).split('pris en charge par').length;
  const before = await steps();
  expect(await world.say(`incident ${number} take`)).toMatch(/Vous vous occupez déjà/);
  expect(await steps()).toBe(before);

  expect(await world.say(`incident ${number} silence 30 de plus`)).toMatch(/Dites une durée.*1h30/);
  const silenced = await world.say(`incident ${number} silence 1h 30m`);
  expect(silenced).toMatch(/payments\/given-up sur prod.*unsilence \d/);
  expect(await world.say(`incident ${number}`)).toMatch(/Fin du silence/);
  await vi.waitFor(
    () => expect(JSON.stringify(alertOf('payments/given-up')?.blocks)).toMatch(/Fin du silence/),
    soon,
  );
  const [, silence] = /unsilence (\d+)/.exec(silenced) ?? [];
  expect(await world.say(`unsilence ${silence}`)).toMatch(/levé/);
  await vi.waitFor(
    () => expect(JSON.stringify(alertOf('payments/given-up')?.blocks)).not.toMatch(/Fin du silence/),
    soon,
  );

  expect(await world.say(`incident ${number} resolve`)).toMatch(/déclaré résolu/);
  expect(buttonsOf(await asked())).toEqual([]);
});

test('a cluster or a namespace that is none is said so, not taken for a quiet one', async () => {
  expect(await world.say('incidents prdo')).toMatch(/«\sprdo\s».*Connectés\s: prod/);
  world.slack.inviteApp('C0PLAT');
  expect(await world.say('alerts here prod/Pay_ments')).toMatch(/minuscules/);
  expect(await world.say('alerts here prod/a/b')).toMatch(/minuscules/);
  expect(await world.say('alerts here prod/')).toMatch(/les alertes de prod arrivent ici/);
  expect(await world.say('alerts here')).toMatch(/tous les clusters/);
  // They still arrive here, by the wider channel; then they do not.
  expect(await world.say('alerts off prod')).toMatch(/désormais ici\s: <#C0PLAT>/);
  expect(await world.say('alerts off')).toMatch(/en message direct/);
});

test('the dashboard and Slack tell alike since when something is broken', async () => {
  const threeHours = new Date(Date.now() - 3 * 3_600_000);
  failJob(world.prod, 'broken-for-long', { at: threeHours });
  await vi.waitFor(async () => expect(await world.say('incidents')).toMatch(/broken-for-long/), soon);
  expect(await world.say('incidents')).toMatch(/broken-for-long[^\n]*il y a 3 h/);
  const { url } = world.nox.app;
  const login = { email: 'ada@example.com', password: 'correct horse battery' };
  const { tenantId } = (await call(world.nox, 'POST', '/api/auth/login', login)).body;
  const seen = await call(world.nox, 'GET', `/api/tenant/${tenantId}/dashboard`, undefined, world.token);
  const since = new Date(Math.floor(threeHours.getTime() / 1_000) * 1_000);
  expect(seen.body.incidents).toContainEqual(
    expect.objectContaining({ subject: 'payments/broken-for-long', since: expect.any(String) }),
  );
  const told = (seen.body.incidents as { subject: string; since: string }[]).find(({ subject }) =>
    subject.endsWith('broken-for-long'),
  );
  expect(Math.abs(Date.parse(told?.since ?? '') - since.getTime())).toBeLessThanOrEqual(1_000);
  const headers = { cookie: `__Host-nox=${world.token}`, 'accept-language': 'fr' };
  const page = await (await fetch(`${url}/dashboard`, { headers })).text();
  const shown = new Intl.DateTimeFormat('fr', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(threeHours);
  expect(page.slice(page.indexOf('broken-for-long'))).toContain(shown);
});
