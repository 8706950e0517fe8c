import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalOf, startWorld } from './world.ts';
import type { SlackWorld } from './world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

test('an org-wide installation is in no workspace until one is granted', async () => {
  const { slack, app } = world;
  const granted = await world.install({ userId: 'UADA', enterpriseId: 'E1' });
  expect(granted.is_enterprise_install).toBe(true);
  const client = world.client(granted.access_token);
  expect(await client.auth.test()).toMatchObject({ enterprise_id: 'E1', is_enterprise_install: true });
  expect(slack.botOf('T1')).toBeUndefined();
  expect(await refusalOf(client.chat.postMessage({ channel: 'UBOB', text: 'x' }))).toBe('user_not_found');
  await slack.grant('T2');
  expect(JSON.parse(app.received[0]?.body ?? '')).toMatchObject({
    event: { type: 'team_access_granted', team_ids: ['T2'] },
    authorizations: [{ is_enterprise_install: false }],
  });
  expect(await client.chat.postMessage({ channel: 'UBOB', text: 'x' })).toMatchObject({ ok: true });
  expect(await refusalOf(client.conversations.info({ channel: 'C1' }))).toBe('channel_not_found');
  await slack.grant('T2', false);
  expect(await refusalOf(client.conversations.info({ channel: 'C2' }))).toBe('channel_not_found');
});

test('an organisation’s token says which workspace it means', async () => {
  const { access_token } = await world.install({ userId: 'UADA', enterpriseId: 'E1' });
  await world.slack.grant('T1');
  const client = world.client(access_token);
  expect(await refusalOf(client.conversations.list())).toBe('missing_argument');
  expect(await refusalOf(client.users.list({ team_id: 'T2' }))).toBe('team_access_not_granted');
  const { channels = [] } = await client.conversations.list({ team_id: 'T1' });
  expect(channels.map((each) => each.id)).toEqual(['C1', 'CX']);
});

test('people: members, guests, strangers of a shared channel, and nobody else', async () => {
  const { access_token } = await world.install({ userId: 'UADA', teamId: 'T1' });
  const client = world.client(access_token);
  const user = async (id: string) => (await client.users.info({ user: id, include_locale: true })).user;
  expect(await user('UADA')).toMatchObject({
    team_id: 'T1',
    is_admin: true,
    is_stranger: false,
    locale: 'fr-FR',
  });
  expect((await user('UADA'))?.enterprise_user?.teams).toEqual(['T1', 'T2']);
  expect(await user('UGUEST')).toMatchObject({ is_restricted: true });
  expect(await user('UOUT')).toMatchObject({ team_id: 'T9', is_stranger: true });
  expect(await refusalOf(client.users.info({ user: 'UBOB' }))).toBe('user_not_found');
});

test('who may not install is not let', async () => {
  await expect(world.install({ userId: 'UGUEST', teamId: 'T1' })).rejects.toThrow(/stranger or guest/);
  await expect(world.install({ userId: 'UOUT', teamId: 'T1' })).rejects.toThrow(/stranger or guest/);
  await expect(world.install({ userId: 'UBOB', enterpriseId: 'E1' })).rejects.toThrow(/admin/);
});

test('a code works once, for its redirect address, for ten minutes, with the right secret', async () => {
  const url = 'https://x.test/a?client_id=1.2&scope=chat:write&state=s&redirect_uri=http://a.test/r';
  const codeOf = () =>
    new URL(world.slack.approve(url, { userId: 'UADA', teamId: 'T1' })).searchParams.get('code') ?? '';
  const exchange = (code: string, more = {}) =>
    refusalOf(
      world.client().oauth.v2.access({
        client_id: '1.2',
        client_secret: 'secret',
        code,
        redirect_uri: 'http://a.test/r',
        ...more,
      }),
    );
  const code = codeOf();
  expect(await exchange(code, { client_secret: 'wrong' })).toBe('bad_client_secret');
  expect(await exchange(code, { client_id: '9.9' })).toBe('invalid_client_id');
  expect(await exchange(code, { redirect_uri: 'http://b.test/r' })).toBe('bad_redirect_uri');
  expect(await exchange(code)).toBe('nothing was refused');
  expect(await exchange(code)).toBe('invalid_code');
  const late = codeOf();
  world.time.now += 11 * 60_000;
  expect(await exchange(late)).toBe('invalid_code');
  expect(new URL(world.slack.deny(url)).searchParams.get('error')).toBe('access_denied');
});

test('tokens: none, wrong, of another kind, without the scope, after the uninstall', async () => {
  const { access_token } = await world.install({ userId: 'UADA', teamId: 'T1' }, 'users:read');
  expect(await refusalOf(world.client().auth.test())).toBe('not_authed');
  expect(await refusalOf(world.client('xoxb-wrong').auth.test())).toBe('invalid_auth');
  const client = world.client(access_token);
  expect(await refusalOf(client.apps.connections.open())).toBe('not_allowed_token_type');
  expect(await refusalOf(client.chat.postMessage({ channel: 'C1', text: 'x' }))).toBe('missing_scope');
  expect(await refusalOf(client.apiCall('no.such.method'))).toBe('unknown_method');
  await world.slack.uninstall('T1');
  expect(await refusalOf(client.auth.test())).toBe('token_revoked');
  const user = world.slack.userToken('UADA', 'T1');
  expect(await world.client(user).auth.test()).toMatchObject({ user_id: 'UADA', team_id: 'T1' });
  await world.slack.revokeTokenOf('UADA', 'T1');
  expect(await refusalOf(world.client(user).auth.test())).toBe('token_revoked');
});

