import { afterAll, beforeAll, expect, test } from 'vitest';
import { slackApp } from '../aboard/world.ts';
import { isWell, startWebWorld, throughSlack } from './world.ts';
import type { WebWorld } from './world.ts';

/** Both ways aboard in a real browser, from `/` to the first answered command. */
let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld({ SUPPORT_EMAIL: 'help@nox.example' });
});
afterAll(() => world?.close());

const password = 'correct horse battery';

test.each([
  ['fr', 'phone', false],
  ['en', 'desktop', true],
  ['fr', 'desktop', false],
  ['en', 'phone', true],
] as const)('the open pages in %s on a %s, dark: %s', async (language, view, dark) => {
  const context = await world.open({ language, view, dark });
  const page = await context.newPage();
  const foreign: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(world.url) && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  const paths = [
    '/',
    '/account-type',
    '/privacy',
    '/support',
    '/signin',
    '/signup?type=enterprise',
    '/signup?type=freelance',
  ];
  for (const path of paths) {
    const response = await page.goto(path);
    expect([path, response?.status()]).toEqual([path, 200]);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await isWell(page, `open-${path.replace(/\W+/g, '-')}-${language}-${view}${dark ? '-dark' : ''}`);
  }
  await page.goto('/support');
  expect(await page.getByRole('link', { name: 'help@nox.example' }).getAttribute('href')).toBe(
    'mailto:help@nox.example',
  );
  await page.goto('/nowhere');
  await isWell(page, `open-nowhere-${language}-${view}`);
  expect([foreign, faults.filter((each) => !each.includes('404'))]).toEqual([[], []]);
  await context.close();
});

test('a freelancer comes aboard on a phone by address and password, adds Slack and gets an answer', async () => {
  const context = await world.open({ view: 'phone' });
  const page = await context.newPage();
  await page.goto('/');
  const mine = page.getByRole('article').filter({ hasText: 'Je suis un utilisateur individuel' });
  await mine.getByRole('link', { name: 'S’inscrire par e-mail' }).click();
  await page.getByLabel('Votre nom').fill('Marie <script>alert(1)</script>');
  await page.getByLabel('Adresse e-mail').fill('marie@freelance.example');
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
  await page.getByRole('heading', { level: 1, name: 'Premiers pas' }).waitFor();
  expect(await page.locator('script').count()).toBe(0);
  expect(await page.getByText('0 sur 7').count()).toBe(1);
  await isWell(page, 'start-fr-phone');

  await throughSlack(context, /slack\/install/, (url) =>
    world.slack.approve(url, { userId: 'U0MARIE', teamId: 'T0PERSO' }),
  );
  await page.getByRole('link', { name: 'Ajouter à Slack' }).click();
  await page.getByRole('heading', { level: 1, name: 'NOX est installé' }).waitFor();
  await isWell(page, 'installed-fr-phone');
  await world.slack.slash({ userId: 'U0MARIE', channelId: 'C0PERSO' }, 'status');
  await world.nox.app.settled();
  expect(JSON.stringify(world.slack.visible('U0MARIE', 'C0PERSO').at(-1))).toContain('freelance');
  await page.goto('/start');
  expect(await page.getByText('2 sur 7').count()).toBe(1);
  await context.close();
});

test('a company comes aboard by Slack alone, in English; its admin and a colleague sign in with Slack', async () => {
  const context = await world.open({ language: 'en' });
  const page = await context.newPage();
  await page.goto('/');
  await throughSlack(context, /slack\/install/, (url) =>
    world.slack.approve(url, { userId: 'U0ADA', teamId: 'T0PLAT' }),
  );
  const ours = page.getByRole('article').filter({ hasText: 'I am an enterprise' });
  await ours.getByRole('link', { name: 'Add to Slack' }).click();
  await page.getByRole('heading', { level: 1, name: /NOX is installed/ }).waitFor();
  let who = 'U0ADA';
  const signInAs = async () => {
    await throughSlack(context, /slack\/openid\?/, (url) => world.slack.allowSignIn(url, who, 'T0PLAT'));
    await page.goto('/signin?next=/account');
    await page.getByRole('link', { name: 'Sign in with Slack' }).click();
    await page.getByRole('heading', { level: 1, name: 'Votre compte NOX' }).waitFor();
  };
  // The browser spoke English to nobody yet; Ada’s own language is French.
  await signInAs();
  await isWell(page, 'account-fr-desktop');
  expect(await page.locator('dl').innerText()).toMatch(/ada[\s\S]*admin/i);
  await page.getByRole('button', { name: 'Me déconnecter' }).click();
  who = 'U0GUEST';
  await signInAs();
  expect(await page.locator('dl').innerText()).toMatch(/guest[\s\S]*(lecteur|viewer)/i);
  await context.close();
});

