import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  world.slack.answers('oauth.v2.access', () => access);
  world.slack.answers('auth.test', () => ({ ok: true, team_id: 'T5', enterprise_id: 'E5', user_id: 'UBOT' }));
});
afterEach(() => world.stop());

const access = {
  ok: true,
  access_token: 'xoxe.xoxb-5',
  refresh_token: 'r5',
  expires_in: 43_200,
  scope: 'commands',
  bot_user_id: 'UBOT',
  app_id: 'A5',
  team: { id: 'T5', name: 'Acme' },
  enterprise: null,
  authed_user: { id: 'U5' },
  is_enterprise_install: false,
};

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}${path}`, { headers, redirect: 'manual' });

async function begin(path: string, headers: Record<string, string> = {}) {
  const response = await get(path, headers);
  const cookie = response.headers.get('set-cookie') ?? '';
  const url = new URL(response.headers.get('location') ?? 'http://none.test');
  return {
    response,
    cookie: cookie.split(';')[0] ?? '',
    flags: cookie,
    url,
    state: url.searchParams.get('state') ?? '',
  };
}

const finish = (state: string, cookie: string, query = 'code=c', language = 'fr') =>
  get(`/slack/oauth_redirect?${query}&state=${state}`, { cookie, 'accept-language': language });

describe('an installation', () => {
  it('of a newcomer remembers the kind of space, asks for our scopes and welcomes', async () => {
    const { url, state, cookie, flags } = await begin('/slack/install?type=freelance');
    expect(flags).toMatch(/HttpOnly; SameSite=Lax/);
    expect(url.searchParams.get('redirect_uri')).toBe(`${world.url}/slack/oauth_redirect`);
    expect(url.searchParams.get('scope')).toContain('app_mentions:read');
    const page = await finish(state, cookie);
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ]);
    const html = await page.text();
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('https://slack.com/app_redirect?app=A5');
    expect(world.boarded).toMatchObject([
      { intent: { type: 'freelance' }, installer: { slackUserId: 'U5', teamId: 'T5' } },
    ]);
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 1);
    expect(world.slack.callsOf('chat.postMessage')[0]).toMatchObject({
      token: 'xoxe.xoxb-5',
      args: { channel: 'U5' },
    });
  });

  it('org-wide tells how to add NOX to workspaces', async () => {
    const org = { ...access, team: null, enterprise: { id: 'E5', name: 'Org' }, is_enterprise_install: true };
    world.slack.answers('oauth.v2.access', () => org);
    const { state, cookie } = await begin('/slack/install?type=enterprise');
    expect(await (await finish(state, cookie, 'code=c', 'en')).text()).toContain('<html lang="en">');
    expect(world.boarded[0]).toMatchObject({
      record: { key: { enterpriseId: 'E5', isEnterpriseInstall: true } },
      installer: { teamId: 'E5' },
    });
  });

  it('works once, in the browser that began it', async () => {
    const { state, cookie } = await begin('/slack/install?type=enterprise');
    expect((await finish(state, 'nox_install=another')).status).toBe(400);
    expect((await finish(state, '')).status).toBe(400);
    expect((await finish(state, cookie)).status).toBe(200);
    expect((await finish(state, cookie)).status).toBe(400);
    expect(world.boarded).toHaveLength(1);
  });

  it('without state begins again from our side; one that was declined stores nothing', async () => {
    const restart = await get('/slack/oauth_redirect?code=c');
    expect([restart.status, await restart.text()]).toEqual([
      400,
      expect.stringContaining('/slack/install?type=enterprise'),
    ]);
    const { state, cookie } = await begin('/slack/install?type=enterprise');
    expect(await (await finish(state, cookie, 'error=access_denied')).text()).toContain(
      'Installation annulée',
    );
    expect(world.slack.calls).toEqual([]);
  });

  it('whose token is of another workspace, or that Slack refuses, stores nothing', async () => {
    world.slack.answers('auth.test', () => ({ ok: true, team_id: 'TX' }));
    const first = await begin('/slack/install?type=enterprise');
    expect((await finish(first.state, first.cookie)).status).toBe(400);
    world.slack.answers('oauth.v2.access', () => ({ ok: false, error: 'invalid_code' }));
    const second = await begin('/slack/install?type=enterprise');
    expect((await finish(second.state, second.cookie)).status).toBe(400);
    expect(world.boarded).toEqual([]);
  });

  it('of a team that is another tenant’s is refused, and the first never notices', async () => {
    world.install(1, { teamId: 'T5' });
    const { state, cookie } = await begin('/slack/install?type=enterprise');
    const page = await finish(state, cookie);
    expect([page.status, await page.text()]).toEqual([409, expect.stringContaining('déjà relié')]);
    const key = { enterpriseId: undefined, teamId: 'T5', isEnterpriseInstall: false };
    expect((await world.installations.load(1, key))?.bot.token).toBe('xoxb-1-T5');
  });
});

describe('a signed-in person', () => {
  it('who manages the tenant begins for that tenant', async () => {
    const { state, cookie } = await begin('/slack/install?type=freelance', {
      authorization: 'Bearer admin.8',
    });
    await finish(state, cookie);
    expect(world.boarded[0]?.intent).toEqual({ type: 'enterprise', tenantId: 8, userId: 7 });
  });

  it('who does not, or whose session ended, begins nothing', async () => {
    expect((await begin('/slack/install', { authorization: 'Bearer viewer.8' })).response.status).toBe(403);
    expect((await begin('/slack/install', { authorization: 'Bearer nobody.8' })).response.status).toBe(401);
  });

  it('begins by the session’s cookie, from our own pages; another site gets a button that asks first', async () => {
    const cookie = '__Host-nox=admin.8';
    const { response, state } = await begin('/slack/install', { cookie });
    expect([response.status, state]).toEqual([302, expect.stringMatching(/./)]);
    const sent = await get('/slack/install?type=freelance', { cookie, 'sec-fetch-site': 'cross-site' });
    expect([sent.status, sent.headers.get('location')]).toEqual([200, null]);
    expect(await sent.text()).toContain('<form method="post" action="/slack/install">');
    const post = (origin: string) =>
      fetch(`${world.url}/slack/install`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, cookie },
      });
    expect((await post(world.url)).status).toBe(302);
    expect((await post('https://evil.example')).status).toBe(403);
    const fresh = await begin('/slack/install?type=freelance&new=1', { cookie });
    await finish(fresh.state, fresh.cookie);
    expect(world.boarded[0]?.intent).toEqual({ type: 'freelance' });
  });
});
