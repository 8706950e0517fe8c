import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordRegistered } from './support/routes.ts';
import type { Registered } from './support/routes.ts';
import { changedBy } from './support/sameness.ts';
import { swapTenant } from './support/tokens.ts';
import { startWorld, toolsOf } from './support/world.ts';
import type { Answered, Inhabitant, World } from './support/world.ts';

/** Every route of the running application, by one tenant, with another's ids. */
let world: World;
let registered: Registered;
let mine: Inhabitant;
let theirs: Inhabitant;
/** Where a link leads that the other tenant's own person was given in Slack. */
let linkPath: string;

beforeAll(async () => {
  registered = recordRegistered();
  world = await startWorld('alpha', 'beta');
  registered.stop();
  [mine, theirs] = world.inhabitants as [Inhabitant, Inhabitant];
  // Ids are counted in each tenant: the fifth is there in one of the two alone.
  const fifth = { name: 'beta-fifth', kubeconfig: theirs.cluster.kubeconfig() };
  expect((await world.call(theirs, 'POST', '/api/integrations/k8s', fifth)).body).toMatchObject({ id: 5 });
  const person = theirs.people[1];
  const place = { userId: person?.id ?? '', channelId: person?.channelId ?? '' };
  linkPath = /\/slack\/link\/[\w.-]+/.exec((await world.slack.slash(place, 'link')).body)?.[0] ?? '';
  expect(linkPath).not.toBe('');
});
afterAll(() => world?.close());

type Case = () => Promise<void>;
const refusedForeign = (answer: Answered) =>
  expect([answer.status, answer.body['error']]).toEqual([403, 'Accès refusé']);

/** With the other's id in the body and in the query, before anything else is looked at. */
function namesTheOther(method: string, path: string, body: () => object): Case {
  return async () => {
    for (const tenantId of [
      theirs.tenantId,
      String(theirs.tenantId),
      [mine.tenantId, theirs.tenantId],
      null,
      {},
    ])
      if (method !== 'GET') refusedForeign(await world.call(mine, method, path, { ...body(), tenantId }));
    for (const query of [
      `tenantId=${theirs.tenantId}`,
      `tenantId=${mine.tenantId}&tenantId=${theirs.tenantId}`,
    ])
      refusedForeign(
        await world.call(mine, method, `${path}?${query}`, method === 'GET' ? undefined : body()),
      );
    expect((await world.call(undefined, method, path)).status).toBe(401);
  };
}

/** What is open to everybody tells nothing of anybody. */
function tellsNothing(path: string): Case {
  return async () => {
    const answer = await world.call(undefined, 'GET', path);
    expect(answer.status).toBe(200);
  };
}

