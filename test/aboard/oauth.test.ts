import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { startGround } from './ground-world.ts';
import type { Ground } from './ground-world.ts';
import { browse, install, slash } from './world.ts';
import type { AboardWorld } from './world.ts';

const password = 'correct horse battery';
let ground: Ground;
let nox: TestNox;
let world: AboardWorld;

beforeAll(async () => {
  ground = await startGround();
  nox = await ground.startHere();
  world = { nox, slack: ground.slack, close: async () => {} };
});
afterAll(async () => {
  await nox?.close();
  await ground?.close();
});

const status = (userId: string, channelId: string) => slash(world, userId, channelId, 'status');
const spaces = async () => Number((await ground.admin()`select count(*)::int as n from tenants`)[0]?.n);
const onboard = async (type: 'enterprise' | 'freelance', email: string) =>
  String((await call(nox, 'POST', `/api/${type}/onboard`, { name: email, email, password })).body.token);

test('state: missing, foreign, replayed, expired; the code missing; the installer denies', async () => {
  const begin = () => browse(nox, '/slack/install?type=enterprise');
  const approved = (location = '') => ground.slack.approve(location, { userId: 'U0ADA', teamId: 'T0PLAT' });

  const fromAdminPage = await browse(nox, '/slack/oauth_redirect?code=c', { language: 'fr' });
  expect([fromAdminPage.status, fromAdminPage.html]).toEqual([
    400,
    expect.stringContaining('Reprenons l’installation'),
  ]);
  expect(fromAdminPage.html).toContain('/slack/install?type=freelance');

  const first = await begin();
  const back = approved(first.location);
  expect((await browse(nox, back, { cookie: 'nox_install=another' })).status).toBe(400);
  expect((await browse(nox, back)).status).toBe(400);
  const second = await begin();
  const denied = await browse(nox, ground.slack.deny(second.location ?? ''), { cookie: second.cookie });
  expect([denied.status, denied.html]).toEqual([200, expect.stringContaining('rien n’a été installé')]);
  expect((await browse(nox, approved(second.location), { cookie: second.cookie })).status).toBe(400);

  const third = await begin();
  const state = new URL(third.location ?? '').searchParams.get('state');
  const noCode = await browse(nox, `/slack/oauth_redirect?state=${state}`, { cookie: third.cookie });
  expect([noCode.status, noCode.html]).toEqual([400, expect.stringContaining('Reprenons')]);

  const fourth = await begin();
  await ground.admin()`update install_states set expires_at = now() - interval '1 second'`;
  const late = await browse(nox, approved(fourth.location), { cookie: fourth.cookie });
  expect([late.status, late.html]).toEqual([400, expect.stringContaining('plus de dix minutes')]);

  const fifth = await begin();
  const forged = approved(fifth.location).replace(/code=\w+/, 'code=made-up');
  expect((await browse(nox, forged, { cookie: fifth.cookie })).status).toBe(400);
  expect(await spaces()).toBe(0);
});

test('a workspace inside a Grid: its installer is admin, a colleague from beside it a developer, a guest a viewer', async () => {
  const page = await install(world, 'type=enterprise', { userId: 'U0ADA', teamId: 'T0PLAT' });
  expect([page.status, page.html]).toEqual([200, expect.stringContaining('NOX est installé')]);
  for (const shown of [page.html]) expect(shown).not.toMatch(/<script|src=|https:\/\/(?!slack\.com)/);
  expect(await status('U0ADA', 'C0PLAT')).toMatch(/Plateforme.*admin/s);
  expect(await status('U0DEV', 'C0PLAT')).toMatch(/développeur/);
  expect(await status('U0GUEST', 'C0PLAT')).toMatch(/lecteur/);
  await expect(ground.slack.slash({ userId: 'U0DEV', channelId: 'C0DATA' }, 'status')).rejects.toThrow();
});

