import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { smallWorld } from '../integrations/kubernetes/world.ts';
import { startSmallGithub } from '../support/small-github.ts';
import type { SmallGithub } from '../support/small-github.ts';
import { carry, isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** Tools connected, tried, renamed, rotated and removed in a browser; every refusal says what to change. */
let world: WebWorld;
let github: SmallGithub;
let cluster: SimulatedCluster;
beforeAll(async () => {
  [world, github, cluster] = await Promise.all([
    startWebWorld(),
    startSmallGithub('ghp_good1234'),
    startCluster({ name: 'prod', world: smallWorld(), stepMs: 0 }),
  ]);
  github.on('GET /user', { body: { login: 'acme-bot' } });
});
afterAll(() => Promise.all([world?.close(), github?.close(), cluster?.close()]));

test('a freelancer connects two GitHubs and a cluster, tries, renames, rotates and removes', async () => {
  const context = await world.open({ view: 'phone' });
  await signedUp(world, context, 'freelance', 'marie@tools.example');
  const page = await context.newPage();
  await page.goto('/start');
  await page.getByRole('link', { name: 'Connecter GitHub' }).click();
  await isWell(page, 'connect-github-fr-phone');
  await page.getByLabel('Nom').fill('client-a');
  await page.getByLabel('Jeton GitHub').fill('ghp_wrong1234');
  await page.getByLabel('Adresse de GitHub Enterprise').fill(github.url);
  await page.getByRole('button', { name: 'Essayer et connecter' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/GitHub/);
  expect(await page.content()).not.toContain('ghp_wrong');
  expect(await page.getByLabel('Nom').inputValue()).toBe('client-a');
  await page.getByLabel('Jeton GitHub').fill('ghp_good1234');
  await page.getByRole('button', { name: 'Essayer et connecter' }).click();
  await page.getByRole('status').filter({ hasText: 'C’est connecté' }).waitFor();
  await isWell(page, 'tool-fr-phone');

  await page.goto('/integrations/new/github');
  await page.getByLabel('Nom').fill('perso');
  await page.getByLabel('Jeton GitHub').fill('ghp_good1234');
  await page.getByLabel('Adresse de GitHub Enterprise').fill(github.url);
  await page.getByRole('button', { name: 'Essayer et connecter' }).click();
  await page.getByRole('heading', { level: 1, name: 'perso' }).waitFor();
  await page.getByLabel('Nom').fill('client-a');
  await page.getByRole('button', { name: 'Renommer' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/s’appelle déjà «\sclient-a\s»/);
  await page.getByLabel('Nom').fill('<b>x</b>');
  await page.getByRole('button', { name: 'Renommer' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/lettres, chiffres/);
  await page.getByLabel('Nom').fill('pro');
  await page.getByRole('button', { name: 'Renommer' }).click();
  await page.getByRole('heading', { level: 1, name: 'pro' }).waitFor();

  github.on('GET /user', { status: 401, body: { message: 'Bad credentials' } });
  await page.getByRole('button', { name: 'Essayer maintenant' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/expiré ou a été révoqué/);
  await page.goto('/integrations');
  expect(await page.getByRole('row').filter({ hasText: 'pro' }).innerText()).toMatch(/en panne/);
  await isWell(page, 'integrations-fr-phone');
  github.on('GET /user', { body: { login: 'acme-bot' } });
  await page.getByRole('link', { name: 'pro', exact: true }).click();
  await page.getByText('Changer l’accès').click();
  await page.getByLabel('Jeton GitHub').fill('ghp_good1234');
  await page.getByLabel('Adresse de GitHub Enterprise').fill(github.url);
  await page.getByRole('button', { name: 'Essayer et remplacer' }).click();
  await page.getByRole('status').filter({ hasText: 'remplace l’ancien' }).waitFor();
  expect(await page.locator('.state').innerText()).toMatch(/répond/);
  await page.getByText('Retirer', { exact: true }).click();
  await page.getByRole('button', { name: 'Retirer pro' }).click();
  await page.getByRole('status').filter({ hasText: 'retirée' }).waitFor();
  expect(await page.getByText('client-a').count()).toBe(1);
  await context.close();
});

test('an enterprise connects a cluster in English; a member sees it, and may touch nothing', async () => {
  const context = await world.open({ language: 'en', dark: true });
  const admin = await signedUp(world, context, 'enterprise', 'ada@tools.example');
  const page = await context.newPage();
  await page.goto('/integrations/new/k8s?lang=en');
  await isWell(page, 'connect-k8s-en-desktop-dark');
  const manifest = await page.getByLabel('Read only').inputValue();
  expect(manifest).toMatch(/kind: ServiceAccount[\s\S]*name: nox-read/);
  await page.getByLabel('Name').fill('prod');
  await page.getByLabel('Address of the server', { exact: true }).fill(cluster.url);
  await page.getByLabel('Token of the service account').fill('not-the-token');
  await page.getByLabel(/Certificate authority/).fill(cluster.certificateAuthorityData);
  await page.getByLabel(/Protected cluster/).check();
  await page.getByRole('button', { name: 'Try and connect' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/token/);
  await page.getByLabel('Token of the service account').fill(cluster.token);
  await page.getByRole('button', { name: 'Try and connect' }).click();
  await page.getByRole('heading', { level: 1, name: 'prod' }).waitFor();
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.getByRole('status').filter({ hasText: 'The tool answered' }).waitFor();
  expect(await page.getByLabel(/Protected cluster/).isChecked()).toBe(true);
  await isWell(page, 'tool-en-desktop-dark');
  expect(await page.content()).not.toContain(cluster.token);

  // Another space, whoever runs it, finds no such tool.
  const other = await world.open();
  await signedUp(world, other, 'enterprise', 'eve@tools.example');
  const theirs = await other.newPage();
  const answer = await theirs.goto(page.url().replace(/\?.*/, ''));
  expect(answer?.status()).toBe(404);
  await isWell(theirs, 'tool-foreign-fr-desktop');
  for (const action of ['test', 'rename', 'rotate', 'remove', 'protect']) {
    const refused = await other.request.post(`/integrations/1/${action}`, {
      headers: { origin: world.url },
      form: { name: 'mine' },
    });
    expect([action, refused.status()]).toEqual([action, 404]);
    const foreign = await context.request.post(`/integrations/1/${action}`, {
      headers: { origin: 'https://evil.example' },
      form: { name: 'mine' },
    });
    expect([action, foreign.status()]).toEqual([action, 403]);
  }
  await page.goto('/integrations');
  expect(await page.getByRole('row').filter({ hasText: 'prod' }).count()).toBe(1);
  await carry(world, context, admin.token.slice(0, -3));
  expect((await page.goto('/integrations'))?.status()).toBe(401);
  await context.close();
  await other.close();
});
