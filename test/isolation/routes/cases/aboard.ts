import { expect } from 'vitest';
import type { Case, Cases } from '../forger.ts';

/** What is open to everybody tells nothing of anybody. */
function tellsNothing(path: string): Case {
  return async ({ world }) => {
    const answer = await world.call(undefined, 'GET', path);
    expect(answer.status).toBe(200);
  };
}

/** Coming aboard takes no tenant's id, and no address that another one uses is told. */
function comesAboardAlone(path: string): Case {
  return async ({ world, mine, theirs }) => {
    const space = { name: 'x', email: 'taken@example.com', password: 'correct horse battery' };
    const named = await world.call(undefined, 'POST', path, { ...space, tenantId: theirs.tenantId });
    expect(named.status).toBe(400);
    await world.call(undefined, 'POST', path, space);
    const made = await world.call(undefined, 'POST', path, space);
    const fresh = await world.call(undefined, 'POST', path, {
      ...space,
      email: `fresh${path.length}@example.com`,
    });
    expect([made.status, Object.keys(made.body)]).toEqual([201, Object.keys(fresh.body)]);
    expect([mine.tenantId, theirs.tenantId]).not.toContain(made.body['tenantId']);
  };
}

/** What is answered before anybody is signed in: probes, coming aboard, signing in by the API. */
export const aboardCases: Cases = {
  'GET /healthz': tellsNothing('/healthz'),
  'GET /readyz': tellsNothing('/readyz'),
  'GET /metrics': tellsNothing('/metrics'),
  'POST /api/enterprise/onboard': comesAboardAlone('/api/enterprise/onboard'),
  'POST /api/freelance/onboard': comesAboardAlone('/api/freelance/onboard'),
  'POST /api/auth/login': async ({ world, mine, theirs }) => {
    const mineThere = { email: mine.email, password: mine.password, tenantId: theirs.tenantId };
    const nobody = { email: 'nobody@example.com', password: mine.password };
    const theirsHere = { email: theirs.email, password: mine.password, tenantId: theirs.tenantId };
    const answers = [mineThere, nobody, theirsHere].map((body) =>
      world.call(undefined, 'POST', '/api/auth/login', body),
    );
    const said = (await Promise.all(answers)).map(({ status, body }) => [
      status,
      body['error'],
      body['code'],
    ]);
    expect(said[0]?.[0]).toBe(401);
    expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1);
  },
};
