import { expect } from 'vitest';
import type { Case, Cases } from '../forger.ts';

/** A page that is open to everybody says nothing of anybody but the visitor. */
function openPage(path: string): Case {
  return async ({ visit, mine, theirs }) => {
    for (const by of [undefined, mine])
      expect((await visit(by, 'GET', `${path}?tenantId=${theirs.tenantId}`)).status).toBeLessThan(400);
  };
}

/** Pages that are open to everybody. */
export const publicCases: Cases = {
  ...Object.fromEntries(
    [
      '/',
      '/account-type',
      '/docs/api',
      '/api/openapi.json',
      '/forgotten-password',
      '/privacy',
      '/support',
      '/signin',
      '/signup',
    ].map((path) => [`GET ${path}`, openPage(path)]),
  ),
  'GET /assets/:name': async ({ visit, mine }) => {
    for (const name of ['x.css', '..%2Fassets.ts', '%2e%2e%2fpackage.json'])
      expect((await visit(mine, 'GET', `/assets/${name}`)).status).toBe(404);
  },
  'POST /signup': async ({ visit, theirs, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/signup');
    const space = {
      type: 'freelance',
      name: 'x',
      email: 'taken@example.com',
      password: 'correct horse battery',
    };
    const made = await visit(undefined, 'POST', '/signup', { ...space, tenantId: String(theirs.tenantId) });
    expect([made.status, made.headers.get('location')]).toEqual([303, '/start']);
  },
  'POST /signin': async ({ world, mine, theirs, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/signin');
    const { password } = mine;
    const said = ['nobody@example.com', theirs.email].map(async (email) => {
      // The page shows the address again to who typed it.
      const page = await fetch(`${world.nox.app.url}/signin`, {
        method: 'POST',
        headers: { 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ email, password }),
      });
      return [page.status, (await page.text()).replaceAll(email, '')];
    });
    expect((await said[0])?.[0]).toBe(401);
    expect(await said[0]).toEqual(await said[1]);
  },
  'POST /signin/space': async ({ visit, mine, forged, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/signin/space');
    for (const ticket of ['', mine.token, forged.token]) {
      const page = await visit(mine, 'POST', '/signin/space', { ticket });
      expect([page.status, page.headers.get('set-cookie')]).toEqual([401, null]);
    }
  },
  // With a mail server: test/web/forgotten-password.test.ts.
  'POST /forgotten-password': async ({ visit, theirs, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/forgotten-password');
    const pages = ['nobody@example.com', theirs.email].map(async (email) => {
      const page = await visit(undefined, 'POST', '/forgotten-password', { email });
      return [page.status, (await page.text()).replaceAll(email, '')];
    });
    expect(await pages[0]).toEqual(await pages[1]);
  },
  'GET /receipt/:code': async ({ visit, mine }) => {
    expect((await visit(mine, 'GET', '/receipt/unknown')).status).toBe(404);
  },
};
