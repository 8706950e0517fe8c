import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { said, startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  world.install(1, { teamId: 'T1' });
});
afterEach(() => world.stop());

const mention = {
  type: 'app_mention',
  user: 'U1',
  channel: 'C1',
  ts: '1700000000.000100',
  text: '<@UBOT> k8s pods &amp; “x y”',
};

describe('slash commands', () => {
  it('are answered in the acknowledgement where the answer is quick', async () => {
    const response = await world.slash({ text: 'k8s pods' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ response_type: 'in_channel', text: 'echo k8s pods' });
    expect(world.asked).toEqual([{ tenantId: 1, userId: 1, words: 'k8s pods' }]);
  });

  it('are answered privately where the reply is for the asker', async () => {
    world.answerWith(() => said('non', 'asker'));
    expect(await (await world.slash({ text: 'x' })).json()).toMatchObject({ response_type: 'ephemeral' });
  });

  it('that take long are acknowledged, and answered at the response_url, or beside it once that is expired', async () => {
    let finish = (): void => {};
    const gate = new Promise<void>((done) => (finish = done));
    world.answerWith(async () => {
      await gate;
      return said('enfin', 'asker');
    });
    const response = await world.slash({ text: 'x', response_url: `${world.slack.url}/response/expired` });
    expect([response.status, await response.text()]).toEqual([200, '']);
    finish();
    await world.slack.until(() => world.slack.callsOf('chat.postEphemeral').length === 1);
    expect(world.slack.callsOf('chat.postEphemeral')[0]?.args).toMatchObject({ user: 'U1', text: 'enfin' });
  });

  it('never send an answer to a response_url that is not Slack’s', async () => {
    world.answerWith(async (invocation) => {
      await invocation.progress({ ...said('…'), pending: true });
      return said('fini');
    });
    await world.slash({ text: 'x', response_url: 'http://localhost:9/elsewhere' });
    await world.slack.until(() => world.slack.callsOf('chat.update').length === 1);
    expect(world.slack.responses).toEqual([]);
  });

  it('edit one message while something goes on', async () => {
    world.answerWith(async (invocation) => {
      await invocation.progress({ ...said('1/2'), pending: true });
      await invocation.progress({ ...said('2/2'), pending: true });
      return said('fait');
    });
    await world.slash({ text: 'k8s restart' });
    expect(world.slack.callsOf('chat.postMessage').map((call) => call.args.text)).toEqual(['1/2']);
    expect(world.slack.callsOf('chat.update').map((call) => call.args.text)).toEqual(['2/2', 'fait']);
  });

  it('answer by response_url where NOX is not in the channel', async () => {
    world.slack.answers('chat.postMessage', () => ({ ok: false, error: 'not_in_channel' }));
    world.answerWith(async (invocation) => {
      await invocation.progress({ ...said('1/2'), pending: true });
      return said('fait');
    });
    const response = await world.slash({ text: 'k8s restart' });
    expect(world.slack.responses).toMatchObject([{ text: '1/2', response_type: 'ephemeral' }]);
    expect(await response.json()).toMatchObject({ text: 'fait', response_type: 'in_channel' });
  });
});

describe('mentions and direct messages', () => {
  it('are answered in the thread of the mention, by words that were straightened', async () => {
    await world.event(mention);
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 1);
    const [call] = world.slack.callsOf('chat.postMessage');
    expect(call?.args).toMatchObject({
      channel: 'C1',
      thread_ts: mention.ts,
      text: 'echo k8s pods &amp; "x y"',
    });
    expect(call?.token).toBe('xoxb-1-T1');
  });

  it('are answered in their thread where the reply is for those who asked, and beside it where it is private', async () => {
    world.answerWith(() => said('aide', 'thread'));
    await world.event(mention);
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 1);
    expect(world.slack.callsOf('chat.postMessage')[0]?.args.thread_ts).toBe(mention.ts);
    world.answerWith(() => said('secret', 'asker'));
    await world.event(mention);
    await world.event({ ...mention, thread_ts: '1699999999.000100' });
    await world.slack.until(() => world.slack.callsOf('chat.postEphemeral').length === 2);
    const privately = world.slack.callsOf('chat.postEphemeral').map(({ args }) => args.thread_ts);
    expect(privately.sort()).toEqual(['1699999999.000100', undefined]);
  });

  it('are answered in the direct message, in its thread where there is one', async () => {
    const event = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', ts: '1.1', text: 'help' };
    await world.event(event);
    await world.event({ ...event, thread_ts: '1.0' });
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 2);
    expect(
      world.slack
        .callsOf('chat.postMessage')
        .map((call) => call.args.thread_ts)
        .sort(),
    ).toEqual(['1.0', undefined]);
    expect(world.slack.callsOf('assistant.threads.setStatus')).toHaveLength(1);
  });

  it('of bots, of NOX itself, edits and other noise are passed over', async () => {
    const event = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', ts: '1.1', text: 'help' };
    for (const noise of [
      { ...event, bot_id: 'B1' },
      { ...event, subtype: 'message_changed' },
      { ...event, edited: { user: 'U1', ts: '2' } },
      { ...event, channel_type: 'channel', channel: 'C1' },
      { ...mention, channel: 'D1' },
    ])
      expect((await world.event(noise)).status).toBe(200);
    await world.surface.stop();
    expect(world.asked).toEqual([]);
  });

  it('that fail inside tell the person a reference, and the log ids alone', async () => {
    world.answerWith(() => {
      throw new Error('canary-of-a-secret');
    });
    await world.event(mention);
    await world.slack.until(() => world.slack.callsOf('chat.postEphemeral').length === 1);
    const text = String(world.slack.callsOf('chat.postEphemeral')[0]?.args.text);
    expect(text).toMatch(/référence [0-9a-f-]{36}/);
    expect(text).not.toContain('canary');
    expect(JSON.stringify(world.logged)).not.toContain('k8s pods');
  });

  it('with a long output bring the whole as a file', async () => {
    const output = Array.from({ length: 900 }, (_each, at) => `line ${at}`).join('\n');
    world.answerWith(() => ({
      summary: 'logs',
      blocks: [{ kind: 'code', text: output, filename: 'api.log' }],
    }));
    await world.event(mention);
    await world.slack.until(() => world.slack.callsOf('files.completeUploadExternal').length === 1);
    expect(world.slack.uploads).toEqual([output]);
    expect(world.slack.callsOf('files.completeUploadExternal')[0]?.args).toMatchObject({
      channel_id: 'C1',
      thread_ts: mention.ts,
    });
  });

  it('are said again as plain text where Slack refuses the blocks', async () => {
    world.slack.answers('chat.postMessage', (args) =>
      args.blocks === '[]' ? undefined : { ok: false, error: 'invalid_blocks' },
    );
    await world.event(mention);
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 2);
    expect(world.slack.callsOf('chat.postMessage')[1]?.args.text).toContain('echo k8s pods');
  });
});