/** Coming aboard takes no tenant's id, and no address that another one uses is told. */
function comesAboardAlone(path: string): Case {
  return async () => {
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

const integration = (at: number) => () => toolsOf(mine)[at]?.[1] ?? {};
const anySlack = { workspaceUrl: 'x.slack.com', botToken: 'xoxb-1', userToken: 'xoxp-1' };

const cases: Readonly<Record<string, Case>> = {
  'GET /healthz': tellsNothing('/healthz'),
  'GET /readyz': tellsNothing('/readyz'),
  'GET /metrics': tellsNothing('/metrics'),
  'POST /api/enterprise/onboard': comesAboardAlone('/api/enterprise/onboard'),
  'POST /api/freelance/onboard': comesAboardAlone('/api/freelance/onboard'),
  'POST /api/auth/login': async () => {
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
  'GET /assets/:name': async () => {
    for (const name of ['x.css', '..%2Fassets.ts', '%2e%2e%2fpackage.json'])
      expect((await visit(mine, 'GET', `/assets/${name}`)).status).toBe(404);
  },
  'POST /signup': async () => {
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
  'POST /signin': async () => {
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
  'POST /signin/space': async () => {
    await onlyFromOwnPages('/signin/space');
    for (const ticket of ['', mine.token, swapTenant(mine.token, theirs.tenantId)]) {
      const page = await visit(mine, 'POST', '/signin/space', { ticket });
      expect([page.status, page.headers.get('set-cookie')]).toEqual([401, null]);
    }
  },
  'GET /start': () => ownPage('/start'),
  'GET /integrations': () => ownPage('/integrations'),
  'GET /integrations/new/:type': () => ownPage('/integrations/new/k8s'),
  'POST /integrations/new/:type': async () => {
    await onlyFromOwnPages('/integrations/new/github');
    expect((await visit(undefined, 'POST', '/integrations/new/github')).status).toBe(401);
    expect((await visit(mine, 'POST', '/integrations/new/nothing')).status).toBe(404);
  },
  // Nothing is connected by consent in this world; states of others, and who may use them: test/web/consent.test.ts.
  'POST /integrations/new/:type/consent': async () => {
    await onlyFromOwnPages('/integrations/new/notion/consent');
    expect((await visit(undefined, 'POST', '/integrations/new/notion/consent')).status).toBe(401);
    const page = await visit(mine, 'POST', '/integrations/new/notion/consent');
    expect([page.status, page.headers.get('set-cookie')]).toEqual([404, null]);
  },
  'GET /integrations/consent/:type': async () => {
    expect((await visit(undefined, 'GET', '/integrations/consent/notion?state=x&code=y')).status).toBe(401);
    expect((await visit(mine, 'GET', '/integrations/consent/notion?state=x&code=y')).status).toBe(400);
    expect((await visit(mine, 'GET', '/integrations/consent/nothing?state=x')).status).toBe(404);
  },
  'POST /integrations/consent/:type': async () => {
    await onlyFromOwnPages('/integrations/consent/notion');
    expect((await visit(undefined, 'POST', '/integrations/consent/notion')).status).toBe(401);
    expect((await visit(mine, 'POST', '/integrations/consent/notion', { waiting: 'x' })).status).toBe(404);
  },
  // The fifth is there in the other tenant alone.
  'GET /integrations/:id': async () => {
    for (const id of ['5', '05', '0', '-1', 'x', '5%2F..'])
      expect([id, (await visit(mine, 'GET', `/integrations/${id}`)).status]).toEqual([id, 404]);
  },
  ...Object.fromEntries(
    ['test', 'rename', 'rotate', 'consent', 'protect', 'remove'].map((action) => [
      `POST /integrations/:id/${action}`,
      async () => {
        await onlyFromOwnPages(`/integrations/5/${action}`);
        expect((await visit(mine, 'POST', `/integrations/5/${action}`, { name: 'mine' })).status).toBe(404);
      },
    ]),
  ),
  'POST /integrations/slack/:id/remove': async () => {
    await onlyFromOwnPages('/integrations/slack/TBETA1/remove');
    expect((await visit(mine, 'POST', '/integrations/slack/TBETA1/remove')).status).toBe(404);
  },
  'GET /dashboard': () => ownPage('/dashboard'),
  'GET /activity': () => ownPage('/activity'),
  'GET /activity/export.:format': async () => {
    expect((await visit(undefined, 'GET', '/activity/export.csv')).status).toBe(401);
  },
  'POST /activity/verify': async () => {
    await onlyFromOwnPages('/activity/verify');
    expect((await visit(undefined, 'POST', '/activity/verify')).status).toBe(401);
  },
  'GET /billing': () => ownPage('/billing'),
  ...Object.fromEntries(
    ['checkout', 'portal'].map((what) => [
      `POST /billing/${what}`,
      async () => {
        await onlyFromOwnPages(`/billing/${what}`);
        expect((await visit(undefined, 'POST', `/billing/${what}`)).status).toBe(401);
      },
    ]),
  ),
  'GET /api/tenant/:id/dashboard': async () => {
    for (const id of [String(theirs.tenantId), '0', '-1', 'x', `0${mine.tenantId}`])
      refusedForeign(await world.call(mine, 'GET', `/api/tenant/${id}/dashboard`));
    await namesTheOther('GET', `/api/tenant/${mine.tenantId}/dashboard`, () => ({}))();
  },
  'GET /settings': () => ownPage('/settings'),
  ...Object.fromEntries(
    ['/settings', '/settings/export', '/settings/delete', '/settings/keep'].map((path) => [
      `POST ${path}`,
      async () => {
        await onlyFromOwnPages(path);
        expect((await visit(undefined, 'POST', path)).status).toBe(401);
      },
    ]),
  ),
  'GET /settings/alerts': () => ownPage('/settings/alerts'),
  // The fifth cluster and every channel of the other tenant are not there.
  ...Object.fromEntries(
    ['', '/remove', '/test'].map((action) => [
      `POST /settings/alerts${action}`,
      async () => {
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
  'GET /receipt/:code': async () => {
    expect((await visit(mine, 'GET', '/receipt/unknown')).status).toBe(404);
  },
  'GET /people': () => ownPage('/people'),
  'POST /people/invite': async () => {
    await onlyFromOwnPages('/people/invite');
    expect((await visit(undefined, 'POST', '/people/invite')).status).toBe(401);
  },
  // The ninety-ninth is nobody; ids of people are counted in each tenant.
  ...Object.fromEntries(
    ['role', 'remove', 'restore', 'sessions', 'reset'].map((action) => [
      `POST /people/:id/${action}`,
      async () => {
        await onlyFromOwnPages(`/people/99/${action}`);
        expect(
          (await visit(mine, 'POST', `/people/99/${action}`, { role: 'viewer' })).status,
        ).toBeGreaterThanOrEqual(400);
        expect((await visit(undefined, 'POST', `/people/99/${action}`)).status).toBe(401);
      },
    ]),
  ),
  'POST /people/invitations/:id/revoke': async () => {
    await onlyFromOwnPages('/people/invitations/1/revoke');
    expect((await visit(undefined, 'POST', '/people/invitations/1/revoke')).status).toBe(401);
  },
  // The first is there in neither tenant; ids of invitations are counted in each.
  'POST /people/invitations/:id/renew': async () => {
    await onlyFromOwnPages('/people/invitations/1/renew');
    expect((await visit(undefined, 'POST', '/people/invitations/1/renew')).status).toBe(401);
  },
  // A freelancer has no permissions to share out; those of enterprises: test/web/people.test.ts.
  'GET /people/permissions': async () => {
    expect((await visit(undefined, 'GET', '/people/permissions')).status).toBe(401);
    expect((await visit(mine, 'GET', '/people/permissions?scope=k8s:5')).status).toBeGreaterThanOrEqual(400);
  },
  'POST /people/permissions': async () => {
    await onlyFromOwnPages('/people/permissions');
    expect((await visit(undefined, 'POST', '/people/permissions')).status).toBe(401);
  },
  // With a mail server: test/web/forgotten-password.test.ts.
  'POST /forgotten-password': async () => {
    await onlyFromOwnPages('/forgotten-password');
    const pages = ['nobody@example.com', theirs.email].map(async (email) => {
      const page = await visit(undefined, 'POST', '/forgotten-password', { email });
      return [page.status, (await page.text()).replaceAll(email, '')];
    });
    expect(await pages[0]).toEqual(await pages[1]);
  },
  'GET /reset-password/:code': async () => {
    const made = `/reset-password/${theirs.tenantId}-${'a'.repeat(32)}`;
    for (const path of ['/reset-password/x', made]) expect((await visit(mine, 'GET', path)).status).toBe(410);
  },
  'POST /reset-password/:code': async () => {
    const made = `/reset-password/${theirs.tenantId}-${'a'.repeat(32)}`;
    await onlyFromOwnPages(made);
    expect((await visit(mine, 'POST', made, { password: 'correct horse battery' })).status).toBe(410);
  },
  'GET /invitation/:code': async () => {
    const made = `/invitation/${theirs.tenantId}-${'a'.repeat(32)}`;
    for (const path of ['/invitation/x', made]) expect((await visit(mine, 'GET', path)).status).toBe(410);
  },
  'POST /invitation/:code': async () => {
    const made = `/invitation/${theirs.tenantId}-${'a'.repeat(32)}`;
    await onlyFromOwnPages(made);
    expect((await visit(mine, 'POST', made)).status).toBe(410);
  },
  'GET /slack/openid': async () => {
    const begun = await visit(mine, 'GET', '/slack/openid?next=//evil.example');
    expect([begun.status, begun.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/\/authorize\?/),
    ]);
  },
  // With states, nonces and browsers of others: test/web/aboard.test.ts.
  'GET /slack/openid/return': async () => {
    const page = await visit(mine, 'GET', '/slack/openid/return?state=x&code=y');
    expect([page.status, page.headers.get('set-cookie')]).toEqual([400, null]);
  },
  'GET /api/integrations': async () => {
    await namesTheOther('GET', '/api/integrations', () => ({}))();
    const { body } = await world.call(mine, 'GET', '/api/integrations');
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
  'DELETE /api/integrations/:id': async () => {
    for (const id of ['5', '05', '5.0', '0', '-1', '99999999999', 'x', "5'--", '5%2F..%2F1']) {
      const answer = await world.call(mine, 'DELETE', `/api/integrations/${id}`);
      expect([id, answer.status]).toEqual([id, 404]);
    }
    await namesTheOther('DELETE', '/api/integrations/5', () => ({}))();
  },
  'DELETE /api/integrations/slack/:id': async () => {
    const { teamId } = theirs.people[0] ?? {};
    for (const id of [teamId, 'TNOBODY', '..']) {
      const answer = await world.call(
        mine,
        'DELETE',
        `/api/integrations/slack/${encodeURIComponent(id ?? '')}`,
      );
      expect([id, answer.status]).toEqual([id, 404]);
    }
    await namesTheOther('DELETE', `/api/integrations/slack/${teamId}`, () => ({}))();
  },
  'GET /api/billing': namesTheOther('GET', '/api/billing', () => ({})),
  'POST /api/billing/checkout': namesTheOther('POST', '/api/billing/checkout', () => ({ plan: 'team' })),
  'POST /api/billing/portal': namesTheOther('POST', '/api/billing/portal', () => ({})),
  // Nothing is billed in this world; what Stripe's events may do has its cases in test/billing.
  'POST /api/stripe/webhook': async () => {
    const event = { type: 'customer.deleted', data: { object: { id: 'cus_1' } }, tenantId: theirs.tenantId };
    expect((await world.call(mine, 'POST', '/api/stripe/webhook', event)).status).toBe(404);
  },
  'POST /api/slack/link': async () => {
    await namesTheOther('POST', '/api/slack/link', () => ({ code: 'x' }))();
    const code = linkPath.split('/').at(-1);
    expect((await world.call(mine, 'POST', '/api/slack/link', { code })).status).toBeGreaterThanOrEqual(400);
  },
  'GET /slack/link/:code': async () => {
    expect((await visit(mine, 'GET', '/slack/link/unknown')).status).toBe(410);
  },
  'POST /slack/link/:code': async () => {
    const path = linkPath;
    expect((await visit(mine, 'POST', path)).status).toBe(401);
    const signedIn = { email: mine.email, password: mine.password };
    expect((await visit(undefined, 'POST', path, signedIn)).status).toBe(401);
    expect((await visit(undefined, 'POST', path)).status).toBe(401);
  },
  'GET /slack/signin/:code': async () => {
    expect((await visit(mine, 'GET', '/slack/signin/unknown')).status).toBe(410);
  },
  'POST /slack/signin/:code': async () => {
    // A code of one kind does not do for the other, and none is good for nothing.
    const path = linkPath.replace('/link/', '/signin/');
    for (const each of [path, '/slack/signin/unknown']) {
      const page = await visit(mine, 'POST', each);
      expect([page.status, page.headers.get('set-cookie')]).toEqual([409, null]);
    }
  },
  'GET /account': async () => {
    const page = await visit(mine, 'GET', `/account?tenantId=${theirs.tenantId}`);
    expect(page.status).toBe(200);
    expect(
      (await visit({ ...mine, token: swapTenant(mine.token, theirs.tenantId) }, 'GET', '/account')).status,
    ).toBe(401);
  },
  'POST /account/token': () => onlyFromOwnPages('/account/token'),
  'POST /account/credentials': async () => {
    await onlyFromOwnPages('/account/credentials');
    const taking = { email: theirs.email, password: 'correct horse battery', current: 'wrong password' };
    expect((await visit(mine, 'POST', '/account/credentials', taking)).status).toBe(401);
  },
  'POST /account/signout': () => onlyFromOwnPages('/account/signout'),
  // Each kind of event, command and click has its cases in slack-requests.test.ts.
  'POST /slack/events': async () => {
    const answer = await world.call(mine, 'POST', '/slack/events', {
      type: 'event_callback',
      team_id: 'TBETA1',
    });
    expect(answer.status).toBe(401);
  },
  'GET /slack/install': async () => {
    const forged = { ...mine, token: swapTenant(mine.token, theirs.tenantId) };
    expect((await world.call(forged, 'GET', '/slack/install')).status).toBe(401);
  },
  'POST /slack/install': async () => {
    const response = await fetch(`${world.nox.app.url}/slack/install`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: 'https://elsewhere.example.com',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ token: theirs.token }),
    });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null]);
  },
  'GET /slack/oauth_redirect': async () => {
    const [one, other] = [await beginInstall(mine), await beginInstall(theirs)];
    // The other's state in my browser, no browser at all, and my own state twice.
    expect(await finishInstall(other.state, one.cookie, 'error=access_denied')).toBe(400);
    expect(await finishInstall(other.state, '', 'error=access_denied')).toBe(400);
    expect(await finishInstall(one.state, one.cookie, 'error=access_denied')).toBe(200);
    expect(await finishInstall(one.state, one.cookie, 'error=access_denied')).toBe(400);
    // A workspace that the other one holds: refused, and the other one goes on.
    const mineAgain = await beginInstall(mine);
    const code = theirCode(mineAgain.location);
    expect(await finishInstall(mineAgain.state, mineAgain.cookie, `code=${code}`)).toBe(409);
  },
};

/** A page by a browser that carries a session, from one of our own pages unless said otherwise. */
async function visit(
  by: Inhabitant | undefined,
  method: string,
  path: string,
  fields: Readonly<Record<string, string>> = {},
  site = 'same-origin',
): Promise<Response> {
  const response = await fetch(`${world.nox.app.url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(by ? { cookie: `__Host-nox=${by.token}` } : {}),
      ...(method === 'GET'
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': site }),
    },
    ...(method === 'GET' ? {} : { body: new URLSearchParams(fields) }),
  });
  const page = await response.clone().text();
  const [head] = /<header[\s\S]*?<\/header>/.exec(page) ?? [''];
  world.watch.look(by?.key, 'page', head);
  // Who holds a link is shown who asks: below its head that page is for its holder.
  const holder = path === linkPath ? theirs : by;
  world.watch.look(holder?.key, 'page', page.replace(head, ''));
  return response;
}

/** A page that is open to everybody says nothing of anybody but the visitor. */
function openPage(path: string): Case {
  return async () => {
    for (const by of [undefined, mine])
      expect((await visit(by, 'GET', `${path}?tenantId=${theirs.tenantId}`)).status).toBeLessThan(400);
  };
}

/** A page of the signed-in person's own space, whatever other space is named or forged. */
async function ownPage(path: string): Promise<void> {
  expect((await visit(mine, 'GET', `${path}?tenantId=${theirs.tenantId}`)).status).toBe(200);
  expect((await visit(undefined, 'GET', path)).status).toBe(401);
  const forged = { ...mine, token: swapTenant(mine.token, theirs.tenantId) };
  expect((await visit(forged, 'GET', path)).status).toBe(401);
}

/** Another site's form does not act with the session that the browser carries. */
async function onlyFromOwnPages(path: string): Promise<void> {
  expect((await visit(undefined, 'POST', path)).status).not.toBe(500);
  const page = await visit(theirs, 'POST', path, {}, 'cross-site');
  expect([page.status, page.headers.get('set-cookie')]).toEqual([403, null]);
}

async function beginInstall(by: Inhabitant) {
  const headers = { authorization: `Bearer ${by.token}` };
  const begun = await fetch(`${world.nox.app.url}/slack/install`, { redirect: 'manual', headers });
  const location = begun.headers.get('location') ?? '';
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { location, cookie, state: new URL(location).searchParams.get('state') ?? '' };
}

/** What Slack sends back when the other tenant's own person approves what I began. */
function theirCode(location: string): string {
  const [person] = theirs.people;
  const back = world.slack.approve(location, { userId: person?.id ?? '', teamId: person?.teamId ?? '' });
  return new URL(back).searchParams.get('code') ?? '';
}

async function finishInstall(state: string, cookie: string, rest = 'code=x'): Promise<number> {
  const url = `${world.nox.app.url}/slack/oauth_redirect?state=${state}&${rest}`;
  return (await fetch(url, { headers: { cookie } })).status;
}

describe('every route', () => {
  test('that the application has registered has a case here, and no case is left over', () => {
    // Slack's requests go past the routers, straight to their verification.
    expect(Object.keys(cases).sort()).toEqual(
      [...new Set([...registered.routes(), 'POST /slack/events'])].sort(),
    );
  });

  test.each(Object.keys(cases))('%s tells and changes nothing of another tenant', async (name) => {
    expect(await changedBy(world, world.inhabitants, cases[name] ?? (async () => {}))).toEqual([]);
    await world.look();
    expect(world.watch.escapes).toEqual([]);
  });

  test('and the watch over all of this has seen both tenants’ own', async () => {
    await world.look();
    await world.lookIntoDatabases();
    expect(world.watch.escapes).toEqual([]);
    for (const { key } of [mine, theirs])
      for (const where of ['github', 'cluster', 'database'])
        expect([key, where, world.watch.seen(key, where)]).not.toEqual([key, where, 0]);
    console.info(`isolation: ${Object.keys(cases).length} routes with another tenant's ids, none gave way`);
  });
});
