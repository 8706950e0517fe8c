import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/nox.ts';
import { install, slash, startWorld } from './world.ts';
import type { AboardWorld } from './world.ts';

/** Slack connected by tokens instead of OAuth. */
let world: AboardWorld;
let marie: string;
const bots: Record<string, string> = {};
const password = 'correct horse battery';

beforeAll(async () => {
  world = await startWorld();
  const open = async (type: string, email: string) =>
    String(
      (await call(world.nox, 'POST', `/api/${type}/onboard`, { name: email, email, password })).body.token,
    );
  marie = await open('freelance', 'marie@freelance.com');
  // Bot tokens are had by installing; the installation is forgotten again by NOX.
  for (const [userId, teamId] of [
    ['U0MARIE', 'T0PERSO'],
    ['U0MARIEC', 'T0CLIENT'],
    ['U0ADA', 'T0PLAT'],
  ] as const) {
    const other = await open('enterprise', `${teamId.toLowerCase()}@x.fr`);
    await install(world, '', { userId, teamId }, { bearer: other });
    bots[teamId] = world.slack.requests.findLast(({ method }) => method === 'auth.test')?.token ?? '';
  }
});
afterAll(() => world?.close());

const personal = (userId: string, teamId: string) => world.slack.userToken(userId, teamId);
const connect = (body: object, token = marie) =>
  call(world.nox, 'POST', '/api/integrations/slack', body, token);

test('what does not fit is refused with the reason, and nothing is stored', async () => {
  const own = personal('U0MARIE', 'T0PERSO');
  const botToken = bots.T0PERSO;
  const workspaceUrl = 'marie-perso.slack.com';
  const cases: [object, number, RegExp][] = [
    [{ workspaceUrl: 'client-a.slack.com', botToken, userToken: own }, 422, /workspace/],
    [{ workspaceUrl, botToken, userToken: personal('U0MARIEC', 'T0CLIENT') }, 422, /workspace/],
    [{ workspaceUrl, botToken: bots.T0CLIENT, userToken: own }, 422, /workspace/],
    [{ workspaceUrl, botToken, userToken: 'xoxp-made-up' }, 422, /jeton|token/],
    [{ workspaceUrl, botToken: 'xoxb-made-up', userToken: own }, 422, /jeton|token/],
    [{ workspaceUrl, botToken: own, userToken: own }, 400, /botToken/],
    [{ workspaceUrl, botToken, userToken: botToken }, 400, /userToken/],
    [{ workspaceUrl, botToken }, 400, /adminToken/],
    [{ workspaceUrl, botToken, adminToken: own, userToken: own }, 400, /adminToken/],
    [{ workspaceUrl, botToken, userToken: own, more: 1 }, 400, /more/],
    [{ botToken, userToken: own }, 400, /workspaceUrl/],
  ];
  for (const [body, status, words] of cases) {
    const answer = await connect(body);
    expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(words)]);
    expect(answer.text).not.toMatch(/xox[bp]-/);
  }
  expect((await call(world.nox, 'GET', '/api/integrations', undefined, marie)).body.slack).toEqual([]);
});

test('a workspace of another tenant is refused; the first never notices', async () => {
  const body = {
    workspaceUrl: 'https://marie-perso.slack.com/',
    botToken: bots.T0PERSO,
    userToken: personal('U0MARIE', 'T0PERSO'),
  };
  const refused = await connect(body);
  expect([refused.status, refused.body.error]).toEqual([409, expect.stringMatching(/autre espace/)]);
  expect(await slash(world, 'U0MARIE', 'C0PERSO', 'status')).toMatch(/t0perso@x\.fr/);
});

