import { expect } from 'vitest';
import { toolsOf } from '../../support/world.ts';
import type { Answered } from '../../support/world.ts';
import type { Case, Cases, Forger } from '../forger.ts';

const refusedForeign = (answer: Answered) =>
  expect([answer.status, answer.body['error']]).toEqual([403, 'Accès refusé']);

/** With the other's id in the body and in the query, before anything else is looked at. */
function namesTheOther(method: string, path: string, body: (forger: Forger) => object): Case {
  return async (forger) => {
    const { world, mine, theirs } = forger;
    for (const tenantId of [
      theirs.tenantId,
      String(theirs.tenantId),
      [mine.tenantId, theirs.tenantId],
      null,
      {},
    ])
      if (method !== 'GET')
        refusedForeign(await world.call(mine, method, path, { ...body(forger), tenantId }));
    for (const query of [
      `tenantId=${theirs.tenantId}`,
      `tenantId=${mine.tenantId}&tenantId=${theirs.tenantId}`,
    ])
      refusedForeign(
        await world.call(mine, method, `${path}?${query}`, method === 'GET' ? undefined : body(forger)),
      );
    expect((await world.call(undefined, method, path)).status).toBe(401);
  };
}

const integration =
  (at: number) =>
  ({ mine }: Forger) =>
    toolsOf(mine)[at]?.[1] ?? {};
const anySlack = { workspaceUrl: 'x.slack.com', botToken: 'xoxb-1', userToken: 'xoxp-1' };

/** The HTTP API, by who is signed in. */
export const apiCases: Cases = {
  'GET /api/tenant/:id/dashboard': async (forger) => {
    const { world, mine, theirs } = forger;
    for (const id of [String(theirs.tenantId), '0', '-1', 'x', `0${mine.tenantId}`])
      refusedForeign(await world.call(mine, 'GET', `/api/tenant/${id}/dashboard`));
    await namesTheOther('GET', `/api/tenant/${mine.tenantId}/dashboard`, () => ({}))(forger);
  },
  'GET /api/integrations': async (forger) => {
    await namesTheOther('GET', '/api/integrations', () => ({}))(forger);
    const { body } = await forger.world.call(forger.mine, 'GET', '/api/integrations');
    const names = (body['integrations'] as { name: string }[]).map((each) => each.name);
    expect(names.sort()).toEqual(['alpha-hub', 'alpha-jira', 'alpha-notion', 'alpha-prod']);
  },
  'POST /api/integrations/github': namesTheOther('POST', '/api/integrations/github', integration(0)),
  'POST /api/integrations/k8s': namesTheOther('POST', '/api/integrations/k8s', integration(1)),
  'POST /api/integrations/notion': namesTheOther('POST', '/api/integrations/notion', () => ({
    token: 'ntn_1234',
  })),
  'POST /api/integrations/jira': namesTheOther('POST', '/api/integrations/jira', () => ({
    baseUrl: 'https://x.example',
    email: 'a@b.fr',
    apiToken: 'x',
  })),
  'POST /api/integrations/slack': namesTheOther('POST', '/api/integrations/slack', () => anySlack),
  'DELETE /api/integrations/:id': async (forger) => {
    for (const id of ['5', '05', '5.0', '0', '-1', '99999999999', 'x', "5'--", '5%2F..%2F1']) {
      const answer = await forger.world.call(forger.mine, 'DELETE', `/api/integrations/${id}`);
      expect([id, answer.status]).toEqual([id, 404]);
    }
    await namesTheOther('DELETE', '/api/integrations/5', () => ({}))(forger);
  },
  'DELETE /api/integrations/slack/:id': async (forger) => {
    const { world, mine, theirs } = forger;
    const { teamId } = theirs.people[0] ?? {};
    for (const id of [teamId, 'TNOBODY', '..']) {
      const answer = await world.call(
        mine,
        'DELETE',
        `/api/integrations/slack/${encodeURIComponent(id ?? '')}`,
      );
      expect([id, answer.status]).toEqual([id, 404]);
    }
    await namesTheOther('DELETE', `/api/integrations/slack/${teamId}`, () => ({}))(forger);
  },
  'GET /api/billing': namesTheOther('GET', '/api/billing', () => ({})),
  'POST /api/billing/checkout': namesTheOther('POST', '/api/billing/checkout', () => ({ plan: 'team' })),
  'POST /api/billing/portal': namesTheOther('POST', '/api/billing/portal', () => ({})),
  // Nothing is billed in this world; what Stripe's events may do has its cases in test/billing.
  'POST /api/stripe/webhook': async ({ world, mine, theirs }) => {
    const event = { type: 'customer.deleted', data: { object: { id: 'cus_1' } }, tenantId: theirs.tenantId };
    expect((await world.call(mine, 'POST', '/api/stripe/webhook', event)).status).toBe(404);
  },
  'POST /api/slack/link': async (forger) => {
    await namesTheOther('POST', '/api/slack/link', () => ({ code: 'x' }))(forger);
    const { world, mine, linkPath } = forger;
    const code = linkPath.split('/').at(-1);
    expect((await world.call(mine, 'POST', '/api/slack/link', { code })).status).toBeGreaterThanOrEqual(400);
  },
};