test('rotated tokens expire; a refresh token is good once', async () => {
  await world.close();
  world = await startWorld({ rotation: true });
  const first = await world.install({ userId: 'UADA', teamId: 'T1' });
  const refresh = (token: string) =>
    world.client().oauth.v2.access({
      client_id: '1.2',
      client_secret: 'secret',
      grant_type: 'refresh_token',
      refresh_token: token,
    });
  const second = await refresh(first.refresh_token ?? '');
  expect(await refusalOf(refresh(first.refresh_token ?? ''))).toBe('invalid_refresh_token');
  const third = await refresh(second.refresh_token ?? '');
  expect(await refusalOf(world.client(first.access_token).auth.test())).toBe('token_revoked');
  expect(await world.client(second.access_token).auth.test()).toMatchObject({ ok: true });
  world.time.now += 43_201_000;
  expect(await refusalOf(world.client(third.access_token).auth.test())).toBe('token_expired');
});

test('messages: only where the bot is, only what Slack can show, only one’s own is edited', async () => {
  const { access_token } = await world.install({ userId: 'UADA', teamId: 'T1' });
  const client = world.client(access_token);
  const post = (more: object) => refusalOf(client.chat.postMessage({ channel: 'C1', text: 'x', ...more }));
  expect(await post({})).toBe('not_in_channel');
  world.slack.inviteApp('C1');
  expect(await post({})).toBe('nothing was refused');
  expect(await post({ text: '' })).toBe('no_text');
  expect(await post({ text: 'x'.repeat(40_001) })).toBe('msg_too_long');
  expect(await post({ channel: 'C3' })).toBe('channel_not_found');
  expect(await post({ channel: 'C2' })).toBe('channel_not_found');
  const section = (text: string, more = {}) => ({ type: 'section', text: { type: 'mrkdwn', text }, ...more });
  const actions = {
    type: 'actions',
    elements: [{ type: 'button', text: { type: 'plain_text', text: 'x'.repeat(76) } }],
  };
  for (const blocks of [
    Array.from({ length: 51 }, () => section('x')),
    [section('x'.repeat(3_001))],
    [section('')],
    [section('x', { colour: 'red' })],
    [{ type: 'banner' }],
    [{ type: 'divider', colour: 'red' }],
    [section('a', { block_id: 'same' }), section('b', { block_id: 'same' })],
    [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
    [actions],
  ]) {
    expect(await post({ blocks })).toBe('invalid_blocks');
  }
  expect(await post({ blocks: [section('x'.repeat(3_000))] })).toBe('nothing was refused');
  const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: 'before' });
  await client.chat.update({ channel: 'C1', ts, text: 'after' });
  expect(world.slack.visible('UADA', 'C1').at(-1)?.text).toBe('after');
  await world.slack.speak({ userId: 'UADA', channelId: 'C1' }, 'mine');
  const mine = world.slack.visible('UADA', 'C1').at(-1)?.ts ?? '';
  expect(await refusalOf(client.chat.update({ channel: 'C1', ts: mine, text: 'x' }))).toBe(
    'cant_update_message',
  );
  await client.chat.postEphemeral({ channel: 'C1', user: 'UGUEST', text: 'psst' });
  expect(world.slack.visible('UADA', 'C1').map((each) => each.text)).not.toContain('psst');
  expect(world.slack.visible('UGUEST', 'C1').map((each) => each.text)).toContain('psst');
  expect(await refusalOf(client.chat.postEphemeral({ channel: 'C1', user: 'UBOB', text: 'x' }))).toBe(
    'user_not_in_channel',
  );
});

test('a file is uploaded, then shown, once', async () => {
  const { access_token } = await world.install({ userId: 'UADA', teamId: 'T1' });
  const client = world.client(access_token);
  world.slack.inviteApp('C1');
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
    filename: 'a.log',
    length: 3,
  });
  await fetch(upload_url, { method: 'POST', body: 'abc' });
  const share = { files: [{ id: file_id, title: 'a.log' }], channel_id: 'C1' } as const;
  await client.files.completeUploadExternal({ ...share, files: [{ id: file_id, title: 'a.log' }] });
  expect(world.slack.visible('UADA', 'C1').at(-1)?.files).toEqual([{ title: 'a.log', content: 'abc' }]);
  expect(await refusalOf(client.files.completeUploadExternal({ ...share, files: [{ id: file_id }] }))).toBe(
    'file_not_found',
  );
});

test('a method can be made to fail', async () => {
  const { access_token } = await world.install({ userId: 'UADA', teamId: 'T1' });
  const client = world.client(access_token);
  world.slack.failNext('auth.test', 'internal_error');
  expect(await refusalOf(client.auth.test())).toBe('internal_error');
  expect(await client.auth.test()).toMatchObject({ ok: true });
});
