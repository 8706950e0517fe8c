import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/nox.ts';
import { install, slash, startWorld } from './world.ts';
import type { AboardWorld } from './world.ts';

let world: AboardWorld;
const password = 'correct horse battery';
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const installed = () => install(world, 'type=enterprise', { userId: 'U0ADA', teamId: 'T0PLAT' });
const status = () => slash(world, 'U0ADA', 'C0PLAT', 'status').catch((error: Error) => error.message);
const minute = 60;

/** An event about the installation that comes when it likes. */
async function told(event: object, secondsAgo: number): Promise<void> {
  await world.slack.sendEvent({
    type: 'event_callback',
    event_id: `Ev${randomUUID()}`,
    api_app_id: 'A0NOX',
    team_id: 'T0PLAT',
    enterprise_id: 'E0TECH',
    event_time: Math.floor(Date.now() / 1000) - secondsAgo,
    authorizations: [{ team_id: 'T0PLAT', enterprise_id: 'E0TECH', is_enterprise_install: false }],
    event,
  });
  await world.nox.app.settled();
}

test.each(['tokens_first', 'app_first'] as const)(
  'an uninstall told %s, twice, and again late, after a reinstall',
  async (order) => {
    await installed();
    expect(await status()).toMatch(/Plateforme/);
    await world.slack.uninstall('T0PLAT', order);
    await world.nox.app.settled();
    await told({ type: 'app_uninstalled' }, 0);
    await told({ type: 'tokens_revoked', tokens: { bot: ['U0WRONG'] } }, 0);
    expect(await status()).toMatch(/not a valid command/);
    await installed();
    const bot = world.slack.botOf('T0PLAT');
    await told({ type: 'app_uninstalled' }, 5 * minute);
    await told({ type: 'tokens_revoked', tokens: { bot: [bot], oauth: ['U0ADA'] } }, 5 * minute);
    await told({ type: 'app_uninstalled' }, 0);
    expect(await status()).toMatch(/Plateforme/);
    await world.slack.uninstall('T0PLAT', order);
    await world.nox.app.settled();
  },
);

test('a space that lost its Slack takes it back, by an account of its own', async () => {
  const { body } = await call(world.nox, 'POST', '/api/enterprise/onboard', {
    name: 'X',
    email: 'x@x.fr',
    password,
  });
  const bearer = String(body.token);
  const again = () => install(world, '', { userId: 'U0ADA', teamId: 'T0PLAT' }, { bearer });
  expect((await again()).status).toBe(200);
  await world.slack.uninstall('T0PLAT');
  await world.nox.app.settled();
  expect((await call(world.nox, 'GET', '/api/integrations', undefined, bearer)).body.slack).toEqual([]);
  expect((await again()).status).toBe(200);
  expect(await status()).toMatch(/vous y êtes admin/);
});
