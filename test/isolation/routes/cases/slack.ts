import { expect } from 'vitest';
import type { Inhabitant } from '../../support/world.ts';
import type { Cases, Forger } from '../forger.ts';

async function beginInstall({ world }: Forger, by: Inhabitant) {
  const headers = { authorization: `Bearer ${by.token}` };
  const begun = await fetch(`${world.nox.app.url}/slack/install`, { redirect: 'manual', headers });
  const location = begun.headers.get('location') ?? '';
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { location, cookie, state: new URL(location).searchParams.get('state') ?? '' };
}

/** What Slack sends back when the other tenant's own person approves what I began. */
function theirCode({ world, theirs }: Forger, location: string): string {
  const [person] = theirs.people;
  const back = world.slack.approve(location, { userId: person?.id ?? '', teamId: person?.teamId ?? '' });
  return new URL(back).searchParams.get('code') ?? '';
}

async function finishInstall({ world }: Forger, state: string, cookie: string, rest: string) {
  const url = `${world.nox.app.url}/slack/oauth_redirect?state=${state}&${rest}`;
  return (await fetch(url, { headers: { cookie } })).status;
}

/** What Slack itself calls or sends a browser to. */
export const slackCases: Cases = {
  'GET /slack/openid': async ({ visit, mine }) => {
    const begun = await visit(mine, 'GET', '/slack/openid?next=//evil.example');
    expect([begun.status, begun.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/\/authorize\?/),
    ]);
  },
  // With states, nonces and browsers of others: test/web/aboard.test.ts.
  'GET /slack/openid/return': async ({ visit, mine }) => {
    const page = await visit(mine, 'GET', '/slack/openid/return?state=x&code=y');
    expect([page.status, page.headers.get('set-cookie')]).toEqual([400, null]);
  },
  // Each kind of event, command and click has its cases in slack-requests.test.ts.
  'POST /slack/events': async ({ world, mine }) => {
    const answer = await world.call(mine, 'POST', '/slack/events', {
      type: 'event_callback',
      team_id: 'TBETA1',
    });
    expect(answer.status).toBe(401);
  },
  'GET /slack/install': async ({ world, forged }) => {
    expect((await world.call(forged, 'GET', '/slack/install')).status).toBe(401);
  },
  'POST /slack/install': async ({ world, theirs }) => {
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
  'GET /slack/oauth_redirect': async (forger) => {
    const { mine, theirs } = forger;
    const [one, other] = [await beginInstall(forger, mine), await beginInstall(forger, theirs)];
    // The other's state in my browser, no browser at all, and my own state twice.
    expect(await finishInstall(forger, other.state, one.cookie, 'error=access_denied')).toBe(400);
    expect(await finishInstall(forger, other.state, '', 'error=access_denied')).toBe(400);
    expect(await finishInstall(forger, one.state, one.cookie, 'error=access_denied')).toBe(200);
    expect(await finishInstall(forger, one.state, one.cookie, 'error=access_denied')).toBe(400);
    // A workspace that the other one holds: refused, and the other one goes on.
    const mineAgain = await beginInstall(forger, mine);
    const code = theirCode(forger, mineAgain.location);
    expect(await finishInstall(forger, mineAgain.state, mineAgain.cookie, `code=${code}`)).toBe(409);
  },
};