test('reinstalled: by its installer it stays theirs; by another it is renewed, and says so', async () => {
  const before = await spaces();
  const own = await install(world, 'type=enterprise', { userId: 'U0ADA', teamId: 'T0PLAT' });
  expect(own.html).toContain('a été renouvelée');
  const other = await install(world, 'type=freelance', { userId: 'U0DEV', teamId: 'T0PLAT' });
  expect(other.html).toContain('a été renouvelée');
  await install(world, 'type=enterprise', { userId: 'U0MARIE', teamId: 'T0PERSO' });
  ground.slack.addPerson({
    id: 'U0EVE',
    teamId: 'T0PERSO',
    name: 'eve',
    realName: 'Eve',
    locale: 'fr-FR',
    tz: 'Europe/Paris',
    email: 'eve@x.y',
  });
  const stranger = await install(world, 'type=freelance', { userId: 'U0EVE', teamId: 'T0PERSO' });
  expect([stranger.status, stranger.html]).toEqual([200, expect.stringContaining('a été renouvelée')]);
  expect(stranger.html).toContain('Aucun nouvel espace');
  expect(await spaces()).toBe(before + 1);
  expect(await status('U0MARIE', 'C0PERSO')).toMatch(/admin/);
});

test('a second installation on an enterprise is refused with the reason, also of two at once', async () => {
  const token = await onboard('enterprise', 'dsi@techcorp.fr');
  const both = await Promise.all([
    install(world, '', { userId: 'U0BOSS', teamId: 'T0CLIENT' }, { bearer: token }),
    install(world, '', { userId: 'U0DEV', teamId: 'T0DATA' }, { bearer: token }),
  ]);
  expect(both.map((page) => page.status).sort()).toEqual([200, 409]);
  expect(both.find((page) => page.status === 409)?.html).toMatch(/Une entreprise en a exactement une/);
});

test('a team claimed twice: the second is refused, the first never notices', async () => {
  const rival = await onboard('freelance', 'rival@rival.fr');
  const before = await spaces();
  const refused = await install(world, '', { userId: 'U0ADA', teamId: 'T0PLAT' }, { bearer: rival });
  expect([refused.status, refused.html]).toEqual([
    409,
    expect.stringMatching(/déjà relié à un autre espace/),
  ]);
  expect(await status('U0ADA', 'C0PLAT')).toMatch(/Plateforme.*admin/s);
  expect(await spaces()).toBe(before);
  expect((await call(nox, 'GET', '/api/integrations', undefined, rival)).body.slack).toEqual([]);
});

test('org-wide: the admin is told to add NOX to workspaces; one person in two workspaces is one user', async () => {
  await ground.slack.uninstall('T0PLAT');
  await ground.slack.uninstall('T0DATA').catch(() => {});
  await nox.app.settled();
  await ground.admin()`delete from slack_routes where enterprise_id = 'E0TECH'`;
  const page = await install(world, 'type=enterprise', { userId: 'U0ADA', enterpriseId: 'E0TECH' });
  expect([page.status, page.html]).toEqual([200, expect.stringContaining('Ajouter à des workspaces')]);
  await ground.slack.grant('T0PLAT');
  await ground.slack.grant('T0DATA');
  expect(await status('U0ADA', 'C0PLAT')).toMatch(/TechCorp.*admin/s);
  expect(await status('U0ADA', 'C0DATA')).toMatch(/TechCorp.*admin/s);
  await Promise.all([status('U0DEV', 'C0PLAT'), status('U0DEV', 'C0DATA')]);
  expect(await slash(world, 'U0ADA', 'C0DATA', 'users')).toMatch(/2 personnes/);

  // A workspace of an organisation that has NOX is not another's to take.
  const taken = await install(world, 'type=freelance', { userId: 'U0DEV', teamId: 'T0DATA' });
  expect([taken.status, taken.html]).toEqual([409, expect.stringMatching(/déjà relié à un autre espace/)]);
  expect(await status('U0DEV', 'C0DATA')).toMatch(/TechCorp/);
});

test('nothing secret was logged', () => {
  expect(nox.logged.join('')).not.toMatch(/xox[a-z]-|client-secret|signing-secret/);
});
