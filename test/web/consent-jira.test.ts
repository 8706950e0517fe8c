import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { startAtlassian } from '../../demo/jira/cloud.ts';
import type { SimulatedAtlassian } from '../../demo/jira/cloud.ts';
import { startJira } from '../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../demo/jira/jira.ts';
import { clientAJira, techcorpJira } from '../../demo/jira/worlds.ts';
import { install, slash } from '../aboard/world.ts';
import { carry, isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** Jira connected by consent in a browser, and spoken with in Slack; one site of several; taken back at Atlassian. */
const app = { clientId: 'jira-client', clientSecret: 'jira-secret' };
const shopUrl = 'https://client-a.atlassian.net';
const techUrl = 'https://techcorp.atlassian.net';
let world: WebWorld;
let tech: SimulatedJira;
let shop: SimulatedJira;
let atlassian: SimulatedAtlassian;

beforeAll(async () => {
  [tech, shop] = await Promise.all([
    startJira({ world: techcorpJira() }),
    startJira({ world: clientAJira() }),
  ]);
  const sites = [
    { jira: tech, url: techUrl, as: 'Ada Moreau' },
    { jira: shop, url: shopUrl, as: 'Marie Dubois' },
  ];
  atlassian = await startAtlassian({ app, sites });
  world = await startWebWorld({
    JIRA_CLIENT_ID: app.clientId,
    JIRA_CLIENT_SECRET: app.clientSecret,
    JIRA_AUTH_URL: atlassian.url,
    JIRA_API_URL: atlassian.url,
  });
  atlassian.register(`${world.url}/integrations/consent/jira`);
});
afterAll(async () => {
  await world?.close();
  await Promise.all([atlassian?.close(), tech?.close(), shop?.close()]);
});

/** Presses the button on the page that is open, ticks these sites on Atlassian's page and allows them. */
async function allow(page: Page, button: string, hosts: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: button }).first().click();
  await page.waitForURL(`${atlassian.url}/**`);
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  for (const host of hosts) await page.getByLabel(host).check();
  await page.getByRole('button', { name: 'Autoriser' }).click();
}

async function tools(context: BrowserContext): Promise<readonly Record<string, unknown>[]> {
  const answer = await context.request.get('/api/integrations');
  return ((await answer.json()) as { integrations: Record<string, unknown>[] }).integrations;
}

test('an enterprise allows its site, asks it in Slack; taken back at Atlassian, it is said, renewed and goes on', async () => {
  const context = await world.open({ view: 'phone' });
  const ada = await signedUp(world, context, 'enterprise', 'ada@jira.example');
  await install(world, '', { userId: 'U0ADA', teamId: 'T0PLAT' }, { bearer: ada.token });
  world.slack.inviteApp('C0PLAT');
  const page = await context.newPage();
  await page.goto('/integrations/new/jira');
  await isWell(page, 'consent-jira-fr-phone');
  await allow(page, 'Autoriser NOX dans Jira', ['techcorp.atlassian.net']);
  await page.getByRole('status').filter({ hasText: 'C’est connecté' }).waitFor();
  await isWell(page, 'consent-jira-connected-fr-phone');
  const [connected] = await tools(context);
  expect(connected).toMatchObject({ name: 'techcorp', health: 'ok', details: { account: 'Ada Moreau' } });
  expect(await slash(world, 'U0ADA', 'C0PLAT', 'jira search webhook')).toMatch(/OPS-1/);
  const before = tech.issues.size;
  await slash(world, 'U0ADA', 'C0PLAT', 'jira create PAY "Une demande" --type bug');
  expect(tech.issues.size).toBe(before + 1);
  expect(tech.requests.every(({ path }) => path.startsWith('/rest/api/3/'))).toBe(true);

  atlassian.withdraw();
  expect(await slash(world, 'U0ADA', 'C0PLAT', 'jira search webhook')).toMatch(/expiré ou a été révoqué/);
  await page.goto(`/integrations/${String(connected?.['id'])}`);
  await page.getByRole('heading', { name: 'Faut-il renouveler cet accès ?' }).waitFor();
  await isWell(page, 'consent-jira-failing-fr-phone');
  await allow(page, 'Autoriser NOX dans Jira', ['techcorp.atlassian.net', 'client-a.atlassian.net']);
  await page.getByRole('status').filter({ hasText: 'remplace l’ancien' }).waitFor();
  expect(await page.getByText('Faut-il renouveler').count()).toBe(0);
  expect((await tools(context)).map(({ id }) => id)).toEqual([connected?.['id']]);
  expect(await slash(world, 'U0ADA', 'C0PLAT', 'jira search webhook')).toMatch(/OPS-1/);

  const ended = atlassian.ended.count;
  await page.getByText('Retirer', { exact: true }).click();
  await page.getByRole('button', { name: 'Retirer techcorp' }).click();
  await page.getByRole('status').filter({ hasText: 'retirée' }).waitFor();
  expect(atlassian.ended.count).toBe(ended + 1);
  await context.close();
});

