import { expect } from 'vitest';
import type { Cases } from '../forger.ts';

/** Pages of the space's tools. */
export const toolCases: Cases = {
  'GET /integrations': ({ ownPage }) => ownPage('/integrations'),
  'GET /integrations/new/:type': ({ ownPage }) => ownPage('/integrations/new/k8s'),
  'POST /integrations/new/:type': async ({ visit, mine, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/integrations/new/github');
    expect((await visit(undefined, 'POST', '/integrations/new/github')).status).toBe(401);
    expect((await visit(mine, 'POST', '/integrations/new/nothing')).status).toBe(404);
  },
  // Nothing is connected by consent in this world; states of others, and who may use them: test/web/consent.test.ts.
  'POST /integrations/new/:type/consent': async ({ visit, mine, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/integrations/new/notion/consent');
    expect((await visit(undefined, 'POST', '/integrations/new/notion/consent')).status).toBe(401);
    const page = await visit(mine, 'POST', '/integrations/new/notion/consent');
    expect([page.status, page.headers.get('set-cookie')]).toEqual([404, null]);
  },
  'GET /integrations/consent/:type': async ({ visit, mine }) => {
    expect((await visit(undefined, 'GET', '/integrations/consent/notion?state=x&code=y')).status).toBe(401);
    expect((await visit(mine, 'GET', '/integrations/consent/notion?state=x&code=y')).status).toBe(400);
    expect((await visit(mine, 'GET', '/integrations/consent/nothing?state=x')).status).toBe(404);
  },
  'POST /integrations/consent/:type': async ({ visit, mine, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/integrations/consent/notion');
    expect((await visit(undefined, 'POST', '/integrations/consent/notion')).status).toBe(401);
    expect((await visit(mine, 'POST', '/integrations/consent/notion', { waiting: 'x' })).status).toBe(404);
  },
  // The fifth is there in the other tenant alone.
  'GET /integrations/:id': async ({ visit, mine }) => {
    for (const id of ['5', '05', '0', '-1', 'x', '5%2F..'])
      expect([id, (await visit(mine, 'GET', `/integrations/${id}`)).status]).toEqual([id, 404]);
  },
  ...Object.fromEntries(
    ['test', 'rename', 'rotate', 'consent', 'protect', 'remove'].map((action) => [
      `POST /integrations/:id/${action}`,
      async ({ visit, mine, onlyFromOwnPages }) => {
        await onlyFromOwnPages(`/integrations/5/${action}`);
        expect((await visit(mine, 'POST', `/integrations/5/${action}`, { name: 'mine' })).status).toBe(404);
      },
    ]),
  ),
  'POST /integrations/slack/:id/remove': async ({ visit, mine, onlyFromOwnPages }) => {
    await onlyFromOwnPages('/integrations/slack/TBETA1/remove');
    expect((await visit(mine, 'POST', '/integrations/slack/TBETA1/remove')).status).toBe(404);
  },
};
