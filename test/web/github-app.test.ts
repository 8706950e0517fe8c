import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import type { AppGithub } from '../../demo/github/front.ts';
import { appEnvironment, startGithubOfTwo } from '../integrations/github/app-world.ts';
import { bringTechcorpAboard } from '../monitoring/support/world.ts';
import { carry, isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** GitHub connected by installing NOX’s App, in a browser: by whoever owns the account, for one space alone. */
let world: WebWorld;
let github: AppGithub;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  github = await startGithubOfTwo();
  world = await startWebWorld(appEnvironment(github));
  github.register(`${world.url}/integrations/consent/github`);
  context = await world.open({ view: 'phone' });
  await carry(world, context, await bringTechcorpAboard(world.nox, world.slack));
  page = await context.newPage();
});
afterAll(async () => {
  await world?.close();
  await github?.close();
});

/** What Ada is answered in Slack. */
async function say(words: string): Promise<string> {
  const seen = () => world.slack.visible('U0ADA', 'C0PLAT');
  const before = new Set(seen().map(({ ts }) => ts));
  await world.slack.slash({ userId: 'U0ADA', channelId: 'C0PLAT' }, words);
  await world.nox.app.settled();
  return JSON.stringify(seen().filter(({ ts }) => !before.has(ts)));
}

async function toInstall(on: Page): Promise<void> {
  await on.goto('/integrations/new/github');
  await on.getByRole('button', { name: 'Autoriser NOX dans GitHub' }).click();
  await on.waitForURL(`${github.url}/apps/**`);
}

/** Goes to GitHub to say who one is, and agrees; the address that GitHub sends back to, not yet gone to. */
async function authorised(on: Page, login: string): Promise<URL> {
  await on.goto('/integrations/new/github');
  await on.getByRole('button', { name: 'Connecter une installation existante' }).click();
  await on.waitForURL(`${github.url}/login/**`);
  const { searchParams } = new URL(on.url());
  const fields = { login, redirect_uri: `${github.url}/_back`, scope: '', client_id: 'Iv23.noxtest' };
  const answer = await on.request.post(`${github.url}/login/oauth/callback`, {
    form: { ...fields, state: searchParams.get('state') ?? '' },
    maxRedirects: 0,
  });
  return new URL(answer.headers()['location'] ?? '');
}

const tools = async (of: BrowserContext) =>
  ((await (await of.request.get('/api/integrations')).json()) as { integrations: Record<string, unknown>[] })
    .integrations;
const installation = () =>
  github.arrived.findLast(({ path }) => path.endsWith('/access_tokens'))?.path.split('/')[3];

/** Whatever was connected before: TechCorp’s space works with the App on TechCorp’s account. */
async function connected(): Promise<void> {
  if ((await tools(context)).length > 0) return;
  github.install('techcorp', ['techcorp/web']);
  await page.goto((await authorised(page, 'ada')).href);
  await page.getByRole('status').filter({ hasText: 'C’est connecté' }).waitFor();
}

