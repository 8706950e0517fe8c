import type { View } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signatureOf } from '../../../demo/slack/deliver.ts';
import { credentials, refusalOf, startWorld } from './world.ts';
import type { SlackWorld } from './world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const button = { type: 'button', text: { type: 'plain_text', text: 'Oui' }, action_id: 'yes', value: '1' };
const asking = [{ type: 'actions', block_id: 'b', elements: [button] }];
const payloadOf = (body = '') =>
  JSON.parse(new URLSearchParams(body).get('payload') ?? '{}') as Record<string, unknown>;

test('a slash command is signed, says which installation it means, and its answer is shown', async () => {
  const { slack, app } = world;
  await world.install({ userId: 'UADA', enterpriseId: 'E1' });
  await slack.grant('T1');
  app.received.length = 0;
  app.answers = () => ({
    status: 200,
    body: JSON.stringify({ response_type: 'ephemeral', text: 'bonjour' }),
  });
  await slack.slash({ userId: 'UADA', channelId: 'C1' }, 'status');
  const { headers, body } = app.received[0] ?? { headers: {}, body: '' };
  expect(headers['x-slack-signature']).toBe(
    signatureOf(credentials.signingSecret, Number(headers['x-slack-request-timestamp']), body),
  );
  expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
    command: '/nox',
    text: 'status',
    team_id: 'T1',
    enterprise_id: 'E1',
    is_enterprise_install: 'true',
    user_id: 'UADA',
  });
  expect(slack.visible('UADA', 'C1').at(-1)?.text).toBe('bonjour');
  expect(slack.visible('UGUEST', 'C1')).toEqual([]);
});

test('what the app does not take, Slack reports to the person', async () => {
  const { slack, app } = world;
  await world.install({ userId: 'UADA', teamId: 'T1' });
  const place = { userId: 'UADA', channelId: 'C1' };
  const said = () => slack.visible('UADA', 'C1').at(-1)?.text;
  app.answers = () => ({ status: 500, body: '' });
  await slack.slash(place, 'x');
  expect(said()).toMatch(/dispatch_failed/);
  app.answers = () => ({ status: 200, body: JSON.stringify({ blocks: [{ type: 'banner' }] }) });
  await slack.slash(place, 'x');
  expect(said()).toMatch(/did not respond with a valid message/);
  await slack.slash({ userId: 'UBOB', channelId: 'C2' }, 'x');
  expect(slack.visible('UBOB', 'C2').at(-1)?.text).toMatch(/not a valid command/);
});

test('a response_url answers five times, for thirty minutes', async () => {
  const { slack, app, time } = world;
  await world.install({ userId: 'UADA', teamId: 'T1' });
  await slack.slash({ userId: 'UADA', channelId: 'C1' }, 'x');
  const url = new URLSearchParams(app.received.at(-1)?.body).get('response_url') ?? '';
  const answer = (body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await answer({ blocks: [{ type: 'banner' }] })).status).toBe(400);
  for (let i = 0; i < 4; i++)
    expect((await answer({ text: `n${i}`, response_type: 'in_channel' })).status).toBe(200);
  expect(await (await answer({ text: 'sixth' })).json()).toEqual({ ok: false, error: 'used_url' });
  expect(slack.visible('UGUEST', 'C1').map((each) => each.text)).toEqual(['n0', 'n1', 'n2', 'n3']);
  await slack.slash({ userId: 'UADA', channelId: 'C1' }, 'x');
  const other = new URLSearchParams(app.received.at(-1)?.body).get('response_url') ?? '';
  time.now += 30 * 60_000;
  const late = await fetch(other, {
    method: 'POST',
    body: JSON.stringify({ text: 'x' }),
    headers: { 'content-type': 'application/json' },
  });
  expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }]);
});

