import { expect } from 'vitest';
import type { Cases } from '../forger.ts';

/** Pages of the space: what happens there, what it pays, how it is set. */
export const spaceCases: Cases = {
  'GET /start': ({ ownPage }) => ownPage('/start'),
  'GET /dashboard': ({ ownPage }) => ownPage('/dashboard'),
  'GET /activity': ({ ownPage }) => ownPage('/activity'),
  'GET /activity/export.:format': async ({ visit }) => {
    expect((await visit(undefined, 'GET', '/activity/export.csv')).status).toBe(401);
  },
  'POST /activity/verify': async ({ visit, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/activity/verify');
    expect((await visit(undefined, 'POST', '/activity/verify')).status).toBe(401);
  },
  'GET /billing': ({ ownPage }) => ownPage('/billing'),
  'GET /settings': ({ ownPage }) => ownPage('/settings'),
  ...Object.fromEntries(
    [
      '/billing/checkout',
      '/billing/portal',
      '/settings',
      '/settings/export',
      '/settings/delete',
      '/settings/keep',
    ].map((path) => [
      `POST ${path}`,
      async ({ visit, onlyFromOwnPages }) => {
        await onlyFromOwnPages(path);
        expect((await visit(undefined, 'POST', path)).status).toBe(401);
      },
    ]),
  ),
  'GET /settings/alerts': ({ ownPage }) => ownPage('/settings/alerts'),
  // The fifth cluster and every channel of the other tenant are not there.
  ...Object.fromEntries(
    ['', '/remove', '/test'].map((action) => [
      `POST /settings/alerts${action}`,
      async ({ visit, mine, theirs, onlyFromOwnPages }) => {
        const path = `/settings/alerts${action}`;
        await onlyFromOwnPages(path);
        expect((await visit(undefined, 'POST', path)).status).toBe(401);
        const { teamId, channelId } = theirs.people[0] ?? {};
        const form = { cluster: '5', namespace: '', channel: `${teamId}/${channelId}` };
        const answer = await visit(mine, 'POST', path, form);
        expect([400, 404]).toContain(answer.status);
      },
    ]),
  ),
};
