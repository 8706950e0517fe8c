import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDatabase, dump } from '../isolation/support/databases.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { call } from '../support/nox.ts';
import { isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** Passwords forgotten and chosen again, by mail and by an administrator's link. */
let world: WebWorld;
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
  world = await startWebWorld({ SMTP_URL: server.url, MAIL_FROM: 'NOX <nox@techcorp.example>' });
});
afterAll(async () => {
  await world?.close();
  await server?.close();
});

const password = 'correct horse battery';
const other = 'another horse entirely';

/** Sends a form as one of our own pages would. */
async function post(path: string, fields: Readonly<Record<string, string>>, cookie = '') {
  const answer = await fetch(new URL(path, world.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: world.url, 'accept-language': 'fr', cookie },
    body: new URLSearchParams(fields),
  });
  return { status: answer.status, page: await answer.text(), headers: answer.headers };
}

const ask = (email: string) => post('/forgotten-password', { email });
const login = (email: string, given: string, tenantId: number) =>
  call(world.nox, 'POST', '/api/auth/login', { email, password: given, tenantId });

/** Asks, and returns the links of the mail that comes. */
async function linksFor(email: string): Promise<string[]> {
  const before = server.received.length;
  expect((await ask(email)).status).toBe(200);
  await world.nox.app.settled();
  expect(server.received).toHaveLength(before + 1);
  return [...String(server.received[before]?.parsed.text).matchAll(/http\S+\/reset-password\/\S+/g)].map(
    String,
  );
}