test('mentions and direct messages are told; other words are not; what is refused comes again', async () => {
  const { slack, app } = world;
  const { bot_user_id: bot } = await world.install({ userId: 'UADA', teamId: 'T1' });
  const place = { userId: 'UADA', channelId: 'C1' };
  expect(await slack.speak(place, `<@${bot}> status`)).toBeUndefined();
  slack.inviteApp('C1');
  expect(await slack.speak(place, 'nothing for the app')).toBeUndefined();
  app.answers = (_body, count) => ({ status: count < 3 ? 500 : 200, body: '' });
  expect(await slack.speak(place, `<@${bot}> status`)).toMatchObject({ status: 200 });
  const ids = app.received.map(({ body }) => (JSON.parse(body) as { event_id: string }).event_id);
  expect([ids.length, new Set(ids).size]).toEqual([3, 1]);
  expect(app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2']);
  expect(JSON.parse(app.received[0]?.body ?? '')).toMatchObject({
    team_id: 'T1',
    event: { type: 'app_mention', user: 'UADA', channel: 'C1' },
    authorizations: [{ team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: false }],
  });
  await slack.speak({ userId: 'UADA', channelId: slack.direct('UADA', 'T1') }, 'bonjour');
  expect(JSON.parse(app.received.at(-1)?.body ?? '')).toMatchObject({
    event: { type: 'message', channel_type: 'im' },
  });
  app.received.length = 0;
  app.answers = () => ({ status: 500, body: '' });
  await slack.speak(place, `<@${bot}> again`);
  expect(app.received.length).toBe(4);
});

test('in a shared channel a stranger is heard and can click, but has no slash command', async () => {
  const { slack, app } = world;
  const { bot_user_id: bot, access_token } = await world.install({ userId: 'UADA', teamId: 'T1' });
  slack.inviteApp('CX');
  const stranger = { userId: 'UOUT', channelId: 'CX' };
  await slack.slash(stranger, 'status');
  expect(app.received).toEqual([]);
  await slack.speak(stranger, `<@${bot}> status`);
  expect(JSON.parse(app.received.at(-1)?.body ?? '')).toMatchObject({
    is_ext_shared_channel: true,
    team_id: 'T1',
    event: { user: 'UOUT', user_team: 'T9' },
  });
  const client = world.client(access_token);
  expect((await client.conversations.info({ channel: 'CX' })).channel).toMatchObject({ is_ext_shared: true });
  const { ts = '' } = await client.chat.postMessage({ channel: 'CX', text: '?', blocks: asking as never });
  await slack.click(stranger, { ts, blockId: 'b', actionId: 'yes' });
  expect(payloadOf(app.received.at(-1)?.body)).toMatchObject({
    team: { id: 'T1' },
    user: { id: 'UOUT', team_id: 'T9' },
    is_enterprise_install: false,
  });
});

test('a click carries its button and message; of an org-wide installation no team; others’ private buttons are out of reach', async () => {
  const { slack, app } = world;
  const { access_token } = await world.install({ userId: 'UADA', enterpriseId: 'E1' });
  await slack.grant('T1');
  slack.inviteApp('C1');
  const client = world.client(access_token);
  const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: '?', blocks: asking as never });
  const press = { ts, blockId: 'b', actionId: 'yes' };
  await slack.click({ userId: 'UADA', channelId: 'C1' }, press);
  const payload = payloadOf(app.received.at(-1)?.body);
  expect(payload).toMatchObject({
    team: null,
    enterprise: { id: 'E1' },
    is_enterprise_install: true,
    container: { is_ephemeral: false, message_ts: ts },
    actions: [{ action_id: 'yes', block_id: 'b', value: '1' }],
  });
  const replace = { replace_original: true, text: 'done' };
  await fetch(String(payload.response_url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(replace),
  });
  expect(slack.visible('UADA', 'C1').at(-1)).toMatchObject({ ts, text: 'done', blocks: undefined });
  const hidden = await client.chat.postEphemeral({
    channel: 'C1',
    user: 'UGUEST',
    text: '?',
    blocks: asking as never,
  });
  const theirs = { ...press, ts: hidden.message_ts ?? '' };
  await expect(slack.click({ userId: 'UADA', channelId: 'C1' }, theirs)).rejects.toThrow('no such button');
  await expect(slack.click({ userId: 'UBOB', channelId: 'C1' }, press)).rejects.toThrow(
    'not in that channel',
  );
});

test('home and modals: published, opened within three seconds, submitted', async () => {
  const { slack, app, time } = world;
  const { access_token } = await world.install({ userId: 'UADA', teamId: 'T1' });
  const client = world.client(access_token);
  await slack.openHome({ userId: 'UADA', channelId: 'C1' }, 'home');
  expect(JSON.parse(app.received.at(-1)?.body ?? '')).toMatchObject({
    event: { type: 'app_home_opened', tab: 'home' },
  });
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'x' } } as const;
  await client.views.publish({ user_id: 'UADA', view: { type: 'home', blocks: [section] } });
  expect(slack.viewsOf('UADA').map((view) => view.type)).toEqual(['home']);
  await slack.slash({ userId: 'UADA', channelId: 'C1' }, 'form');
  const trigger_id = new URLSearchParams(app.received.at(-1)?.body).get('trigger_id') ?? '';
  const modal = {
    type: 'modal',
    callback_id: 'f',
    title: { type: 'plain_text' as const, text: 'T' },
    blocks: [section],
  } satisfies View;
  expect(await refusalOf(client.views.open({ trigger_id: 'no', view: modal }))).toBe('invalid_trigger_id');
  await client.views.open({ trigger_id, view: modal });
  expect(await refusalOf(client.views.open({ trigger_id, view: modal }))).toBe('invalid_trigger_id');
  const view = slack.viewsOf('UADA').find((each) => each.type === 'modal');
  if (!view) throw new Error('no modal');
  await slack.submit(view, { q: { a: { value: 'oui' } } });
  expect(payloadOf(app.received.at(-1)?.body)).toMatchObject({
    type: 'view_submission',
    view: {
      callback_id: 'f',
      app_installed_team_id: 'T1',
      state: { values: { q: { a: { value: 'oui' } } } },
    },
  });
  expect(slack.viewsOf('UADA').length).toBe(1);
  await slack.slash({ userId: 'UADA', channelId: 'C1' }, 'form');
  const late = new URLSearchParams(app.received.at(-1)?.body).get('trigger_id') ?? '';
  time.now += 3_001;
  expect(await refusalOf(client.views.open({ trigger_id: late, view: modal }))).toBe('expired_trigger_id');
});

test('an uninstall is told in either order', async () => {
  const { slack, app } = world;
  const types = () =>
    app.received.map(({ body }) => (JSON.parse(body) as { event: { type: string } }).event.type);
  await world.install({ userId: 'UADA', teamId: 'T1' });
  await slack.uninstall('T1');
  await world.install({ userId: 'UADA', teamId: 'T1' });
  await slack.uninstall('T1', 'app_first');
  expect(types()).toEqual(['tokens_revoked', 'app_uninstalled', 'app_uninstalled', 'tokens_revoked']);
});
