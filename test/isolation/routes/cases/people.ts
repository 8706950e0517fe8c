import { expect } from 'vitest';
import type { Cases } from '../forger.ts';

/** Pages of the people in the space: roles, permissions, invitations. */
export const peopleCases: Cases = {
  'GET /people': ({ ownPage }) => ownPage('/people'),
  'POST /people/invite': async ({ visit, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/people/invite');
    expect((await visit(undefined, 'POST', '/people/invite')).status).toBe(401);
  },
  // The ninety-ninth is nobody; ids of people are counted in each tenant.
  ...Object.fromEntries(
    ['role', 'remove', 'restore', 'sessions', 'reset'].map((action) => [
      `POST /people/:id/${action}`,
      async ({ visit, mine, onlyFromOwnPages }) => {
        await onlyFromOwnPages(`/people/99/${action}`);
        expect(
          (await visit(mine, 'POST', `/people/99/${action}`, { role: 'viewer' })).status,
        ).toBeGreaterThanOrEqual(400);
        expect((await visit(undefined, 'POST', `/people/99/${action}`)).status).toBe(401);
      },
    ]),
  ),
  // The first is there in neither tenant; ids of invitations are counted in each.
  ...Object.fromEntries(
    ['revoke', 'renew'].map((action) => [
      `POST /people/invitations/:id/${action}`,
      async ({ visit, onlyFromOwnPages }) => {
        await onlyFromOwnPages(`/people/invitations/1/${action}`);
        expect((await visit(undefined, 'POST', `/people/invitations/1/${action}`)).status).toBe(401);
      },
    ]),
  ),
  // A freelancer has no permissions to share out; those of enterprises: test/web/people.test.ts.
  'GET /people/permissions': async ({ visit, mine }) => {
    expect((await visit(undefined, 'GET', '/people/permissions')).status).toBe(401);
    expect((await visit(mine, 'GET', '/people/permissions?scope=k8s:5')).status).toBeGreaterThanOrEqual(400);
  },
  'POST /people/permissions': async ({ visit, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/people/permissions');
    expect((await visit(undefined, 'POST', '/people/permissions')).status).toBe(401);
  },
};
