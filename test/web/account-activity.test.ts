import { afterAll, beforeAll, expect, test } from 'vitest';
import { dump } from '../isolation/support/databases.ts';
import { call } from '../support/nox.ts';
import { isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** What people do with their accounts stands in their space's activity, in words. */
let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld();
});
afterAll(() => world?.close());

const password = 'correct horse battery';
const wrong = 'wrong horse altogether';
const email = 'ada@activity.example';

test('sign-ins, failures, sign-outs and changed passwords are there, in words, and found by their kind', async () => {
  const context = await world.open({ view: 'phone' });
  const { tenantId, token } = await signedUp(world, context, 'enterprise', email);
  const page = await context.newPage();
  await page.goto('/dashboard');
  await page.getByRole('button', { name: 'Me déconnecter' }).click();
  const signIn = async (given: string) => {
    await page.goto('/signin?next=/account');
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(given);
    await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  };
  await signIn(wrong);
  await page.getByRole('alert').waitFor();
  await signIn(password);
  await page.getByRole('heading', { level: 1, name: 'Votre compte NOX' }).waitFor();
  for (const current of [wrong, password]) {
    const address = page.getByLabel('Adresse e-mail');
    // What was refused need not be typed again, but for the passwords.
    if (current === wrong) await address.fill(email);
    else expect(await address.inputValue()).toBe(email);
    await page.getByLabel('Mot de passe actuel').fill(current);
    await page.getByLabel(/Nouveau mot de passe/).fill('another horse now');
    await page.getByRole('button', { name: 'Enregistrer l’adresse' }).click();
    await page.getByText(current === wrong ? 'incorrect' : 'C’est enregistré').waitFor();
  }
  await call(world.nox, 'POST', '/api/auth/login', { email, password: 'another horse now' });
  await call(world.nox, 'POST', '/api/auth/login', { email: 'nobody@activity.example', password });
  expect((await call(world.nox, 'GET', '/api/integrations', undefined, token)).status).toBe(401);

  await page.goto('/activity');
  await page.getByLabel('Genre').selectOption('account');
  await page.getByRole('button', { name: 'Filtrer' }).click();
  await isWell(page, 'activity-account-fr-phone');
  const cells = await page
    .locator('tbody tr')
    .evaluateAll((rows) =>
      (rows as unknown as { querySelectorAll(of: string): Iterable<{ textContent: string }> }[]).map((row) =>
        [...row.querySelectorAll('td, th')]
          .slice(2)
          .map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
      ),
    );
  expect(cells).toEqual([
    ['adaapi', 'Connexion', 'par mot de passe', 'réussie'],
    ['adaweb', 'Changement du mot de passe', '', 'réussie'],
    ['adaweb', 'Changement du mot de passe', 'par mot de passe', 'refusée : mot de passe incorrect'],
    ['adaweb', 'Connexion', 'par mot de passe', 'réussie'],
    ['adaweb', 'Connexion', 'par mot de passe', 'refusée : mot de passe incorrect'],
    ['adaweb', 'Déconnexion', '', 'réussie'],
  ]);
  await page.goto('/activity?kind=other&lang=en');
  expect(await page.getByText('Nothing matches').count()).toBe(1);
  await page.goto('/activity?kind=account&outcome=failed');
  expect(await page.getByText('refused: wrong password').count()).toBe(2);
  await isWell(page, 'activity-account-en-phone');

  // Nothing of it counts as asked of NOX, and neither address nor password is written down.
  const again = await call(world.nox, 'POST', '/api/auth/login', { email, password: 'another horse now' });
  const path = `/api/tenant/${tenantId}/dashboard`;
  const { body } = await call(world.nox, 'GET', path, undefined, String(again.body['token']));
  const days = body['commands'] as { ok: number; failed: number }[];
  expect(days.map(({ ok, failed }) => ok + failed)).toEqual(days.map(() => 0));
  const audit = (await dump(world.nox, `nox_t_${tenantId}`))
    .split('\n')
    .filter((line) => /audit_log/.test(line));
  expect(audit.join('\n')).toContain('account change password');
  expect(audit.join('\n')).not.toMatch(/horse|activity\.example/);
  await context.close();
});
