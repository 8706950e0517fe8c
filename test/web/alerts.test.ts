import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { browse, install, slash } from '../aboard/world.ts';
import { smallWorld } from '../integrations/kubernetes/world.ts';
import { call } from '../support/nox.ts';
import { isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** Where alerts go, chosen on a page: the same choice as `alerts here` in Slack. */
let world: WebWorld;
let cluster: SimulatedCluster;
beforeAll(async () => {
  [world, cluster] = await Promise.all([
    startWebWorld(),
    startCluster({ name: 'client-a', world: smallWorld(), stepMs: 0 }),
  ]);
});
afterAll(() => Promise.all([world?.close(), cluster?.close()]));

const aboard = () => ({ nox: world.nox, slack: world.slack, close: async () => {} });
const lastIn = (userId: string, channelId: string) =>
  JSON.stringify(world.slack.visible(userId, channelId).at(-1) ?? {});

test('a freelancer of two workspaces chooses a channel for all, one for a namespace, tries both and takes them back', async () => {
  const context = await world.open({ view: 'phone' });
  const mine = await signedUp(world, context, 'freelance', 'marie@alerts.example');
  const page = await context.newPage();
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Choisir les canaux' }).click();
  expect(await page.locator('main').innerText()).toMatch(/dans aucun Slack/);
  await isWell(page, 'alerts-no-slack-fr-phone');

  await install(aboard(), '', { userId: 'U0MARIE', teamId: 'T0PERSO' }, { bearer: mine.token });
  await install(aboard(), '', { userId: 'U0MARIEC', teamId: 'T0CLIENT' }, { bearer: mine.token });
  await page.reload();
  expect(await page.locator('main').innerText()).toMatch(/dans aucun canal[\s\S]*\/invite @NOX/);
  await isWell(page, 'alerts-no-channel-fr-phone');
  world.slack.inviteApp('C0PERSO');
  world.slack.inviteApp('C0CLIENT');
  const tool = { name: 'client-a', kubeconfig: cluster.kubeconfig() };
  expect((await call(world.nox, 'POST', '/api/integrations/k8s', tool, mine.token)).status).toBe(201);
  await page.getByRole('link', { name: 'Regarder de nouveau' }).click();
  expect(await page.getByLabel('Canal').locator('optgroup').count()).toBe(2);

  await page.getByLabel('Canal').selectOption({ label: '#moi' });
  await page.getByRole('button', { name: 'Envoyer ces alertes' }).click();
  await page.getByRole('status').filter({ hasText: 'vient de l’annoncer' }).waitFor();
  expect(lastIn('U0MARIE', 'C0PERSO')).toMatch(/fait arriver ici les alertes de\s: tous les clusters/);

  // What makes no sense is said, and what was written stays.
  await page.getByLabel('Namespace').fill('Pay ments!');
  await page.getByLabel('Alertes de').selectOption({ label: 'client-a' });
  await page.getByLabel('Canal').selectOption({ label: '#ops' });
  await page.getByRole('button', { name: 'Envoyer ces alertes' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/namespace s’écrit en minuscules/);
  expect(await page.getByLabel('Namespace').inputValue()).toBe('Pay ments!');
  expect(await page.getByLabel('Canal').locator('option:checked').innerText()).toBe('#ops');
  await page.getByLabel('Namespace').fill('payments');
  await page.getByRole('button', { name: 'Envoyer ces alertes' }).click();
  await page.getByRole('status').filter({ hasText: 'vient de l’annoncer' }).waitFor();
  await isWell(page, 'alerts-fr-phone');
  const row = page.getByRole('row').filter({ hasText: 'client-a/payments' });
  expect(await row.innerText()).toMatch(/#ops[\s\S]*Client A/);
  // Slack’s own command tells the same.
  expect(await slash(aboard(), 'U0MARIE', 'C0PERSO', 'alerts')).toMatch(/client-a\/payments[\s\S]*C0CLIENT/);

  await row.getByRole('button', { name: 'Envoyer un essai' }).click();
  await page.getByRole('status').filter({ hasText: 'L’essai est parti' }).waitFor();
  expect(lastIn('U0MARIEC', 'C0CLIENT')).toContain('Ceci est un essai d’alerte');
  await row.getByRole('button', { name: 'Retirer' }).click();
  await page.getByRole('status').filter({ hasText: 'C’est retiré' }).waitFor();
  expect(await row.count()).toBe(0);
  await page
    .getByRole('row')
    .filter({ hasText: 'tous les clusters' })
    .getByRole('button', { name: 'Retirer' })
    .click();
  await page.getByRole('status').filter({ hasText: 'C’est retiré' }).waitFor();
  const direct = page.getByRole('row').filter({ hasText: 'en message direct' });
  await direct.getByRole('button', { name: 'Envoyer un essai' }).click();
  await page.getByRole('status').filter({ hasText: 'L’essai est parti' }).waitFor();
  const dm = world.slack.direct('U0MARIE', 'T0PERSO');
  expect(lastIn('U0MARIE', dm)).toContain('Ceci est un essai d’alerte');
  await page.goto('/activity?command=alerts');
  expect(await page.locator('tbody').innerText()).toMatch(/alerts here[\s\S]*#ops/);
  await context.close();
});

test('an organisation sees the channels of its workspaces; a channel of others, or one that NOX left, is not taken', async () => {
  const context = await world.open();
  const { token } = await signedUp(world, context, 'enterprise', 'ada@alerts.example');
  await install(aboard(), '', { userId: 'U0ADA', enterpriseId: 'E0TECH' }, { bearer: token });
  await world.slack.grant('T0PLAT');
  await world.slack.grant('T0DATA');
  for (const id of ['C0PLAT', 'C0DATA']) world.slack.inviteApp(id);
  const cookie = `__Host-nox=${token}; __Host-nox-lang=en`;
  const post = (path: string, form: Readonly<Record<string, string>>) =>
    browse(world.nox, path, { cookie, form, origin: world.url });
  const page = await browse(world.nox, '/settings/alerts', { cookie });
  expect(page.html).toMatch(/optgroup label="Plateforme"[\s\S]*#ops[\s\S]*optgroup label="Data"[\s\S]*#data/);
  // Of another tenant, of nobody, and without one.
  for (const channel of ['T0PERSO/C0PERSO', 'T0PLAT/C0PERSO', 'T0PLAT/U0ADA', ''])
    expect([
      channel,
      (await post('/settings/alerts', { cluster: '', namespace: '', channel })).status,
    ]).toEqual([channel, 400]);
  const channel = 'T0DATA/C0DATA';
  for (const [cluster, namespace, status] of [
    ['99', '', 404],
    ['1 or 1=1', '', 404],
    ['', 'payments', 400],
  ] as const)
    expect([cluster, (await post('/settings/alerts', { cluster, namespace, channel })).status]).toEqual([
      cluster,
      status,
    ]);
  expect((await post('/settings/alerts', { cluster: '', namespace: '', channel })).status).toBe(303);
  expect(lastIn('U0ADA', 'C0DATA')).toMatch(/ada|Espace/);
  expect((await post('/settings/alerts/remove', { cluster: '', namespace: 'x' })).status).toBe(400);

  expect((await browse(world.nox, '/settings/alerts', {})).status).toBe(401);
  world.slack.failNext('users.conversations', 'ratelimited');
  const silent = await browse(world.nox, '/settings/alerts', { cookie });
  expect(silent.html).toMatch(/Slack did not answer for: (Plateforme|Data)\./);
  expect(silent.html).toMatch(/#ops|#data/);
  await context.close();
});