test('an address of two spaces chooses one; a wrong password says nothing; the way on is kept', async () => {
  const context = await world.open();
  const page = await context.newPage();
  for (const type of ['enterprise', 'freelance']) {
    await page.goto(`/signup?type=${type}`);
    await page.getByLabel(/Nom de l’entreprise|Votre nom/).fill(`Espace ${type}`);
    await page.getByLabel('Adresse e-mail').fill('deux@example.com');
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
    await page.getByRole('heading', { name: 'Premiers pas' }).waitFor();
    await page.getByRole('button', { name: 'Me déconnecter' }).click();
  }
  await page.goto('/start');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Se connecter');
  await page.getByLabel('Adresse e-mail').fill('deux@example.com');
  await page.getByLabel('Mot de passe').fill('not the password');
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/incorrect/);
  expect(await page.getByLabel('Mot de passe').inputValue()).toBe('');
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await isWell(page, 'choose-fr-desktop');
  await page.getByRole('button', { name: 'Espace enterprise' }).click();
  await page.getByRole('heading', { name: 'Premiers pas' }).waitFor();
  expect(await page.locator('.bar .space').innerText()).toBe('Espace enterprise');
  await context.close();
});

test('a page refuses what another site sends, is never framed, and tells its fields’ faults', async () => {
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
    fetch(`${world.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(fields),
    });
  const space = { type: 'freelance', name: 'x', email: 'x@example.com', password };
  for (const headers of [{}, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await post('/signup', space, headers as Record<string, string>);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  }
  const wrong = await post('/signup', { ...space, email: 'no', password: 'short' }, { origin: world.url });
  const page = await wrong.text();
  expect([wrong.status, page]).toEqual([400, expect.stringContaining('aria-invalid')]);
  expect(page).not.toContain('short');
  const { headers } = await fetch(world.url);
  expect(headers.get('content-security-policy')).toMatch(
    /default-src 'none'; style-src 'self'.*frame-ancestors 'none'/,
  );
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe|script-src/);
  expect(headers.get('x-frame-options')).toBe('DENY');
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/%0d%0aset-cookie:x'])
    expect(await (await fetch(`${world.url}/signin?next=${encodeURIComponent(next)}`)).text()).not.toContain(
      'evil',
    );
  const openRedirect = await post(
    '/signin',
    { email: 'deux@example.com', password: 'x', next: '//evil.example' },
    { origin: world.url },
  );
  expect(await openRedirect.text()).not.toContain('evil');
});

test('Sign in with Slack: a foreign, used or missing state, another nonce, another’s browser, a Slack without NOX', async () => {
  const begin = () => fetch(`${world.url}/slack/openid`, { redirect: 'manual' });
  const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const finish = async (back: string, cookie: string) => {
    const answer = await fetch(back, { redirect: 'manual', headers: { cookie } });
    return [answer.status, /__Host-nox=/.test(answer.headers.getSetCookie().join())];
  };
  const [one, two] = [await begin(), await begin()];
  const oneBack = world.slack.allowSignIn(one.headers.get('location') ?? '', 'U0MARIE', 'T0PERSO');
  expect(await finish(oneBack, cookieOf(two))).toEqual([400, false]);
  const twoBack = world.slack.allowSignIn(two.headers.get('location') ?? '', 'U0MARIE', 'T0PERSO');
  expect(await finish(twoBack.replace(/state=[^&]*/, 'state='), cookieOf(two))).toEqual([400, false]);
  expect(await finish(twoBack, cookieOf(two))).toEqual([303, true]);
  expect(await finish(twoBack, cookieOf(two))).toEqual([400, false]);

  // Slack's answer to one sign-in, put into another: the nonce tells.
  const [mine, theirs] = [await begin(), await begin()];
  const code = new URL(
    world.slack.allowSignIn(theirs.headers.get('location') ?? '', 'U0ADA', 'T0PLAT'),
  ).searchParams.get('code');
  const state = new URL(mine.headers.get('location') ?? '').searchParams.get('state');
  const mixed = `${world.url}/slack/openid/return?code=${code}&state=${state}`;
  expect(await finish(mixed, cookieOf(mine))).toEqual([400, false]);

  // A state of the installation does not do here.
  const installing = await fetch(`${world.url}/slack/install?type=freelance`, { redirect: 'manual' });
  const installState = new URL(installing.headers.get('location') ?? '').searchParams.get('state');
  const crossed = `${world.url}/slack/openid/return?code=x&state=${installState}`;
  expect(await finish(crossed, cookieOf(installing).replace('nox_install', 'nox_openid'))).toEqual([
    400,
    false,
  ]);

  const stranger = await begin();
  const strangerBack = world.slack.allowSignIn(stranger.headers.get('location') ?? '', 'U0BOSS', 'T0CLIENT');
  expect(await finish(strangerBack, cookieOf(stranger))).toEqual([403, false]);
  expect(slackApp.clientSecret.length).toBeGreaterThan(0);
  expect(world.nox.logged.join('')).not.toMatch(/client-secret|xox[bp]-|eyJ/);
});
