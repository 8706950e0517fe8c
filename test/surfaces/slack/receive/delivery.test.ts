import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sign } from '../world/slack.ts';
import { startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  world.install(1, { teamId: 'T1' });
});
afterEach(() => world.stop());

const now = () => Math.floor(Date.now() / 1000);
const mention = { type: 'app_mention', user: 'U1', channel: 'C1', ts: '1.1', text: '<@UBOT> status' };
const envelope = (id: string) =>
  JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: id, event_time: now(), event: mention });

describe('a request', () => {
  it('with a wrong signature, an old timestamp or none is refused', async () => {
    const body = envelope('Ev1');
    const refused = [
      sign(body, now(), 'another secret'),
      sign(body, now() - 600),
      sign(`${body} `, now()),
      {},
    ];
    for (const headers of refused) expect((await world.raw(body, headers)).status).toBe(401);
    expect(world.asked).toEqual([]);
  });

  it('that makes no sense harms nothing', async () => {
    const bodies = [
      '[]',
      'null',
      '"x"',
      '{"type":"url_verification","challenge":"c"}',
      '{"type":"event_callback","event_id":"E","authorizations":"x","event":{"type":"app_mention","user":{},"channel":7}}',
    ];
    for (const body of bodies) await world.raw(body, sign(body, now()));
    expect((await world.slash({ text: 'after' })).status).toBe(200);
    expect(world.asked.map((each) => each.words)).toEqual(['after']);
  });
});

describe('an event', () => {
  it('that comes again is acknowledged and nothing is done', async () => {
    for (let times = 0; times < 3; times++) {
      const body = envelope('Ev1');
      expect((await world.raw(body, sign(body, now()))).status).toBe(200);
    }
    await world.surface.stop();
    expect(world.asked).toHaveLength(1);
    expect(world.inbox.kept.get('1:Ev1')).toBeUndefined();
  });

  it('that cannot be kept is not acknowledged, so that Slack sends it again', async () => {
    const receive = world.inbox.receive;
    world.inbox.receive = () => Promise.reject(new Error('the database is down'));
    const body = envelope('Ev1');
    expect((await world.raw(body, sign(body, now()))).status).toBe(500);
    world.inbox.receive = receive;
    expect((await world.raw(body, sign(body, now()))).status).toBe(200);
    await world.surface.stop();
    expect(world.asked).toHaveLength(1);
  });

  it('that a process left unfinished is taken up at start, once', async () => {
    world.inbox.kept.set('1:Ev9', envelope('Ev9'));
    await world.surface.start();
    await world.slack.until(() => world.slack.callsOf('chat.postMessage').length === 1);
    await world.surface.stop();
    expect(world.asked).toHaveLength(1);
    expect(world.inbox.kept.get('1:Ev9')).toBeUndefined();
  });

  it('that is being answered is not taken up a second time', async () => {
    let finish = (): void => {};
    const gate = new Promise<void>((done) => (finish = done));
    world.answerWith(async () => {
      await gate;
      return { summary: 'x', blocks: [] };
    });
    const body = envelope('Ev1');
    await world.raw(body, sign(body, now()));
    await world.surface.start();
    finish();
    await world.surface.stop();
    expect(world.asked).toHaveLength(1);
  });

  it('whose tenant could not be read stays unfinished, and is answered later', async () => {
    const load = world.installations.load;
    world.installations.load = () => Promise.reject(new Error('the database is down'));
    await world.raw(envelope('Ev1'), sign(envelope('Ev1'), now()));
    await world.surface.stop();
    expect(world.inbox.kept.get('1:Ev1')).toBeDefined();
    world.installations.load = load;
    await world.surface.start();
    await world.surface.stop();
    expect(world.asked).toHaveLength(1);
  });
});
