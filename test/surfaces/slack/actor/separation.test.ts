import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { said, startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ types: new Map([[3, 'freelance']]) });
  world.install(1, { teamId: 'T1' });
});
afterEach(() => world.stop());

const foreigner = { ok: true, user: { id: 'UX', team_id: 'TX', is_stranger: true } };
const mention = { type: 'app_mention', channel: 'C1', ts: '1.1', text: '<@UBOT> status' };

describe('who nobody installed NOX for', () => {
  it('is told so in both languages, privately, with where to install it', async () => {
    const answer = await world.said(world.slash({ team_id: 'TZ' }));
    expect(answer).toMatchObject({ response_type: 'ephemeral' });
    expect(answer.text).toMatch(/installé ici[\s\S]*installed here/);
    expect(answer.text).toContain(`${world.url}/slack/install`);
    expect((await world.event({ ...mention, user: 'U1' }, { team_id: 'TZ' })).status).toBe(200);
    expect([world.asked, world.slack.calls]).toEqual([[], []]);
  });
});

describe('people of other organisations', () => {
  beforeEach(() => world.slack.answers('users.info', () => foreigner));

  it('get a private refusal for a mention, and no word of whose space it is', async () => {
    const rest = { is_ext_shared_channel: true };
    await world.event({ ...mention, user: 'UX', user_team: 'TX' }, rest);
    await world.slack.until(() => world.slack.callsOf('chat.postEphemeral').length === 1);
    expect(world.slack.callsOf('chat.postEphemeral')[0]?.args).toMatchObject({ user: 'UX' });
    expect(JSON.stringify(world.slack.callsOf('chat.postEphemeral'))).not.toContain('tenant 1');
    expect([world.asked, world.slack.callsOf('chat.postMessage')]).toEqual([[], []]);
  });

  it('get one for a click, and the buttons stay for whom they were made', async () => {
    await world.click('abc:yes', { user: { id: 'UX', team_id: 'TX' } });
    await world.slack.until(() => world.slack.responses.length === 1);
    expect(world.slack.responses[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(world.asked).toEqual([]);
  });

  it('are refused also under a member’s id, where the request names a foreign home', async () => {
    world.slack.answers('users.info', () => ({ ok: true, user: { id: 'U1', team_id: 'T1' } }));
    await world.slash({ text: 'status' });
    await world.click('abc:yes', { user: { id: 'U1', team_id: 'TX' } });
    await world.slack.until(() => world.slack.responses.length === 1);
    expect(world.asked.map((each) => each.words)).toEqual(['status']);
  });

  it('whom Slack does not show to NOX are refused', async () => {
    world.slack.answers('users.info', () => ({ ok: false, error: 'user_not_visible' }));
    expect((await world.said(world.slash({ user_id: 'UX' }))).response_type).toBe('ephemeral');
    expect(world.asked).toEqual([]);
  });
});

describe('a channel that others read', () => {
  it('shows members’ answers to them alone, by command and by mention', async () => {
    world.slack.answers('conversations.info', () => ({
      ok: true,
      channel: { id: 'C1', is_ext_shared: true },
    }));
    expect((await world.said(world.slash({ text: 'k8s pods' }))).response_type).toBe('ephemeral');
    await world.event({ ...mention, user: 'U1' }, { is_ext_shared_channel: true });
    await world.slack.until(() => world.slack.callsOf('chat.postEphemeral').length === 1);
    expect(world.slack.callsOf('chat.postMessage')).toEqual([]);
  });

  it('is taken for one where Slack does not say', async () => {
    world.slack.answers('conversations.info', () => ({ ok: false, error: 'channel_not_found' }));
    expect((await world.said(world.slash({ text: 'k8s pods' }))).response_type).toBe('ephemeral');
  });

  it('sees no progress and no outcome of a confirmed change', async () => {
    world.slack.answers('conversations.info', () => ({
      ok: true,
      channel: { id: 'C1', is_ext_shared: true },
    }));
    world.answerWith(async (invocation) => {
      await invocation.progress({ ...said('1/2'), pending: true });
      return said('fait');
    });
    await world.click('abc:yes');
    await world.slack.until(() => world.slack.responses.length === 2);
    expect(world.slack.responses.map((each) => each.response_type)).toEqual(['ephemeral', 'ephemeral']);
    expect(world.slack.callsOf('chat.postMessage')).toEqual([]);
  });
});

describe('two tenants', () => {
  it('at once are each answered with their own token, in their own words', async () => {
    world.install(2, { teamId: 'T2' });
    world.slack.answers('users.info', (_args, token) => ({
      ok: true,
      user: { id: 'U1', team_id: token.includes('-1-') ? 'T1' : 'T2' },
    }));
    const asking = ['T1', 'T2', 'T2', 'T1'].map((team) =>
      world.event({ ...mention, user: 'U1', text: `<@UBOT> canary-${team}` }, { team_id: team }),
    );
    await Promise.all(asking);
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 4);
    for (const { token, args } of world.slack.callsOf('chat.postMessage')) {
      expect(token.replace(/.*-/, '')).toBe(String(args.text).replace(/.*-/, ''));
    }
  });

  it('in one Grid stay two: a workspace’s own installation, not its organisation', async () => {
    world.install(1, { teamId: 'T1', enterpriseId: 'E1' });
    world.install(2, { teamId: 'T2', enterpriseId: 'E1' });
    const colleague = { id: 'U2', team_id: 'T2', enterprise_user: { enterprise_id: 'E1', teams: ['T2'] } };
    world.slack.answers('users.info', () => ({ ok: true, user: colleague }));
    await world.click('abc:yes', { enterprise: { id: 'E1' }, user: { id: 'U2', team_id: 'T2' } });
    await world.slack.until(() => world.slack.responses.length === 1);
    expect(world.asked).toEqual([]);
    await world.slash({ team_id: 'T2', enterprise_id: 'E1', user_id: 'U2' });
    expect(world.asked.map((each) => each.tenantId)).toEqual([2]);
  });
});

describe('an organisation-wide installation', () => {
  it('knows a person as one from every workspace, and answers each workspace', async () => {
    world.install(4, { enterpriseId: 'E9', isEnterpriseInstall: true });
    const user = { id: 'U1', team_id: 'TA', enterprise_user: { enterprise_id: 'E9', teams: ['TA', 'TB'] } };
    world.slack.answers('users.info', () => ({ ok: true, user }));
    const org = { enterprise_id: 'E9', is_enterprise_install: 'true' };
    await world.slash({ ...org, team_id: 'TA', text: 'one' });
    await world.slash({ ...org, team_id: 'TB', text: 'two' });
    await world.click('abc:yes', {
      team: null,
      enterprise: { id: 'E9' },
      is_enterprise_install: true,
      user: { id: 'U1', team_id: 'TB' },
    });
    await world.slack.until(() => world.asked.length === 3);
    expect(new Set(world.asked.map((each) => `${each.tenantId}/${each.userId}`))).toEqual(new Set(['4/1']));
  });
});

describe('a freelance tenant', () => {
  it('tells who was not invited whom to ask', async () => {
    world.install(3, { teamId: 'T3' });
    world.slack.answers('users.info', () => ({ ok: true, user: { id: 'U1', team_id: 'T3' } }));
    expect((await world.said(world.slash({ team_id: 'T3' }))).text).toContain('Marie');
    expect(world.asked).toEqual([]);
  });
});
