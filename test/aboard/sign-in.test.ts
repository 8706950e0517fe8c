import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/nox.ts';
import { browse, install, linkIn, publicUrl, slash, startWorld } from './world.ts';
import type { AboardWorld } from './world.ts';

let world: AboardWorld;
beforeAll(async () => {
  world = await startWorld();
  const page = await install(world, 'type=freelance', { userId: 'U0MARIE', teamId: 'T0PERSO' });
  expect(page.status).toBe(200);
});
afterAll(() => world?.close());

async function signIn(): Promise<string> {
  const url = linkIn(await slash(world, 'U0MARIE', 'C0PERSO', 'connexion'));
  expect(url).toMatch(/\/slack\/signin\//);
  const looked = await browse(world.nox, url);
  expect([looked.status, looked.cookie, looked.html]).toEqual([200, '', expect.stringContaining('marie')]);
  const done = await browse(world.nox, url, { form: {} });
  expect([done.status, done.location]).toEqual([303, '/start']);
  expect((await browse(world.nox, url, { form: {} })).status).toBe(409);
  return done.cookie;
}

test('who came aboard by Slack alone signs in by a link that works once, from our own page only', async () => {
  const url = linkIn(await slash(world, 'U0MARIE', 'C0PERSO', 'signin'));
  expect((await browse(world.nox, url, { form: {}, origin: 'https://evil.example' })).status).toBe(403);
  expect((await browse(world.nox, url.replace('/signin/', '/link/'))).status).toBe(410);
  const cookie = await signIn();
  expect(cookie).toMatch(/^__Host-nox=ey/);
  const page = await browse(world.nox, '/account', { cookie });
  expect([page.status, page.html]).toEqual([200, expect.stringMatching(/Votre compte NOX.*marie/s)]);
  expect((await browse(world.nox, '/account')).status).toBe(401);
});

test('the session’s cookie opens the API; what changes something must come from our own pages', async () => {
  const cookie = await signIn();
  const ask = (method: string, path: string, headers: Record<string, string>) =>
    fetch(new URL(path, world.nox.app.url), { method, headers: { cookie, ...headers } }).then(
      (got) => got.status,
    );
  expect(await ask('GET', '/api/integrations', {})).toBe(200);
  expect(await ask('DELETE', '/api/integrations/1', {})).toBe(403);
  expect(await ask('DELETE', '/api/integrations/1', { origin: 'https://evil.example' })).toBe(403);
  expect(
    await ask('DELETE', '/api/integrations/1', { origin: publicUrl, 'sec-fetch-site': 'cross-site' }),
  ).toBe(403);
  expect(await ask('DELETE', '/api/integrations/1', { origin: publicUrl })).toBe(404);
  expect(await ask('DELETE', '/api/integrations/1', { 'sec-fetch-site': 'same-origin' })).toBe(404);
});

test('an address and a password can be chosen, then only with the current one; other sessions end', async () => {
  const cookie = await signIn();
  const other = await signIn();
  const form = { email: 'Marie@Freelance.com', password: 'long enough one' };
  expect(
    (await browse(world.nox, '/account/credentials', { cookie, form: { ...form, password: 'short' } }))
      .status,
  ).toBe(400);
  const saved = await browse(world.nox, '/account/credentials', { cookie, form });
  expect([saved.status, saved.html]).toEqual([200, expect.stringContaining('C’est enregistré')]);
  expect((await browse(world.nox, '/account', { cookie: other })).status).toBe(401);
  const login = (email: string, password: string) =>
    call(world.nox, 'POST', '/api/auth/login', { email, password });
  expect((await login('marie@freelance.com', 'long enough one')).body).toMatchObject({
    userRole: 'freelance',
  });

  const next = { email: 'm@freelance.com', password: 'another long one' };
  expect((await browse(world.nox, '/account/credentials', { cookie: saved.cookie, form: next })).status).toBe(
    401,
  );
  const current = { ...next, current: 'long enough one' };
  expect(
    (await browse(world.nox, '/account/credentials', { cookie: saved.cookie, form: current })).status,
  ).toBe(200);
  expect((await login('marie@freelance.com', 'another long one')).status).toBe(401);
  expect((await login('m@freelance.com', 'another long one')).status).toBe(200);
});

test('a token can be copied and works; signing out ends the browser’s session, and no other', async () => {
  const cookie = await signIn();
  const page = await browse(world.nox, '/account/token', { cookie, form: {} });
  const token = /<textarea[^>]*>([^<]+)</.exec(page.html)?.[1] ?? '';
  expect((await call(world.nox, 'GET', '/api/integrations', undefined, token)).status).toBe(200);
  const elsewhere = await signIn();
  expect((await browse(world.nox, '/account/signout', { cookie, form: {} })).cookie).toBe('__Host-nox=');
  // Who kept the cookie has nothing of it.
  expect((await browse(world.nox, '/account', { cookie })).status).toBe(401);
  expect((await browse(world.nox, '/account', { cookie: elsewhere })).status).toBe(200);
  expect((await call(world.nox, 'GET', '/api/integrations', undefined, token)).status).toBe(200);
  expect(world.nox.logged.join('')).not.toMatch(/ey\w+\.\w+\.|xox[bp]-/);
});

test('an installation begun with the session joins its space', async () => {
  const cookie = await signIn();
  const page = await install(
    world,
    'type=enterprise',
    { userId: 'U0MARIEC', teamId: 'T0CLIENT' },
    { cookie },
  );
  expect(page.status).toBe(200);
  expect(await slash(world, 'U0MARIEC', 'C0CLIENT', 'status')).toMatch(/marie.*freelance/s);
});
