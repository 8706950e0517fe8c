import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { startNotionCloud } from '../../demo/notion/cloud.ts';
import type { SimulatedNotionCloud } from '../../demo/notion/cloud.ts';
import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { marieNotion, techcorpNotion } from '../../demo/notion/worlds.ts';
import { carry, isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** Notion connected by consent in a browser: what the service's page says counts once, for who began it, where they began it. */
const app = { clientId: 'notion-client', clientSecret: 'notion-secret' };
let world: WebWorld;
let techcorp: SimulatedNotion;
let marie: SimulatedNotion;
let cloud: SimulatedNotionCloud;
/** The clock of NOX: it goes on, and further when it is told to. */
let ahead = 0;

beforeAll(async () => {
  [techcorp, marie] = await Promise.all([
    startNotion({ world: techcorpNotion() }),
    startNotion({ world: marieNotion() }),
  ]);
  cloud = await startNotionCloud({ app, workspaces: [techcorp, marie] });
  const env = {
    NOTION_CLIENT_ID: app.clientId,
    NOTION_CLIENT_SECRET: app.clientSecret,
    NOTION_API_URL: cloud.url,
  };
  world = await startWebWorld(env, { clock: { now: () => new Date(Date.now() + ahead) } });
  cloud.register(`${world.url}/integrations/consent/notion`);
});
afterAll(async () => {
  await world?.close();
  await Promise.all([cloud?.close(), techcorp?.close(), marie?.close()]);
});

/** Goes to Notion's page from the page on which Notion is connected. */
async function toNotion(page: Page): Promise<void> {
  await page.goto('/integrations/new/notion');
  await page.getByRole('button', { name: /NOX (dans|in) Notion/ }).click();
  await page.waitForURL(`${cloud.url}/**`);
}

/** Allows all that one workspace has; gives the address that Notion sends the browser back to, without going there. */
async function allowed(page: Page, { workspace }: SimulatedNotion): Promise<string> {
  const decision = new URLSearchParams({ decision: 'allow' });
  for (const { id } of workspace.top) decision.append('page', id);
  const answer = await page.request.post(page.url(), {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    data: decision.toString(),
    maxRedirects: 0,
  });
  return answer.headers()['location'] ?? '';
}

/** Unticks what is not of this workspace. */
async function onlyPages(page: Page, { workspace }: SimulatedNotion): Promise<void> {
  for (const box of await page.getByRole('checkbox').all()) {
    const value = await box.getAttribute('value');
    if (!workspace.top.some(({ id }) => id === value)) await box.uncheck();
  }
}

async function tools(context: BrowserContext): Promise<readonly Record<string, unknown>[]> {
  const answer = await context.request.get('/api/integrations');
  return ((await answer.json()) as { integrations: Record<string, unknown>[] }).integrations;
}

test('a freelancer allows two workspaces, each becomes an integration; the same again renews; removing ends the token', async () => {
  const context = await world.open({ view: 'phone' });
  await signedUp(world, context, 'freelance', 'marie@consent.example');
  const page = await context.newPage();
  await page.goto('/integrations/new/notion');
  await isWell(page, 'consent-notion-fr-phone');
  await page.getByRole('button', { name: 'Autoriser NOX dans Notion' }).click();
  await page.waitForURL(`${cloud.url}/**`);
  await onlyPages(page, marie);
  await page.getByRole('button', { name: 'Autoriser' }).click();
  await page.getByRole('status').filter({ hasText: 'C’est connecté' }).waitFor();
  await isWell(page, 'consent-notion-connected-fr-phone');
  expect(await page.locator('.facts').innerText()).toMatch(/Pages partagées\s+Journal intime, .+ \(8\)/);
  await page.getByRole('button', { name: 'Essayer maintenant' }).click();
  await page.getByRole('status').filter({ hasText: 'L’outil a répondu' }).waitFor();

  await toNotion(page);
  await onlyPages(page, techcorp);
  await page.getByRole('button', { name: 'Autoriser' }).click();
  await page.getByRole('status').filter({ hasText: 'C’est connecté' }).waitFor();
  const both = await tools(context);
  expect(both.map(({ name }) => name)).toHaveLength(2);
  expect(JSON.stringify(both)).not.toMatch(/ntn_|nrt_/);

  // The first one again: nothing is added, and its token is another one now.
  await toNotion(page);
  await onlyPages(page, marie);
  await page.getByRole('button', { name: 'Autoriser' }).click();
  await page.getByRole('status').filter({ hasText: 'C’est connecté' }).waitFor();
  expect((await tools(context)).map(({ id }) => id)).toEqual(both.map(({ id }) => id));

  // Renewed from its own page, by another workspace: refused, and the one that is there goes on.
  await page.getByText('Changer l’accès').click();
  await isWell(page, 'consent-notion-renew-fr-phone');
  await page.getByRole('button', { name: 'Autoriser NOX dans Notion' }).click();
  await page.waitForURL(`${cloud.url}/**`);
  await onlyPages(page, techcorp);
  await page.getByRole('button', { name: 'Autoriser' }).click();
  await page.getByText(/joint un autre endroit de Notion/).waitFor();
  await isWell(page, 'consent-other-place-fr-phone');
  await page.goto(`/integrations/${String(both[0]?.['id'])}`);
  await page.getByText('Changer l’accès').click();
  await page.getByRole('button', { name: 'Autoriser NOX dans Notion' }).click();
  await page.waitForURL(`${cloud.url}/**`);
  const own = String(both[0]?.['name']);
  await onlyPages(page, own === marie.workspace.name ? marie : techcorp);
  await page.getByRole('button', { name: 'Autoriser' }).click();
  await page.getByRole('status').filter({ hasText: 'remplace l’ancien' }).waitFor();

  const before = cloud.revoked.length;
  await page.getByText('Retirer', { exact: true }).click();
  await page.getByRole('button', { name: `Retirer ${own}` }).click();
  await page.getByRole('status').filter({ hasText: 'retirée' }).waitFor();
  expect(cloud.revoked.length).toBe(before + 1);
  expect(await tools(context)).toHaveLength(1);
  await context.close();
});

test('refusing, coming twice, late, from elsewhere or as somebody else connects nothing and says so', async () => {
  const context = await world.open({ view: 'phone', language: 'en' });
  const ada = await signedUp(world, context, 'enterprise', 'ada@consent.example');
  const page = await context.newPage();
  await page.goto('/integrations/new/notion?lang=en');
  await isWell(page, 'consent-notion-en-phone');

  await toNotion(page);
  await page.getByRole('button', { name: 'Refuser' }).click();
  await page.getByRole('heading', { name: 'Nothing was connected' }).waitFor();
  await isWell(page, 'consent-refused-en-phone');

  // In another browser, whoever is signed in there; it does not spoil it for the first one.
  await toNotion(page);
  const first = await allowed(page, techcorp);
  const other = await world.open({ language: 'en' });
  await carry(world, other, ada.token);
  const theirs = await other.newPage();
  await theirs.goto('/integrations?lang=en');
  expect((await theirs.goto(first))?.status()).toBe(400);
  await theirs.getByRole('heading', { name: 'This authorisation no longer counts' }).waitFor();
  await isWell(theirs, 'consent-expired-en-desktop');
  expect(await tools(context)).toEqual([]);

  // Signed in to another space meanwhile.
  const eve = await signedUp(world, other, 'enterprise', 'eve@consent.example');
  await carry(world, context, eve.token);
  expect((await page.goto(first))?.status()).toBe(403);
  await page.getByRole('heading', { name: 'This is no longer the same account' }).waitFor();
  await isWell(page, 'consent-other-space-en-phone');
  expect(await tools(context)).toEqual([]);
  await carry(world, context, ada.token);
  expect((await page.goto(first))?.status()).toBe(400);
  expect(await tools(context)).toEqual([]);

  // Nobody signed in any more: asked to, and nothing is used up.
  await toNotion(page);
  const kept = await allowed(page, techcorp);
  const cookies = await context.cookies();
  await context.clearCookies({ name: '__Host-nox' });
  expect((await page.goto(kept))?.status()).toBe(401);
  await context.addCookies(cookies);
  await page.goto(kept);
  await page.getByRole('status').filter({ hasText: 'connected' }).waitFor();
  expect(await tools(context)).toMatchObject([{ type: 'notion', health: 'ok' }]);
  expect((await page.goto(kept))?.status()).toBe(400);

  // An enterprise has one: it is told before the person goes anywhere.
  const more = await context.request.post('/integrations/new/notion/consent', {
    headers: { origin: world.url },
  });
  expect(more.status()).toBe(409);
  await context.close();
  await other.close();
});

test('a code that comes late is refused by the service; a state, after ten minutes', async () => {
  const context = await world.open();
  await signedUp(world, context, 'freelance', 'leo@consent.example');
  const page = await context.newPage();
  await toNotion(page);
  const back = new URL(await allowed(page, marie));
  back.searchParams.set('code', '0'.repeat(32));
  expect((await page.goto(back.href))?.status()).toBe(422);
  await page.getByText(/l’autorisation a expiré ou a déjà servi/).waitFor();
  await isWell(page, 'consent-late-fr-desktop');

  await toNotion(page);
  const late = await allowed(page, marie);
  ahead = 11 * 60_000;
  const answer = await page.goto(late);
  ahead = 0;
  expect(answer?.status()).toBe(400);
  expect((await page.goto('/integrations/consent/notion?code=1'))?.status()).toBe(400);
  await page.getByRole('heading', { name: 'Commencez ici' }).waitFor();
  expect((await page.goto('/integrations/consent/github?state=x'))?.status()).toBe(400);
  const elsewhere = await context.request.post('/integrations/new/notion/consent', {
    headers: { origin: 'https://evil.example' },
  });
  expect(elsewhere.status()).toBe(403);
  expect(await tools(context)).toEqual([]);
  // GitHub is not connected so here: no button, and no way.
  await page.goto('/integrations/new/github');
  expect(await page.getByRole('button', { name: /Autoriser NOX/ }).count()).toBe(0);
  const none = await context.request.post('/integrations/new/github/consent', {
    headers: { origin: world.url },
  });
  expect(none.status()).toBe(404);
  await context.close();
});
