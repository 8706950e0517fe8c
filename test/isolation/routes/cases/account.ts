import { expect } from 'vitest';
import type { Case, Cases, Forger } from '../forger.ts';

/** A code that names the other tenant, of the right length, that nobody was given. */
const made = ({ theirs }: Forger) => `${theirs.tenantId}-${'a'.repeat(32)}`;
/** Opening, without having been given it, what a code opens. */
function opensNothing(what: string): Case {
  return async (forger) => {
    for (const code of ['x', made(forger)])
      expect((await forger.visit(forger.mine, 'GET', `/${what}/${code}`)).status).toBe(410);
  };
}
/** Using, without having been given it, what a code opens. */
function usesNothing(what: string, fields: Readonly<Record<string, string>> = {}): Case {
  return async (forger) => {
    const path = `/${what}/${made(forger)}`;
    await forger.onlyFromOwnPages(path);
    expect((await forger.visit(forger.mine, 'POST', path, fields)).status).toBe(410);
  };
}

/** Pages of a person's own account, and those that a code opens. */
export const accountCases: Cases = {
  'GET /reset-password/:code': opensNothing('reset-password'),
  'POST /reset-password/:code': usesNothing('reset-password', { password: 'correct horse battery' }),
  'GET /invitation/:code': opensNothing('invitation'),
  'POST /invitation/:code': usesNothing('invitation'),
  'GET /slack/link/:code': async ({ visit, mine }) => {
    expect((await visit(mine, 'GET', '/slack/link/unknown')).status).toBe(410);
  },
  'POST /slack/link/:code': async ({ visit, mine, linkPath }) => {
    expect((await visit(mine, 'POST', linkPath)).status).toBe(401);
    const signedIn = { email: mine.email, password: mine.password };
    expect((await visit(undefined, 'POST', linkPath, signedIn)).status).toBe(401);
    expect((await visit(undefined, 'POST', linkPath)).status).toBe(401);
  },
  'GET /slack/signin/:code': async ({ visit, mine }) => {
    expect((await visit(mine, 'GET', '/slack/signin/unknown')).status).toBe(410);
  },
  'POST /slack/signin/:code': async ({ visit, mine, linkPath }) => {
    // A code of one kind does not do for the other, and none is good for nothing.
    const path = linkPath.replace('/link/', '/signin/');
    for (const each of [path, '/slack/signin/unknown']) {
      const page = await visit(mine, 'POST', each);
      expect([page.status, page.headers.get('set-cookie')]).toEqual([409, null]);
    }
  },
  'GET /account': async ({ visit, mine, theirs, forged }) => {
    const page = await visit(mine, 'GET', `/account?tenantId=${theirs.tenantId}`);
    expect(page.status).toBe(200);
    expect((await visit(forged, 'GET', '/account')).status).toBe(401);
  },
  'POST /account/token': ({ onlyFromOwnPages }) => onlyFromOwnPages('/account/token'),
  'POST /account/credentials': async ({ world, mine, theirs, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/account/credentials');
    const said = ['nobody@example.com', theirs.email].map(async (email) => {
      // The page shows the address again to who typed it.
      const page = await fetch(`${world.nox.app.url}/account/credentials`, {
        method: 'POST',
        headers: { cookie: `__Host-nox=${mine.token}`, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ email, password: 'correct horse battery', current: 'wrong password' }),
      });
      return [page.status, (await page.text()).replaceAll(email, '')];
    });
    expect((await said[0])?.[0]).toBe(401);
    expect(await said[0]).toEqual(await said[1]);
  },
  'POST /account/signout': ({ onlyFromOwnPages }) => onlyFromOwnPages('/account/signout'),
};