test('several workspaces join a freelance space; the person behind each token is the account', async () => {
  const tokens: Record<string, string> = {};
  for (const teamId of ['T0PERSO', 'T0CLIENT']) tokens[teamId] = bots[teamId] ?? '';
  await world.nox.app.settled();
  // Their first owners go, without Slack's doing: the tokens stay good.
  await forget(['T0PERSO', 'T0CLIENT']);
  const perso = await connect({
    workspaceUrl: 'HTTPS://Marie-Perso.slack.com/messages',
    botToken: tokens.T0PERSO,
    userToken: personal('U0MARIE', 'T0PERSO'),
  });
  expect([perso.status, perso.body]).toEqual([201, { type: 'slack', name: 'Marie' }]);
  const client = await connect({
    workspaceUrl: 'client-a.slack.com',
    botToken: tokens.T0CLIENT,
    adminToken: personal('U0MARIEC', 'T0CLIENT'),
  });
  expect(client.status).toBe(201);
  expect(await slash(world, 'U0MARIE', 'C0PERSO', 'status')).toMatch(/freelance/);
  expect(await slash(world, 'U0MARIEC', 'C0CLIENT', 'status')).toMatch(/You.*freelance/s);
  expect(await slash(world, 'U0BOSS', 'C0CLIENT', 'status')).toMatch(/personal/);
  const listed = await call(world.nox, 'GET', '/api/integrations', undefined, marie);
  expect((listed.body.slack as { name: string }[]).map(({ name }) => name).sort()).toEqual([
    'Client A',
    'Marie',
  ]);
  expect(listed.text + world.nox.logged.join('')).not.toMatch(/xox[bp]-/);
});

test('what was connected, refused and removed is in the log; a removed workspace is served no more', async () => {
  const claims = JSON.parse(Buffer.from(marie.split('.')[1] ?? '', 'base64url').toString()) as {
    tenantId: number;
  };
  const own = admin(`nox_t_${claims.tenantId}`);
  const log = await own`select target, outcome from audit_log where command = 'integrations connect slack'`;
  await own.end();
  expect(log.filter(({ outcome }) => outcome === 'ok').map(({ target }) => String(target))).toEqual([
    'Marie',
    'Client A',
  ]);
  expect(log.map(({ outcome }) => String(outcome))).toContain('credential_refused');
  const { status } = await call(world.nox, 'DELETE', '/api/integrations/slack/T0CLIENT', undefined, marie);
  expect(status).toBe(204);
  expect(await slash(world, 'U0MARIEC', 'C0CLIENT', 'status')).toMatch(/not \(or no longer\) installed/);
  expect((await call(world.nox, 'DELETE', '/api/integrations/slack/T0CLIENT', undefined, marie)).status).toBe(
    404,
  );
  expect((await call(world.nox, 'DELETE', '/api/integrations/slack/T0PLAT', undefined, marie)).status).toBe(
    404,
  );
  expect(await slash(world, 'U0ADA', 'C0PLAT', 'status')).toMatch(/t0plat/);
});

test('an enterprise takes one installation', async () => {
  const corp = String(
    (await call(world.nox, 'POST', '/api/auth/login', { email: 't0plat@x.fr', password })).body.token,
  );
  const second = await connect(
    {
      workspaceUrl: 'client-a.slack.com',
      botToken: bots.T0CLIENT,
      adminToken: personal('U0BOSS', 'T0CLIENT'),
    },
    corp,
  );
  expect([second.status, second.body.error]).toEqual([409, expect.stringMatching(/exactement une/)]);
});

/** NOX forgets installations as if they had been uninstalled, while their tokens stay good. */
async function forget(teamIds: readonly string[]): Promise<void> {
  for (const teamId of teamIds) {
    const control = admin('nox');
    const [row] = await control`delete from slack_routes where team_id = ${teamId} returning tenant_id`;
    await control.end();
    const own = admin(`nox_t_${row?.tenant_id}`);
    await own`delete from slack_installations where team_id = ${teamId}`;
    await own.end();
  }
}

function admin(database: string): postgres.Sql {
  const url = new URL(world.nox.superuserUrl);
  url.pathname = `/${database}`;
  return postgres(url.href, { max: 1 });
}