test('an owner installs the App for one repository, and Slack answers with what was granted', async () => {
  await page.goto('/integrations/new/github');
  await isWell(page, 'github-app-fr-phone');
  await toInstall(page);
  const form = page.locator('form', { hasText: 'techcorp as ada' });
  await form.getByRole('checkbox', { name: 'web' }).check();
  await form.getByRole('button').click();
  await page.getByRole('status').filter({ hasText: 'C’est connecté' }).waitFor();
  await isWell(page, 'github-app-connected-fr-phone');
  const facts = await page.locator('.facts').innerText();
  for (const fact of [/Compte\s+techcorp/, /Dépôts accordés\s+1/, /Agit en tant que\s+nox-test\[bot\]/])
    expect(facts).toMatch(fact);
  expect(await tools(context)).toMatchObject([{ type: 'github', name: 'techcorp', health: 'ok' }]);

  const answered = await say('github repos');
  expect(answered).toMatch(/techcorp\/web/);
  expect(answered).not.toMatch(/payments-api/);
  expect(await say('github prs')).toMatch(/techcorp\/web/);
  expect(await say('github issue create web "Lent le soir"')).toMatch(/techcorp\/web#1/);
  expect(await say('github issue web#1')).toMatch(/nox-test\[bot\]/);
  expect(await say('github prs techcorp/payments-api')).toMatch(/ne trouve pas|n['’]a pas la permission/);
});

test('the person’s own token is given back, and no token is written down', async () => {
  expect(github.arrived.filter(({ path }) => path.startsWith('/applications/')).length).toBe(1);
  expect(world.nox.logged.join('')).not.toMatch(/gh[so]_|BEGIN|eyJ/);
});

test('who sees an installation without owning the account connects nothing, whatever number they write', async () => {
  await connected();
  const eve = await world.open({ view: 'phone' });
  await signedUp(world, eve, 'freelance', 'bob@app.example');
  const theirs = await eve.newPage();
  const none = await authorised(theirs, 'bob');
  expect((await theirs.goto(none.href))?.status()).toBe(422);
  await theirs.getByText(/installé sur aucun compte GitHub dont vous êtes propriétaire/).waitFor();
  await isWell(theirs, 'github-app-none-fr-phone');

  for (const number of [installation() ?? '', '1', '51000001.0', 'x']) {
    const forged = await authorised(theirs, 'bob');
    forged.searchParams.set('installation_id', number);
    forged.searchParams.set('setup_action', 'install');
    expect((await theirs.goto(forged.href))?.status()).toBe(422);
    await theirs.getByText(/vous n’êtes pas propriétaire du compte GitHub/).waitFor();
  }
  await isWell(theirs, 'github-app-not-owner-fr-phone');
  const asked = await authorised(theirs, 'bob');
  asked.searchParams.set('setup_action', 'request');
  expect((await theirs.goto(asked.href))?.status()).toBe(422);
  await theirs.getByText(/doit d’abord approuver l’installation/).waitFor();

  // A code that is not GitHub’s, and one that was used.
  const wrong = await authorised(theirs, 'bob');
  wrong.searchParams.set('code', '0'.repeat(40));
  expect((await theirs.goto(wrong.href))?.status()).toBe(422);
  await theirs.getByText(/l’autorisation a expiré ou a déjà servi/).waitFor();
  expect(
    (await theirs.goto(`/integrations/consent/github?code=x&installation_id=${installation()}`))?.status(),
  ).toBe(400);
  expect(await tools(eve)).toEqual([]);
  await eve.close();
});

test('an installation serves one space: the owner’s second one is refused, and learns nothing of the first', async () => {
  await connected();
  const other = await world.open({ view: 'phone' });
  await signedUp(world, other, 'freelance', 'second@app.example');
  const theirs = await other.newPage();
  const back = await authorised(theirs, 'ada');
  expect((await theirs.goto(back.href))?.status()).toBe(409);
  await theirs.getByText(/sert déjà un autre espace/).waitFor();
  await isWell(theirs, 'github-app-taken-fr-phone');
  expect(await theirs.locator('main').innerText()).not.toMatch(/TechCorp|techcorp|example\.com|51000001/);
  expect(await tools(other)).toEqual([]);
  expect(await say('github repos')).toMatch(/techcorp\/web/);

  // Their own account is theirs to connect, beside it; then there are two to choose from, one of them taken.
  github.install('ada');
  const two = await authorised(theirs, 'ada');
  await theirs.goto(two.href);
  await theirs.getByRole('heading', { name: 'Que voulez-vous connecter ?' }).waitFor();
  await theirs.getByRole('button', { name: 'ada', exact: true }).click();
  await theirs.getByRole('status').filter({ hasText: 'C’est connecté' }).waitFor();
  expect(await tools(other)).toMatchObject([{ name: 'ada' }]);
  await other.close();
});

test('suspended and uninstalled are said, and there is a way on: the same integration, installed anew', async () => {
  const [tool] = await tools(context);
  const at = `/integrations/${String(tool?.['id'])}`;
  const before = Number(
    github.arrived.find(({ path }) => /installations\/\d+\/access/.test(path))?.path.split('/')[3],
  );
  github.suspend(before);
  expect(await say('github repos')).toMatch(/suspendue sur GitHub/);
  await page.goto(at);
  await page.getByRole('button', { name: 'Essayer maintenant' }).click();
  await page.getByText(/suspendue sur GitHub/).waitFor();
  await isWell(page, 'github-app-suspended-fr-phone');
  github.suspend(before, false);
  expect(await say('github repos')).toMatch(/techcorp\/web/);

  github.uninstall(before);
  expect(await say('github repos')).toMatch(/désinstallée de GitHub/);
  await page.goto(at);
  await page.getByText('Changer l’accès').click();
  await page.getByRole('button', { name: 'Autoriser NOX dans GitHub' }).click();
  await page.getByRole('button', { name: 'Install on techcorp as ada' }).click();
  await page.getByRole('status').filter({ hasText: 'remplace l’ancien' }).waitFor();
  expect(await tools(context)).toMatchObject([{ id: tool?.['id'], name: 'techcorp' }]);
  expect(await say('github repos')).toMatch(/payments-api/);
});

test('removing it uninstalls the App, and frees it', async () => {
  const [tool] = await tools(context);
  await page.goto(`/integrations/${String(tool?.['id'])}`);
  await page.getByText('Retirer', { exact: true }).click();
  await page.getByRole('button', { name: 'Retirer techcorp' }).click();
  await page.getByRole('status').filter({ hasText: 'retirée' }).waitFor();
  expect(github.arrived.findLast(({ method }) => method === 'DELETE')?.path).toMatch(
    /^\/app\/installations\/\d+$/,
  );
  expect(await tools(context)).toEqual([]);
  expect(await say('github repos')).toMatch(/pas encore connecté/);
});
