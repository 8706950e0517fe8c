import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';
import { demoFolder, removeFolder, startDatabase } from '../../demo/database.ts';
import { marieAccount } from '../../demo/story/marie.ts';
import { ada } from '../../demo/story/techcorp.ts';
import { startWorld } from '../../demo/world.ts';
import { browserPath, carryTo } from './world.ts';

/** Who looks at pages: nobody who is signed in, an admin, a freelancer, somebody who may only look. */
export type Looker = 'nobody' | 'ada' | 'marie' | 'reader';

/** Two spaces that have been in use for a while, and browsers of their people. */
export interface LivedInWorld {
  readonly url: string;
  browserOf(who: Looker, language: 'fr' | 'en'): Promise<BrowserContext>;
  /** Every page that somebody can reach by an address, and what it is answered with. */
  pagesOf(who: Looker): readonly { readonly path: string; readonly status: number }[];
  close(): Promise<void>;
}

const password = 'correct horse battery';

/** Starts NOX in the demo's world, with a reader invited to the enterprise. */
export async function startLivedInWorld(): Promise<LivedInWorld> {
  const folder = await demoFolder();
  const closers: (() => Promise<unknown>)[] = [() => removeFolder(folder)];
  const starting = startDatabase(folder);
  closers.unshift(async () => (await starting).stop());
  const { nox } = await startWorld(folder, starting, (close) => closers.unshift(close));
  const { url } = nox.app;
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  closers.unshift(() => browser.close());

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'accept-language': 'fr', 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(body as Record<string, string>),
    });
  const signIn = async (email: string, secret: string) => {
    const answer = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: secret }),
    });
    return ((await answer.json()) as { token: string }).token;
  };
  const tokens = {
    ada: await signIn(ada.email, ada.password),
    marie: await signIn(marieAccount.email, marieAccount.password),
  };
  const invite = async () => {
    const form = { note: 'Nadia, support', role: 'viewer' };
    const page = await (await post('/people/invite', form, { cookie: `__Host-nox=${tokens.ada}` })).text();
    return /\/invitation\/[\w-]+/.exec(page)?.[0] ?? '';
  };
  const email = 'nadia@techcorp.example';
  await post(await invite(), { name: 'Nadia Roussel', email, password });
  const invitation = await invite();
  const reader = await signIn(email, password);
  const integrationsOf = async (token: string) => {
    const answer = await fetch(`${url}/api/integrations`, { headers: { authorization: `Bearer ${token}` } });
    const { integrations } = (await answer.json()) as { integrations: { id: number; type: string }[] };
    return integrations;
  };
  const cluster = (await integrationsOf(tokens.ada)).find(({ type }) => type === 'k8s')?.id ?? 0;

  const open = [
    '/',
    '/account-type',
    '/privacy',
    '/support',
    '/signin',
    '/signup?type=enterprise',
    '/signup?type=freelance',
    '/docs/api',
    '/forgotten-password',
    invitation,
  ];
  const member = ['/dashboard', '/start', '/integrations', '/account'];
  const manager = [
    '/people',
    '/activity',
    '/activity?text=nothing-of-this-name',
    '/billing',
    '/settings',
    '/settings/alerts',
    `/integrations/${cluster}`,
    ...['github', 'k8s', 'jira', 'notion'].map((type) => `/integrations/new/${type}`),
  ];
  const enterprise = ['/people/permissions', `/people/permissions?scope=k8s:${cluster}`];
  const all = (paths: readonly string[], status: number) => paths.map((path) => ({ path, status }));
  const pages: Readonly<Record<Looker, readonly { path: string; status: number }[]>> = {
    nobody: [
      ...all(open, 200),
      ...all(['/dashboard', '/settings'], 401),
      ...all(['/nowhere', '/receipt/nothing'], 404),
      ...all(
        ['/invitation/nothing', '/slack/link/nothing', '/slack/signin/nothing', '/reset-password/nothing'],
        410,
      ),
      ...all(['/slack/openid/return?error=access_denied', '/slack/oauth_redirect?error=access_denied'], 400),
    ],
    ada: [...all([...member, ...manager, ...enterprise], 200), ...all(['/integrations/99', '/nowhere'], 404)],
    marie: [...all([...member, ...manager], 200), ...all(['/people/permissions'], 404)],
    reader: [...all(member, 200), ...all(['/people', '/settings'], 403)],
  };

  return {
    url,
    pagesOf: (who) => pages[who],
    async browserOf(who, language) {
      const context = await browser.newContext({ baseURL: url, locale: language, reducedMotion: 'reduce' });
      context.setDefaultTimeout(15_000);
      await context.addCookies([
        { name: '__Host-nox-lang', value: language, url: url.replace('http:', 'https:'), secure: true },
      ]);
      const token = who === 'reader' ? reader : who === 'nobody' ? undefined : tokens[who];
      if (token) await carryTo(url, context, token);
      return context;
    },
    async close() {
      for (const close of closers) await close().catch(() => {});
    },
  };
}