describe('clicks', () => {
  it('of a confirmation: the prompt gives way to the choice, the outcome is for the channel', async () => {
    expect((await world.click('abc:yes')).status).toBe(200);
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 1);
    expect(world.asked[0]?.words).toBe('press abc yes');
    expect(world.slack.responses).toMatchObject([
      { replace_original: true, text: '✓ Votre choix\u00a0: Confirmer', blocks: [] },
    ]);
    expect(world.slack.callsOf('chat.postMessage')[0]?.args.text).toBe('echo press abc yes');
  });

  it('with a private outcome: it takes the place of the prompt', async () => {
    world.answerWith(() => said('Annulé.', 'asker'));
    await world.click('abc:no');
    await world.slack.until(() => world.slack.responses.length === 1);
    expect(world.slack.responses).toMatchObject([
      { replace_original: true, text: 'Annulé.', response_type: 'ephemeral' },
    ]);
  });

  it('in a thread that others read: the prompt gives way for the one it asked, and for nobody else', async () => {
    world.answerWith(() => said('Plus rien.', 'thread'));
    const shown = { message_ts: '9.9', channel_id: 'C1', thread_ts: '5.5', is_ephemeral: false };
    const press = (user: string, block_id: string) =>
      world.click('abc:yes', {
        user: { id: user, team_id: 'T1' },
        container: shown,
        actions: [
          { type: 'button', action_id: 'nox:act:0', block_id, value: 'abc:yes', text: { text: 'Oui' } },
        ],
      });
    await press('U2', 'nox:for:U1:abc:0');
    await world.slack.until(() => world.slack.responses.length === 1);
    expect(world.slack.responses[0]).toMatchObject({ replace_original: false, response_type: 'ephemeral' });
    await press('U1', 'nox:for:U1:abc:0');
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 1);
    expect(world.slack.responses[1]).toMatchObject({ replace_original: true, response_type: 'in_channel' });
    expect(world.slack.callsOf('chat.postMessage')[0]?.args).toMatchObject({ thread_ts: '5.5' });
  });

  it('done twice leave the outcome of the first', async () => {
    await world.click('abc:yes');
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 1);
    world.answerWith(() => said('Déjà servi.', 'asker'));
    await world.click('abc:yes');
    await world.slack.until(() => world.slack.responses.length === 2);
    expect(world.slack.responses[1]).toMatchObject({ replace_original: false, response_type: 'ephemeral' });
  });

  it('in a direct message edit that message, from the first word to the last', async () => {
    world.answerWith(async (invocation) => {
      await invocation.progress({ ...said('1/2'), pending: true });
      return said('fait');
    });
    await world.click('abc:yes', {
      channel: { id: 'D1' },
      container: { message_ts: '9.9', channel_id: 'D1', is_ephemeral: false },
    });
    await world.slack.until(() => world.slack.callsOf('chat.update').length === 2);
    expect(world.slack.callsOf('chat.update').map((call) => [call.args.ts, call.args.text])).toEqual([
      ['9.9', '1/2'],
      ['9.9', 'fait'],
    ]);
  });

  it('and submissions of what is not ours are acknowledged, and nothing is done', async () => {
    const action = { type: 'button', action_id: 'other', block_id: 'b', value: 'abc:yes' };
    expect((await world.click('', { actions: [action] })).status).toBe(200);
    const view = { id: 'V1', type: 'modal', callback_id: 'x', state: { values: {} } };
    const submission = {
      type: 'view_submission',
      team: { id: 'T1' },
      user: { id: 'U1', team_id: 'TX' },
      view,
    };
    expect((await world.interact(submission)).status).toBe(200);
    expect(world.asked).toEqual([]);
  });
});
