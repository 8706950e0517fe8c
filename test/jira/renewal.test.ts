import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAtlassian } from '../../demo/jira/cloud.ts';
import type { SimulatedAtlassian } from '../../demo/jira/cloud.ts';
import { startJira } from '../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../demo/jira/jira.ts';
import { techcorpJira } from '../../demo/jira/worlds.ts';
import { startGround } from '../aboard/ground-world.ts';
import type { Ground } from '../aboard/ground-world.ts';
import { browse, install, publicUrl, slash } from '../aboard/world.ts';
import { call } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** Tokens of an hour and refresh tokens that count once, with two NOX on one database. */
const app = { clientId: 'jira-client', clientSecret: 'jira-secret' };
const minute = 60_000;
let ground: Ground;
let one: TestNox;
let two: TestNox;
let jira: SimulatedJira;
let atlassian: SimulatedAtlassian;
let token: string;
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };

beforeAll(async () => {
  [ground, jira] = await Promise.all([startGround(), startJira({ world: techcorpJira() })]);
  const site = { jira, url: 'https://techcorp.atlassian.net', as: 'Ada Moreau' };
  atlassian = await startAtlassian({ app, sites: [site], now: clock.now });
  atlassian.register(`${publicUrl}/integrations/consent/jira`);
  const env = {
    JIRA_CLIENT_ID: app.clientId,
    JIRA_CLIENT_SECRET: app.clientSecret,
    JIRA_AUTH_URL: atlassian.url,
    JIRA_API_URL: atlassian.url,
    NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
  };
  two = await ground.startHere({ clock, monitoring: false }, env);
  one = await ground.startHere({ clock, monitoring: false }, env);
  const account = { name: 'TechCorp', email: 'ada@renewal.example', password: 'correct horse battery' };
  token = String((await call(one, 'POST', '/api/enterprise/onboard', account)).body['token']);
  const world = { nox: one, slack: ground.slack, close: async () => {} };
  await install(world, '', { userId: 'U0ADA', teamId: 'T0PLAT' }, { bearer: token });
  ground.slack.inviteApp('C0PLAT');
  expect(await consent('/integrations/new/jira/consent')).toMatch(/^\/integrations\/\d+\?done=connected$/);
});
afterAll(async () => {
  await one?.close();
  await two?.close();
  await ground?.close();
  await Promise.all([atlassian?.close(), jira?.close()]);
});

/** Walks through a consent: our button, Atlassian's page, back to ours; gives where that led. */
async function consent(path: string): Promise<string | undefined> {
  const session = `__Host-nox=${await freshToken()}`;
  const left = await browse(one, path, { form: {}, cookie: session });
  const asked = /href="([^"]+\/authorize\?[^"]+)"/.exec(left.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const allowed = await fetch(asked, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ decision: 'allow', site: jira.site.cloudId }),
  });
  const back = allowed.headers.get('location') ?? '';
  return (await browse(one, back, { cookie: `${session}; ${left.cookie}` })).location;
}

async function freshToken(): Promise<string> {
  const account = { email: 'ada@renewal.example', password: 'correct horse battery' };
  return String((await call(one, 'POST', '/api/auth/login', account)).body['token']);
}

async function health(): Promise<unknown> {
  const { body } = await call(one, 'GET', '/api/integrations', undefined, await freshToken());
  return (body['integrations'] as { health: string }[])[0]?.health;
}

async function ask(nox: TestNox): Promise<string> {
  ground.slack.connectApp(nox.app.url);
  return slash({ nox, slack: ground.slack, close: async () => {} }, 'U0ADA', 'C0PLAT', 'jira search webhook');
}

/** Six people ask at once, in turn at one and the other. */
async function askAtBoth(): Promise<number> {
  const before = answers();
  const asked = [one, two, one, two, one, two].map((nox) => {
    ground.slack.connectApp(nox.app.url);
    return ground.slack.slash({ userId: 'U0ADA', channelId: 'C0PLAT' }, 'jira search webhook');
  });
  await Promise.all(asked);
  await Promise.all([one.app.settled(), two.app.settled()]);
  return answers() - before;
}

const answers = () =>
  ground.slack
    .visible('U0ADA', 'C0PLAT')
    .filter((each) => /OPS-1/.test(each.text + JSON.stringify(each.blocks))).length;

test('a token that ends is renewed once, for everybody who asks at once and both processes', async () => {
  expect(await askAtBoth()).toBe(6);
  expect(atlassian.renewals).toEqual({ done: 0, refused: 0 });
  ahead = 61 * minute;
  expect(await askAtBoth()).toBe(6);
  expect(atlassian.renewals).toEqual({ done: 1, refused: 0 });
  ahead = 121 * minute;
  expect(await askAtBoth()).toBe(6);
  expect(atlassian.renewals).toEqual({ done: 2, refused: 0 });
});

test('while it is still good, a renewal that fails keeps nobody from working; once over, it is said, and tried again', async () => {
  ahead = 121 * minute + 57 * minute;
  atlassian.failRenewals(1);
  expect(await ask(one)).toMatch(/OPS-1/);
  expect(atlassian.renewals).toEqual({ done: 2, refused: 0 });
  ahead = 121 * minute + 61 * minute;
  atlassian.failRenewals(1);
  expect(await ask(two)).toMatch(/Jira a un problème de son côté/);
  expect(await ask(two)).toMatch(/OPS-1/);
  expect(atlassian.renewals).toEqual({ done: 3, refused: 0 });
});

test('a renewal that is refused marks the integration, says what to do, loses nothing, and consent mends it', async () => {
  atlassian.withdraw();
  ahead += 61 * minute;
  const said = await ask(one);
  expect(said).toMatch(/n’accepte plus l’autorisation donnée pour «\stechcorp\s»/);
  expect(said).toMatch(/page Intégrations/);
  expect(atlassian.renewals).toEqual({ done: 3, refused: 1 });
  expect(await health()).toBe('failing');
  expect(await consent('/integrations/1/consent')).toBe('/integrations/1?done=rotated');
  expect(await health()).toBe('ok');
  expect(await ask(two)).toMatch(/OPS-1/);
  const rows = await ground.admin().unsafe('select intent from install_states');
  expect(rows).toEqual([]);
  expect([...one.logged, ...two.logged].join('')).not.toMatch(/refresh_token|jira-secret/);
});

test('two consents at once to the same site are one integration after all', async () => {
  const [integration] = await integrations();
  expect(integration).toMatchObject({ id: 1, name: 'techcorp' });
  const both = await Promise.all([consent('/integrations/1/consent'), consent('/integrations/1/consent')]);
  expect(both).toEqual(['/integrations/1?done=rotated', '/integrations/1?done=rotated']);
  expect(await integrations()).toHaveLength(1);
  expect(await ask(one)).toMatch(/OPS-1/);
});

async function integrations(): Promise<readonly unknown[]> {
  const { body } = await call(one, 'GET', '/api/integrations', undefined, await freshToken());
  return body['integrations'] as unknown[];
}
