import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/nox.ts';
import { browse, install, linkIn, slash, startWorld } from './world.ts';
import type { AboardWorld } from './world.ts';

const password = 'correct horse battery';
const email = 'marie@freelance.com';
let world: AboardWorld;
let marie: { tenantId: number; token: string };

beforeAll(async () => {
  world = await startWorld();
  const opened = await call(world.nox, 'POST', '/api/freelance/onboard', { name: 'Marie', email, password });
  marie = opened.body as typeof marie;
  await install(world, 'type=freelance', { userId: 'U0MARIE', teamId: 'T0PERSO' }, { bearer: marie.token });
  // The client's administrator adds NOX to the client's workspace, in Marie's flow.
  await install(world, 'type=freelance', { userId: 'U0MARIE', teamId: 'T0PERSO' }, { bearer: marie.token });
});
afterAll(() => world?.close());

/** What a refusal offers: a link to join an account. */
async function offered(userId: string): Promise<string> {
  return linkIn(await slash(world, userId, 'C0CLIENT', 'status'));
}

test('Marie adds NOX to her client’s workspace; its administrator is refused, and offered a link privately', async () => {
  const begun = await browse(world.nox, '/slack/install', { bearer: marie.token });
  expect(begun.location).toMatch(/oauth\/v2\/authorize/);
  const page = await browse(
    world.nox,
    world.slack.approve(begun.location ?? '', { userId: 'U0MARIEC', teamId: 'T0CLIENT' }),
    {
      cookie: begun.cookie,
    },
  );
  expect(page.status).toBe(200);
  const said = await slash(world, 'U0BOSS', 'C0CLIENT', 'status');
  expect(said).toMatch(/This NOX space is personal\. Ask marie/i);
  expect(linkIn(said)).toMatch(/\/slack\/link\//);
});

test('a link names who asks, works once, for the account’s own word only, and can be refused', async () => {
  const first = await offered('U0BOSS');
  const page = await browse(world.nox, first, { language: 'fr' });
  expect(page.status).toBe(200);
  for (const word of ['boss', 'Client A', 'Ne confirmez jamais']) expect(page.html).toContain(word);
  expect((await browse(world.nox, first, { language: 'de' })).html).toContain('Never confirm');
  const refused = await browse(world.nox, first, { form: { answer: 'refuse' } });
  expect([refused.status, refused.html]).toEqual([200, expect.stringContaining('Nothing was linked')]);
  expect((await browse(world.nox, first)).status).toBe(410);

  const second = await offered('U0BOSS');
  const third = await offered('U0BOSS');
  expect((await browse(world.nox, second)).status).toBe(410);
  const confirm = { email, password };
  const foreign = await browse(world.nox, third, { form: confirm, origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  const wrong = await browse(world.nox, third, { form: { email, password: 'not the password' } });
  expect([wrong.status, wrong.cookie]).toEqual([401, '']);
  const none = await browse(world.nox, third, { form: {} });
  expect(none.status).toBe(401);
  expect(await slash(world, 'U0BOSS', 'C0CLIENT', 'status')).toMatch(/personal/);
});

test('another tenant’s account cannot confirm, and learns nothing', async () => {
  const other = await call(world.nox, 'POST', '/api/freelance/onboard', {
    name: 'Paul',
    email: 'paul@x.fr',
    password,
  });
  const url = await offered('U0BOSS');
  const byForm = await browse(world.nox, url, { form: { email: 'paul@x.fr', password } });
  expect([byForm.status, byForm.html]).toEqual([401, expect.stringMatching(/incorrect|is wrong/)]);
  const cookie = `__Host-nox=${String(other.body.token)}`;
  expect((await browse(world.nox, url, { cookie })).html).toMatch(
    /n’est pas de cet espace|not of this space/,
  );
  expect((await browse(world.nox, url, { cookie, form: {} })).status).toBe(401);
  const code = url.split('/').at(-1);
  const byApi = await call(world.nox, 'POST', '/api/slack/link', { code }, String(other.body.token));
  const made = `${marie.tenantId}-${'a'.repeat(32)}`;
  const unknown = await call(world.nox, 'POST', '/api/slack/link', { code: made }, String(other.body.token));
  expect([byApi.status, byApi.body.error]).toEqual([409, unknown.body.error]);
  expect((await browse(world.nox, `/slack/link/${made}`)).status).toBe(410);
  expect((await browse(world.nox, '/slack/link/999999-x')).status).toBe(410);
});

test('the account’s own word joins the person: by the page, by the API; they speak in their Slack language', async () => {
  const spoken = await slash(world, 'U0MARIEC', 'C0CLIENT', 'status');
  expect(spoken).toMatch(/You/);
  expect(spoken).toMatch(/freelance/);
  const url = await offered('U0BOSS');
  const done = await browse(world.nox, url, { form: { email, password }, language: 'fr' });
  expect([done.status, done.html]).toEqual([
    200,
    expect.stringContaining('parle désormais à NOX avec votre compte'),
  ]);
  expect(done.cookie).toMatch(/^__Host-nox=ey/);
  expect((await browse(world.nox, url)).status).toBe(410);
  expect(await slash(world, 'U0BOSS', 'C0CLIENT', 'status')).toMatch(/You/);
  expect(await slash(world, 'U0BOSS', 'C0CLIENT', 'audit')).toMatch(/Client A\/U0BOSS/);

  // A linked person may link elsewhere too; the API takes the code or the whole address.
  const again = linkIn(await slash(world, 'U0BOSS', 'C0CLIENT', 'link'));
  const api = await call(world.nox, 'POST', '/api/slack/link', { code: again }, marie.token);
  expect([api.status, api.body]).toEqual([200, { person: expect.stringMatching(/./), place: 'Client A' }]);
  expect((await call(world.nox, 'POST', '/api/slack/link', { code: again }, marie.token)).status).toBe(409);
});

test('an invited guest is a viewer, named and answered as in their own Slack profile', async () => {
  world.slack.addPerson({
    id: 'U0NEW',
    teamId: 'T0CLIENT',
    name: 'nina',
    realName: 'Nina',
    locale: 'en-GB',
    tz: 'Europe/London',
    email: 'n@x.y',
    isRestricted: true,
  });
  world.slack.addChannel({ id: 'C0NEW', teamId: 'T0CLIENT', name: 'new', members: ['U0NEW', 'U0MARIEC'] });
  expect(await slash(world, 'U0NEW', 'C0NEW', 'status')).toMatch(/personal/);
  await slash(world, 'U0MARIEC', 'C0NEW', 'invite <@U0NEW>');
  expect(await slash(world, 'U0NEW', 'C0NEW', 'status')).toMatch(/You.*nina.*viewer/is);
  expect(await slash(world, 'U0NEW', 'C0NEW', 'users')).toMatch(/Only the person who runs this space/);
});

test('nothing of a link was logged', () => {
  expect(world.nox.logged.join('')).not.toMatch(/slack\/link\/\d|\d+-[\w-]{32}/);
});
