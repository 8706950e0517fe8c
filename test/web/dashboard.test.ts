import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { install, slash } from '../aboard/world.ts';
import { smallWorld } from '../integrations/kubernetes/world.ts';
import { call } from '../support/nox.ts';
import { isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** The space at a glance, what was done in it, and the page about money. */
let world: WebWorld;
let cluster: SimulatedCluster;
beforeAll(async () => {
  [world, cluster] = await Promise.all([
    startWebWorld(),
    startCluster({ name: 'prod', world: smallWorld(), stepMs: 0 }),
  ]);
});
afterAll(() => Promise.all([world?.close(), cluster?.close()]));

test('every figure leads to what it counts; the API tells the same, and nothing of another space', async () => {
  const context = await world.open();
  const mine = await signedUp(world, context, 'freelance', 'marie@dash.example');
  const aboard = { nox: world.nox, slack: world.slack, close: async () => {} };
  await install(aboard, '', { userId: 'U0MARIE', teamId: 'T0PERSO' }, { bearer: mine.token });
  const body = { name: '<b>prod</b>'.replace(/[<>/]/g, ''), kubeconfig: cluster.kubeconfig() };
  expect((await call(world.nox, 'POST', '/api/integrations/k8s', body, mine.token)).status).toBe(201);
  await slash(aboard, 'U0MARIE', 'C0PERSO', 'k8s pods -n payments');
  await slash(aboard, 'U0MARIE', 'C0PERSO', 'k8s logs nothing-there');

  const page = await context.newPage();
  await page.goto('/dashboard');
  await isWell(page, 'dashboard-fr-desktop');
  expect(await page.getByRole('article').first().innerText()).toMatch(/^1\s+cluster/);
  const chart = page.getByRole('group', { name: 'Commandes par jour' });
  expect(await chart.getByRole('link').count()).toBe(14);
  await chart.getByRole('link').last().click();
  await page.getByRole('heading', { level: 1, name: 'Activité' }).waitFor();
  expect(await page.getByRole('row').filter({ hasText: 'k8s pods' }).count()).toBe(1);
  await isWell(page, 'activity-fr-desktop');

  const path = `/api/tenant/${mine.tenantId}/dashboard`;
  const told = await call(world.nox, 'GET', path, undefined, mine.token);
  expect(told.body).toMatchObject({
    tenantId: mine.tenantId,
    clusters: [{ name: 'bprodb', openIncidents: 0 }],
    tools: { connected: 1, failing: 0 },
  });
  const today = (told.body.commands as { ok: number; failed: number }[]).at(-1);
  expect(today?.ok).toBeGreaterThanOrEqual(2);
  expect(today?.failed).toBe(1);

  const other = await world.open({ view: 'phone', dark: true, language: 'en' });
  const theirs = await signedUp(world, other, 'enterprise', 'eve@dash.example');
  for (const id of [mine.tenantId, `0${theirs.tenantId}`, `${theirs.tenantId}.0`, 'x', '999999']) {
    const refused = await call(world.nox, 'GET', `/api/tenant/${id}/dashboard`, undefined, theirs.token);
    expect([id, refused.status, refused.body.error]).toEqual([id, 403, 'Accès refusé']);
  }
  expect((await call(world.nox, 'GET', path)).status).toBe(401);
  const empty = await other.newPage();
  await empty.goto('/dashboard?lang=en');
  await isWell(empty, 'dashboard-en-phone-dark');
  await empty.goto('/billing');
  await isWell(empty, 'billing-en-phone-dark');
  expect(await empty.locator('main').innerText()).toMatch(/no billing|without limit|unlimited/i);
  await context.close();
  await other.close();
});

test('the audit log is filtered and taken away; its chain is verified, and a broken one is told', async () => {
  const context = await world.open({ view: 'phone' });
  const { tenantId } = await signedUp(world, context, 'enterprise', 'ada@dash.example');
  const page = await context.newPage();
  const name = '=HYPERLINK("https://evil.example")';
  for (const note of [name, '100% _sûr_']) {
    await page.goto('/people');
    await page.getByLabel('Pour qui ?').fill(note);
    await page.getByRole('button', { name: 'Préparer le lien' }).click();
    await page.getByLabel('Lien d’invitation').waitFor();
  }
  await page.goto('/activity');
  await page.getByLabel('Chercher').fill('% _s');
  await page.getByRole('button', { name: 'Filtrer' }).click();
  expect(await page.getByRole('row').count()).toBe(2);
  await isWell(page, 'activity-fr-phone');
  await page.getByLabel('Chercher').fill('nothing of the kind');
  await page.getByRole('button', { name: 'Filtrer' }).click();
  expect(await page.getByText('Rien ne correspond').count()).toBe(1);
  for (const odd of ['from=x', 'to=2026-99-99', 'before=-1', 'outcome=z', "text='--", 'text=%00'])
    expect([odd, (await page.goto(`/activity?${odd}`))?.status()]).toEqual([odd, 200]);

  const csv = await context.request.get('/activity/export.csv?command=people');
  expect(csv.headers()['content-disposition']).toContain('attachment');
  const lines = (await csv.text()).split('\r\n');
  expect(lines[0]).toMatch(/^sequence,at,/);
  expect(lines.some((line) => line.includes(`"'=HYPERLINK(""https`))).toBe(true);
  const json = (await (await context.request.get('/activity/export.json')).json()) as { hash: string }[];
  expect(json.length).toBeGreaterThan(2);
  expect(json[0]?.hash).toMatch(/^[0-9a-f]{64}$/);

  await page.goto('/activity');
  await page.getByRole('button', { name: 'Vérifier la chaîne' }).click();
  await page.getByRole('status').filter({ hasText: 'intacte' }).waitFor();
  const url = new URL(world.nox.superuserUrl);
  url.pathname = `/nox_t_${tenantId}`;
  const sql = postgres(url.href, { max: 1 });
  await sql`update audit_log set target = 'else' where sequence = 1`;
  await sql.end();
  await page.getByRole('button', { name: 'Vérifier la chaîne' }).click();
  await page.getByRole('alert').filter({ hasText: 'rompue à l’entrée 1' }).waitFor();
  await context.close();
});