test('one mail lists every space of an address; its link changes one password, once, and ends every session', async () => {
  const context = await world.open({ view: 'phone' });
  const email = 'marie@forgotten.example';
  const first = await signedUp(world, context, 'enterprise', email);
  const second = await signedUp(world, context, 'freelance', email);
  await context.clearCookies();
  const page = await context.newPage();
  await page.goto('/signin');
  await page.getByRole('link', { name: 'Mot de passe oublié ?' }).click();
  await isWell(page, 'forgotten-fr-phone');
  await page.getByLabel('Adresse e-mail').fill(' Marie@Forgotten.example ');
  await page.getByRole('button', { name: 'Recevoir le lien' }).click();
  await page.getByRole('heading', { level: 1, name: 'Regardez vos mails' }).waitFor();
  await isWell(page, 'forgotten-sent-fr-phone');
  await world.nox.app.settled();
  const { parsed, to } = server.latest();
  expect([to, parsed.subject]).toEqual([[email], 'Votre nouveau mot de passe NOX']);
  const mail = await context.newPage();
  await mail.setContent(String(parsed.html));
  await isWell(mail, 'mail-reset-fr-phone');
  const links = [...String(parsed.text).matchAll(/http\S+\/reset-password\/\S+/g)].map(String);
  expect(links.map((link) => link.split('/').at(-1)?.split('-')[0])).toEqual(
    [first, second].map(({ tenantId }) => String(tenantId)),
  );
  // What is kept is a hash, and behind the tenant's own door.
  const code = links[0]?.split('/').at(-1) ?? '';
  for (const database of ['nox', `nox_t_${first.tenantId}`, `nox_t_${second.tenantId}`])
    expect(await dump(world.nox, database)).not.toContain(code.split('-').slice(1).join('-'));
  const again = await linksFor(email);

  await page.goto(links[0] ?? '');
  expect(await page.getByLabel('Adresse e-mail').inputValue()).toBe(email);
  await isWell(page, 'reset-fr-phone');
  await page.getByLabel(/Nouveau mot de passe/).fill(other);
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
  await page.getByRole('heading', { level: 1, name: 'Votre mot de passe est changé' }).waitFor();
  await isWell(page, 'reset-done-fr-phone');
  await page.getByRole('link', { name: 'Aller au tableau de bord' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/dashboard');

  const sessionOf = ({ token }: { token: string }) =>
    call(world.nox, 'GET', '/api/integrations', undefined, token);
  expect([(await sessionOf(first)).status, (await sessionOf(second)).status]).toEqual([401, 200]);
  const open = async (given: string, { tenantId }: { tenantId: number }) =>
    (await login(email, given, tenantId)).status;
  expect([await open(other, first), await open(password, first)]).toEqual([200, 401]);
  expect([await open(password, second), await open(other, second)]).toEqual([200, 401]);
  for (const used of [links[0] ?? '', again[0] ?? ''])
    expect([(await fetch(used)).status, (await post(used, { password: other })).status]).toEqual([410, 410]);
  expect((await fetch(again[1] ?? '')).status).toBe(200);
  await world.nox.app.settled();
  expect(server.latest().parsed.subject).toBe('Votre mot de passe NOX a changé');
  expect(
    await inDatabase(
      world.nox,
      `nox_t_${first.tenantId}`,
      (sql) => sql`
    select actor_name, command, outcome from audit_log where command = 'account reset password'`,
    ),
  ).toEqual([{ actor_name: 'marie', command: 'account reset password', outcome: 'ok' }]);
  expect(world.nox.logged.join('')).not.toMatch(/reset-password\/|forgotten\.example/);
  await context.close();
});

test('an address that opens nothing is answered as one that does, before anything is looked up or sent', async () => {
  const context = await world.open();
  await signedUp(world, context, 'freelance', 'known@forgotten.example');
  const { go } = server.hold();
  const [known, unknown] = [await ask('known@forgotten.example'), await ask('nobody@forgotten.example')];
  // The mail server has not answered yet.
  expect(known).toMatchObject({ status: 200, page: unknown.page });
  expect(unknown.status).toBe(200);
  go();
  await world.nox.app.settled();
  expect(server.latest().to).toEqual(['known@forgotten.example']);
  const names = (headers: Headers) => [...headers.keys()].sort();
  expect(names(known.headers)).toEqual(names(unknown.headers));
  // Three in half an hour, known or not; from the fourth on nothing is sent.
  for (const email of ['known@forgotten.example', 'nobody@forgotten.example']) {
    const statuses = [await ask(email), await ask(email), await ask(email.toUpperCase())];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(statuses[2]?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(statuses[2]?.page).toMatch(/Réessayez dans \d+ minutes/);
  }
  await world.nox.app.settled();
  expect(server.received.filter(({ to }) => to.includes('known@forgotten.example'))).toHaveLength(3);
  expect((await ask('not an address')).status).toBe(400);
  await context.close();
});

test('a link that is too old, of somebody removed or made up is good for nothing; a short password changes nothing', async () => {
  const context = await world.open();
  const email = 'paul@forgotten.example';
  const { tenantId } = await signedUp(world, context, 'enterprise', email);
  const [old = '', removed = ''] = [...(await linksFor(email)), ...(await linksFor(email))];
  const set = (change: string) => inDatabase(world.nox, `nox_t_${tenantId}`, (sql) => sql.unsafe(change));
  expect((await post(removed, { password: 'short' })).status).toBe(400);
  await set(
    `update password_resets set expires_at = now() - interval '1 second' where expires_at = (select min(expires_at) from password_resets)`,
  );
  expect((await post(old, { password: other })).status).toBe(410);
  await set('update tenant_users set active = false');
  expect((await post(removed, { password: other })).status).toBe(410);
  expect((await ask(email)).status).toBe(200);
  await set('update tenant_users set active = true');
  const made = [`${tenantId}-${'a'.repeat(32)}`, `999999-${'a'.repeat(32)}`, 'x'];
  for (const code of made)
    expect((await post(`/reset-password/${code}`, { password: other })).status).toBe(410);
  expect((await login(email, password, tenantId)).status).toBe(200);
  await context.close();
});

test('without a mail server the page says whom to ask; an admin makes a link for a person, and for nobody above', async () => {
  const bare = await startWebWorld();
  const context = await bare.open();
  const admin = await signedUp(bare, context, 'enterprise', 'ada@bare.example');
  const page = await context.newPage();
  await page.goto('/people');
  await page.getByRole('button', { name: 'Préparer le lien' }).click();
  const invitation = await page.getByLabel('Lien d’invitation').inputValue();
  const guest = await bare.open({ language: 'en', view: 'phone' });
  const theirs = await guest.newPage();
  await theirs.goto(invitation);
  await theirs.getByLabel('Your name').fill('Devi');
  await theirs.getByLabel('E-mail address').fill('devi@bare.example');
  await theirs.getByLabel('Password').fill(password);
  await theirs.getByRole('button', { name: 'Join' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'First steps' }).waitFor();
  await guest.clearCookies();
  await theirs.goto('/forgotten-password');
  expect(await theirs.getByText('sends no mail').count()).toBe(1);
  expect(await theirs.getByLabel('E-mail address').count()).toBe(0);
  await isWell(theirs, 'forgotten-no-mail-en-phone');

  await page.goto('/people');
  await page
    .getByRole('row')
    .filter({ hasText: 'Devi' })
    .getByRole('button', { name: 'Lien de mot de passe' })
    .click();
  const link = await page.getByLabel('Lien pour choisir un mot de passe').inputValue();
  await isWell(page, 'reset-link-fr-desktop');
  await theirs.goto(link);
  await theirs.getByLabel(/New password/).fill(other);
  await theirs.getByRole('button', { name: 'Change the password' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'Your password is changed' }).waitFor();
  expect((await theirs.goto(link))?.status()).toBe(410);
  const database = `nox_t_${admin.tenantId}`;
  const rows = await inDatabase(
    bare.nox,
    database,
    (sql) => sql`
    select actor_name, command, target from audit_log where command like '%reset password' order by sequence`,
  );
  expect(rows).toEqual([
    { actor_name: 'ada', command: 'people reset password', target: 'Devi' },
    { actor_name: 'Devi', command: 'account reset password', target: '' },
  ]);

  // Somebody of a higher role, somebody without an address, and somebody who may not.
  const press = (id: number, token: string) =>
    fetch(`${bare.url}/people/${id}/reset`, {
      method: 'POST',
      headers: { origin: bare.url, cookie: `__Host-nox=${token}` },
    });
  const devi = 2;
  await inDatabase(
    bare.nox,
    database,
    (sql) => sql`update tenant_users set role = 'freelance' where id = ${devi}`,
  );
  expect((await press(devi, admin.token)).status).toBe(403);
  await inDatabase(
    bare.nox,
    database,
    (sql) => sql`update tenant_users set role = 'viewer', email = null where id = ${devi}`,
  );
  expect((await press(devi, admin.token)).status).toBe(409);
  await inDatabase(
    bare.nox,
    database,
    (sql) => sql`update tenant_users set email = 'devi@bare.example' where id = ${devi}`,
  );
  const session = await call(bare.nox, 'POST', '/api/auth/login', {
    email: 'devi@bare.example',
    password: other,
  });
  expect((await press(admin.userId, String(session.body.token))).status).toBe(403);
  await bare.close();
});
