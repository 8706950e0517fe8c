import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const hour = 3_600_000;
const key = { enterpriseId: undefined, teamId: 'T1', isEnterpriseInstall: false };
const held = () => world.installations.findTenant(key);
const seconds = (date: number) => Math.floor(date / 1000);

async function tell(event: Record<string, unknown>, at: number): Promise<void> {
  await world.event(event, { event_time: seconds(at) });
  await world.surface.stop();
}

describe('an uninstall', () => {
  it('forgets the installation, also when told twice', async () => {
    world.install(1, { teamId: 'T1' }, {}, new Date(Date.now() - hour));
    await tell({ type: 'app_uninstalled' }, Date.now());
    expect(await held()).toBeUndefined();
    await tell({ type: 'app_uninstalled' }, Date.now());
  });

  it('told late does not touch what was installed since', async () => {
    world.install(1, { teamId: 'T1' }, {}, new Date());
    await tell({ type: 'app_uninstalled' }, Date.now() - hour);
    expect(await held()).toBe(1);
  });

  it('in the second of a reinstall is decided by Slack itself', async () => {
    world.install(1, { teamId: 'T1' }, {}, new Date());
    await tell({ type: 'app_uninstalled' }, Date.now());
    expect(await held()).toBe(1);
    world.slack.answers('auth.test', () => ({ ok: false, error: 'account_inactive' }));
    await tell({ type: 'app_uninstalled' }, Date.now());
    expect(await held()).toBeUndefined();
  });

  it('of one workspace leaves its organisation’s installation alone', async () => {
    world.install(1, { enterpriseId: 'E1', isEnterpriseInstall: true }, {}, new Date(0));
    await world.event({ type: 'app_uninstalled' }, { enterprise_id: 'E1' });
    await world.surface.stop();
    expect(await world.installations.findTenant({ ...key, enterpriseId: 'E1' })).toBe(1);
  });
});

describe('revoked tokens', () => {
  it('of people leave the bot; of another bot too; of this bot end the installation', async () => {
    world.install(1, { teamId: 'T1' }, {}, new Date(Date.now() - hour));
    await tell({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }, Date.now());
    await tell({ type: 'tokens_revoked', tokens: { bot: ['UOTHER'] } }, Date.now());
    expect(await held()).toBe(1);
    await tell({ type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }, Date.now());
    expect(await held()).toBeUndefined();
  });
});

describe('a token that soon expires', () => {
  const expiring = () => ({
    refreshToken: 'old',
    expiresAt: seconds(Date.now()) + 60,
    token: 'xoxe.xoxb-old',
  });

  it('is refreshed once, however many ask at once', async () => {
    world.install(1, { teamId: 'T1' }, expiring());
    const fresh = { ok: true, access_token: 'xoxe.xoxb-new', refresh_token: 'new', expires_in: 43_200 };
    world.slack.answers('oauth.v2.access', () => fresh);
    await Promise.all(Array.from({ length: 8 }, () => world.slash({ text: 'status' })));
    expect(world.slack.callsOf('oauth.v2.access')).toHaveLength(1);
    expect(new Set(world.slack.callsOf('users.info').map((call) => call.token))).toEqual(
      new Set(['xoxe.xoxb-new']),
    );
  });

  it('stays in use where the refresh fails, and the person is told once it is dead', async () => {
    world.install(1, { teamId: 'T1' }, expiring());
    world.slack.answers('oauth.v2.access', () => ({ ok: false, error: 'invalid_refresh_token' }));
    expect((await world.said(world.slash({ text: 'status' }))).text).toBe('echo status');
    world.identities.users.clear();
    world.slack.answers('users.info', () => ({ ok: false, error: 'token_expired' }));
    expect((await world.said(world.slash({ text: 'status' }))).text).toContain(`${world.url}/slack/install`);
  });
});

describe('NOX’s own pages in Slack', () => {
  it('suggest what to try, in the person’s language', async () => {
    world.install(1, { teamId: 'T1' });
    world.slack.answers('users.info', () => ({
      ok: true,
      user: { id: 'U1', team_id: 'T1', locale: 'en-GB' },
    }));
    await tell({ type: 'app_home_opened', tab: 'messages', user: 'U1', channel: 'D1' }, Date.now());
    const [call] = world.slack.callsOf('assistant.threads.setSuggestedPrompts');
    expect(String(call?.args.prompts)).toContain('What can you do for me?');
    await tell({ type: 'app_home_opened', tab: 'home', user: 'U1', channel: 'D1' }, Date.now());
    expect(world.slack.callsOf('views.publish')).toHaveLength(1);
  });
});
