import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { install, slash } from '../aboard/world.ts';
import { smallWorld } from '../integrations/kubernetes/world.ts';
import { call } from '../support/nox.ts';
import { startSmallGithub } from '../support/small-github.ts';
import type { SmallGithub } from '../support/small-github.ts';
import { isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** People invited, given roles, removed; what roles may do, narrowed and widened, and held to in Slack. */
let world: WebWorld;
let cluster: SimulatedCluster;
let github: SmallGithub;
beforeAll(async () => {
  [world, cluster, github] = await Promise.all([
    startWebWorld(),
    startCluster({ name: 'prod', world: smallWorld(), stepMs: 0 }),
    startSmallGithub('ghp_good1234'),
  ]);
  github.on('GET /user', { body: { login: 'acme-bot' } });
});
afterAll(() => Promise.all([world?.close(), cluster?.close(), github?.close()]));

const password = 'correct horse battery';

test('an admin invites a colleague; the link lets one person in, once; roles and sessions follow at once', async () => {
  const context = await world.open();
  await signedUp(world, context, 'enterprise', 'ada@people.example');
  const page = await context.newPage();
  await page.goto('/people');
  await isWell(page, 'people-fr-desktop');
  await page.getByLabel('Pour qui ?').fill('<script>alert(1)</script>');
  await page.getByLabel('Rôle', { exact: true }).last().selectOption('developer');
  await page.getByRole('button', { name: 'Préparer le lien' }).click();
  const link = await page.getByLabel('Lien d’invitation').inputValue();
  await isWell(page, 'invited-fr-desktop');
  await page.goto('/people');
  expect(await page.content()).not.toContain(link.split('/').at(-1));

  const guest = await world.open({ view: 'phone', language: 'en' });
  const theirs = await guest.newPage();
  await theirs.goto(link);
  await isWell(theirs, 'invitation-en-phone');
  await theirs.getByLabel('Your name').fill('Devi');
  await theirs.getByLabel('E-mail address').fill('ada@people.example');
  await theirs.getByLabel('Password').fill(password);
  await theirs.getByRole('button', { name: 'Join' }).click();
  expect(await theirs.getByRole('alert').innerText()).toMatch(/has an account/);
  await theirs.getByLabel('E-mail address').fill('devi@people.example');
  await theirs.getByLabel('Password').fill(password);
  await theirs.getByRole('button', { name: 'Join' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'First steps' }).waitFor();
  expect((await theirs.goto(link))?.status()).toBe(410);
  for (const path of ['/people', '/people/permissions', '/integrations/new/github'])
    expect([path, (await theirs.goto(path))?.status()]).toEqual([path, 403]);

  await page.goto('/people');
  const row = page.getByRole('row').filter({ hasText: 'Devi' });
  await row.getByRole('combobox').selectOption('viewer');
  await row.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('status').filter({ hasText: 'rôle est changé' }).waitFor();
  expect((await theirs.goto('/start'))?.status()).toBe(401);
  await row.getByRole('button', { name: 'Retirer' }).click();
  await page.getByRole('status').filter({ hasText: 'n’a plus accès' }).waitFor();
  const login = () => call(world.nox, 'POST', '/api/auth/login', { email: 'devi@people.example', password });
  expect((await login()).status).toBe(401);
  await row.getByRole('button', { name: 'Rétablir' }).click();
  await page.getByRole('status').filter({ hasText: 'de nouveau accès' }).waitFor();
  expect((await login()).status).toBe(200);

  const own = page.getByRole('row').filter({ hasText: 'vous' });
  await own.getByRole('combobox').selectOption('viewer');
  await own.getByRole('button', { name: 'Enregistrer' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/dernier administrateur/);
  await own.getByRole('button', { name: 'Retirer' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/dernier administrateur/);
  await context.close();
  await guest.close();
});

test('an invitation taken back, expired, made up or of nobody is not good; nothing tells which', async () => {
  const context = await world.open();
  const { tenantId } = await signedUp(world, context, 'freelance', 'marie@people.example');
  const page = await context.newPage();
  const invite = async (who: string) => {
    await page.goto('/people');
    await page.getByLabel('Pour qui ?').fill(who);
    await page.getByRole('button', { name: 'Préparer le lien' }).click();
    return page.getByLabel('Lien d’invitation').inputValue();
  };
  const [first, second] = [await invite('un'), await invite('deux')];
  await page.goto('/people');
  await page
    .getByRole('listitem')
    .filter({ hasText: /^un ·/ })
    .getByRole('button', { name: 'Annuler' })
    .click();
  await page.getByRole('status').filter({ hasText: 'ne vaut plus' }).waitFor();
  const url = new URL(world.nox.superuserUrl);
  url.pathname = `/nox_t_${tenantId}`;
  const sql = postgres(url.href, { max: 1 });
  await sql`update invitations set expires_at = now() - interval '1 second'`;
  await sql.end();
  const made = `${world.url}/invitation/${tenantId}-${'a'.repeat(32)}`;
  const pages = await Promise.all(
    [first, second, made, `${world.url}/invitation/999999-${'a'.repeat(32)}`].map(async (link) => {
      const answer = await fetch(link, { headers: { 'accept-language': 'fr' } });
      return [answer.status, (await answer.text()).replace(/href="[^"]*lang=en"/, '')];
    }),
  );
  expect(pages[0]?.[0]).toBe(410);
  expect(new Set(pages.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(world.nox.logged.join('')).not.toMatch(/invitation\/\d|\d+-[\w-]{32}/);
  await context.close();
});

test('a freelancer’s client looks at what was chosen, for as long as was chosen', async () => {
  const context = await world.open({ view: 'phone', dark: true });
  const { token } = await signedUp(world, context, 'freelance', 'paul@people.example');
  for (const name of ['client-a', 'client-b'])
    await call(
      world.nox,
      'POST',
      '/api/integrations/github',
      { name, token: 'ghp_good1234', baseUrl: github.url },
      token,
    );
  const page = await context.newPage();
  await page.goto('/people');
  await isWell(page, 'people-fr-phone-dark');
  await page.getByLabel('Pour qui ?').fill('Client B');
  await page.getByRole('button', { name: 'Préparer le lien' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/au moins une intégration/);
  expect(await page.getByLabel('Pour qui ?').inputValue()).toBe('Client B');
  await page.goto('/people');
  await page.getByLabel('Durée de l’accès').selectOption('7');
  await page.getByLabel('client-a (GitHub)').check();
  await page.getByRole('button', { name: 'Préparer le lien' }).click();
  const link = await page.getByLabel('Lien d’invitation').inputValue();
  const guest = await world.open();
  const theirs = await guest.newPage();
  await theirs.goto(link);
  await theirs.getByLabel('Votre nom').fill('Client');
  await theirs.getByLabel('Adresse e-mail').fill('client@people.example');
  await theirs.getByLabel('Mot de passe').fill(password);
  await theirs.getByRole('button', { name: 'Rejoindre' }).click();
  await theirs.getByRole('heading', { name: 'Premiers pas' }).waitFor();
  await theirs.goto('/integrations');
  expect(await theirs.getByText('client-a').count()).toBe(1);
  expect(await theirs.content()).not.toContain('client-b');
  await page.goto('/people');
  expect(await page.getByRole('row').filter({ hasText: 'client@people.example' }).innerText()).toMatch(
    /jusqu’au/,
  );
  await context.close();
  await guest.close();
});

test('what roles may do is narrowed and widened, per cluster and repository, and holds in Slack at once', async () => {
  const context = await world.open();
  const { token } = await signedUp(world, context, 'enterprise', 'cto@people.example');
  const aboard = { nox: world.nox, slack: world.slack, close: async () => {} };
  await install(aboard, '', { userId: 'U0ADA', teamId: 'T0PLAT' }, { bearer: token });
  const connect = (type: string, body: object) =>
    call(world.nox, 'POST', `/api/integrations/${type}`, body, token);
  for (const name of ['prod', 'staging'])
    expect((await connect('k8s', { name, kubeconfig: cluster.kubeconfig() })).status).toBe(201);
  await connect('github', { token: 'ghp_good1234', baseUrl: github.url });
  const dev = (text: string) => slash(aboard, 'U0DEV', 'C0PLAT', text);
  const guest = (text: string) => slash(aboard, 'U0GUEST', 'C0PLAT', text);
  const scale = (name: string) => `k8s scale api 2 --cluster ${name} -n payments`;
  const refused = /réservé cela|Il faut le rôle/;
  expect(await dev(scale('prod'))).not.toMatch(refused);
  expect(await guest(scale('staging'))).toMatch(/Il faut le rôle/);

  const page = await context.newPage();
  await page.goto('/people/permissions');
  await isWell(page, 'permissions-fr-desktop');
  await page.getByRole('link', { name: 'Cluster prod' }).click();
  await page.getByLabel('développeur : Kubernetes : opérer', { exact: true }).uncheck();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('status').waitFor();
  expect(await dev(scale('prod'))).toMatch(/réservé cela/);
  expect(await dev(scale('staging'))).not.toMatch(refused);
  expect(await dev('k8s pods --cluster prod')).not.toMatch(refused);

  await page.getByRole('link', { name: 'Cluster staging' }).click();
  await page.getByLabel(/^(lecteur|viewer) : Kubernetes\s: opérer$/).check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('status').waitFor();
  expect(await guest(scale('staging'))).not.toMatch(refused);
  expect(await guest(scale('prod'))).toMatch(refused);

  await page.getByLabel('Dépôt GitHub').fill('acme');
  await page.getByRole('button', { name: 'Régler ce dépôt' }).click();
  await page.getByText('Donnez un dépôt comme acme/web').waitFor();
  expect(await page.getByLabel('Dépôt GitHub').inputValue()).toBe('acme');
  await page.getByLabel('Dépôt GitHub').fill('Acme/Web');
  await page.getByRole('button', { name: 'Régler ce dépôt' }).click();
  await page.getByLabel('développeur : GitHub : regarder', { exact: true }).uncheck();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('status').waitFor();
  await isWell(page, 'permissions-repository-fr-desktop');
  const asked = github.requests.length;
  expect(await dev('github prs acme/WEB')).toMatch(/réservé cela/);
  expect(github.requests.slice(asked).filter(({ path }) => /acme\/web/i.test(path))).toEqual([]);
  expect(await dev('github prs acme/other')).not.toMatch(refused);

  // Back to NOX's own, and a role that runs the space cannot lose anything.
  await page.goto('/people/permissions?scope=k8s:1');
  await page.getByLabel('développeur : Kubernetes : opérer', { exact: true }).check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('status').waitFor();
  expect(await dev(scale('prod'))).not.toMatch(refused);
  const forged = await context.request.post('/people/permissions', {
    headers: { origin: world.url },
    form: { scope: 'k8s:999', may: 'admin/tenant:manage' },
  });
  expect(forged.status()).toBeLessThan(500);
  expect((await call(world.nox, 'GET', '/api/integrations', undefined, token)).status).toBe(200);
  await context.close();
});