test('of several sites the person chooses one, once; a second consent connects the other', async () => {
  const context = await world.open({ view: 'phone', language: 'en' });
  const marie = await signedUp(world, context, 'freelance', 'marie@jira.example');
  const page = await context.newPage();
  await page.goto('/integrations/new/jira?lang=en');
  await isWell(page, 'consent-jira-en-phone');
  await allow(page, 'Allow NOX in Jira', ['techcorp.atlassian.net', 'client-a.atlassian.net']);
  await page.getByRole('heading', { name: 'Which one do you want to connect?' }).waitFor();
  await isWell(page, 'consent-jira-choose-en-phone');
  const waiting = (await page.locator('input[name=waiting]').first().getAttribute('value')) ?? '';
  expect(await tools(context)).toEqual([]);

  // Somebody else's waiting choice is nobody's.
  const other = await world.open();
  await signedUp(world, other, 'freelance', 'eve@jira.example');
  const theirs = await other.request.post('/integrations/consent/jira', {
    headers: { origin: world.url },
    form: { waiting, choice: '0' },
  });
  expect([theirs.status(), await tools(other)]).toEqual([409, []]);

  await page.getByRole('button', { name: /client-a\.atlassian\.net/ }).click();
  await page.getByRole('status').filter({ hasText: 'connected' }).waitFor();
  expect(await tools(context)).toMatchObject([
    { name: 'client-a', details: { host: 'client-a.atlassian.net' } },
  ]);
  const again = await context.request.post('/integrations/consent/jira', {
    headers: { origin: world.url },
    form: { waiting, choice: '0' },
  });
  expect([again.status(), (await tools(context)).length]).toEqual([409, 1]);

  await page.goto('/integrations/new/jira');
  await allow(page, 'Allow NOX in Jira', ['techcorp.atlassian.net']);
  await page.getByRole('status').filter({ hasText: 'connected' }).waitFor();
  expect((await tools(context)).map(({ name }) => name)).toEqual(['client-a', 'techcorp']);

  // No site at all.
  await page.goto('/integrations/new/jira');
  await allow(page, 'Allow NOX in Jira', []);
  await page.getByText('you did not allow any Jira site').waitFor();
  await isWell(page, 'consent-jira-no-site-en-phone');

  // The site of another name is not what is to be renewed.
  const [{ id } = {}] = await tools(context);
  await page.goto(`/integrations/${String(id)}`);
  await page.getByText('Change the credential').click();
  await allow(page, 'Allow NOX in Jira', ['techcorp.atlassian.net']);
  await page.getByText(/reaches another place of Jira/).waitFor();
  await carry(world, context, marie.token);
  expect((await tools(context)).length).toBe(2);
  await context.close();
  await other.close();
});
