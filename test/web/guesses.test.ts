import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { browse, install, publicUrl, startWorld } from '../aboard/world.ts';
import type { AboardWorld } from '../aboard/world.ts';
import { inDatabase } from '../isolation/support/databases.ts';
import { startNox } from '../support/nox.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';

/** A thousand guessed passwords in one run: how many were looked at at all, and who still gets in. */
const checks = vi.hoisted(() => ({ made: 0 }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  return {
    ...real,
    verify: (...given: Parameters<typeof real.verify>) => {
      checks.made += 1;
      return real.verify(...given);
    },
  };
});

let world: AboardWorld;
let server: MailServer;
const space = { email: 'ada@guess.example', password: 'correct horse battery' };
let tenantId = 0;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  server = await startMailServer();
  world = await startWorld({
    env: { SMTP_URL: server.url, MAIL_FROM: 'nox@guess.example' },
    app: { webLimits: { onboardingsPerHour: 100 } },
  });
  const made = await post('/api/enterprise/onboard', { name: 'Guess', ...space }, '203.0.113.1');
  tenantId = Number((JSON.parse(made.text) as { tenantId: number }).tenantId);
  const { token } = JSON.parse(made.text) as { token: string };
  const page = await install(world, '', { userId: 'U0ADA', teamId: 'T0PLAT' }, { bearer: token });
  expect(page.status).toBe(200);
});
afterAll(async () => {
  await world?.close();
  await server?.close();
});
beforeEach(() => {
  // Each test in a window of its own.
  vi.setSystemTime(Date.now() + 3_600_000);
  checks.made = 0;
});
afterAll(() => void vi.useRealTimers());

/** JSON through the one proxy that stands in front, which adds the address it was reached from. */
async function post(path: string, body: object, from: string) {
  const answer = await fetch(new URL(path, world.nox.app.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, 'accept-language': 'en' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, text: text.replace(/"requestId":"[^"]*"/, ''), headers: answer.headers };
}

const guess = (email: string, n: number, from: string) =>
  post('/api/auth/login', { email, password: `guess number ${n}` }, from);

/** A thousand, fifty at a time. */
async function thousand(ask: (n: number) => ReturnType<typeof post>) {
  const answers: Awaited<ReturnType<typeof post>>[] = [];
  for (let n = 0; n < 1000; n += 50)
    answers.push(...(await Promise.all(Array.from({ length: 50 }, (_, i) => ask(n + i)))));
  const count = (status: number) => answers.filter((each) => each.status === status).length;
  return { refused: count(401), limited: count(429), others: 1000 - count(401) - count(429), answers };
}

const failures = () =>
  inDatabase(world.nox, `nox_t_${tenantId}`, async (sql) => {
    const [row] = await sql`
      select count(*)::int as n, bool_or(concat(command, target, actor_name) ~ 'guess') as tells
      from audit_log where command = 'account sign in' and outcome = 'wrong_credentials'`;
    return row as { n: number; tells: boolean | null };
  });

test('from one address at one account: ten are looked at, and no more are in the audit log', async () => {
  const before = (await failures()).n;
  const { refused, limited } = await thousand((n) => guess(space.email, n, '203.0.113.7'));
  expect([refused, limited, checks.made]).toEqual([10, 990, 10]);
  const { n, tells } = await failures();
  expect([n - before, tells]).toEqual([10, false]);
});

test('from a thousand addresses at one account: ten are looked at; an unknown account is answered alike', async () => {
  const address = (n: number) =>
    n % 2 ? `198.51.${100 + (n % 50)}.${n % 250}` : `2001:db8:${n.toString(16)}::1`;
  const known = await thousand((n) => guess(space.email, n, address(n)));
  expect([known.refused, known.limited, checks.made]).toEqual([10, 990, 10]);
  checks.made = 0;
  const unknown = await thousand((n) => guess('nobody@guess.example', n, address(n)));
  expect([unknown.refused, unknown.limited, checks.made]).toEqual([10, 990, 10]);
  const said = (all: typeof known) =>
    [
      ...new Set(all.answers.map(({ text }) => text.replace(/in \d+ (minutes|seconds)/, 'in a while'))),
    ].sort();
  expect(said(known)).toEqual(said(unknown));
  expect(said(known)).toHaveLength(2);
  const names = (all: typeof known) => [
    ...new Set(all.answers.map(({ headers }) => [...headers.keys()].join())),
  ];
  expect(names(known).sort()).toEqual(names(unknown).sort());
});

test('from one address, or one IPv6 network, at a thousand accounts: sixty are looked at', async () => {
  const one = await thousand((n) => guess(`person${n}@guess.example`, n, `6.6.6.${n % 250}, 203.0.113.9`));
  expect([one.refused, one.limited, checks.made]).toEqual([60, 940, 60]);
  checks.made = 0;
  const six = await thousand((n) => guess(`other${n}@guess.example`, n, `2001:db8:6:6::${n.toString(16)}`));
  expect([six.refused, six.limited, checks.made]).toEqual([60, 940, 60]);
  // Whose address is refused does not lock an account of others.
  expect((await post('/api/auth/login', space, '203.0.113.10')).status).toBe(200);
});

test('its owner gets in meanwhile by Slack and by mail, and with the password once the window is over', async () => {
  await thousand((n) => guess(space.email, n, `198.51.100.${n % 250}`));
  const home = '203.0.113.20';
  const locked = await post('/api/auth/login', space, home);
  expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);

  const begun = await fetch(`${world.nox.app.url}/slack/openid?next=/dashboard`, { redirect: 'manual' });
  const back = new URL(world.slack.allowSignIn(begun.headers.get('location') ?? '', 'U0ADA', 'T0PLAT'));
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const bySlack = await fetch(`${world.nox.app.url}${back.pathname}${back.search}`, {
    redirect: 'manual',
    headers: { cookie },
  });
  expect([bySlack.status, bySlack.headers.getSetCookie().join()]).toEqual([
    303,
    expect.stringContaining('__Host-nox=ey'),
  ]);

  await browse(world.nox, '/forgotten-password', { form: { email: space.email } });
  await world.nox.app.settled();
  const link = /https?:\S+\/reset-password\/\S+/.exec(String(server.latest().parsed.text))?.[0] ?? '';
  expect(link).toContain(publicUrl);
  const chosen = await browse(world.nox, new URL(link).pathname, { form: { password: 'another horse now' } });
  expect([chosen.status, chosen.cookie]).toEqual([200, expect.stringContaining('__Host-nox=ey')]);
  expect((await browse(world.nox, '/dashboard', { cookie: chosen.cookie })).status).toBe(200);

  const changed = { ...space, password: 'another horse now' };
  expect((await post('/api/auth/login', changed, home)).status).toBe(429);
  vi.setSystemTime(Date.now() + 16 * 60_000);
  expect((await post('/api/auth/login', changed, home)).status).toBe(200);

  const acts = await inDatabase(
    world.nox,
    `nox_t_${tenantId}`,
    (sql) => sql`
    select command, target, surface, outcome from audit_log
    where command like 'account %' and outcome = 'ok' order by sequence desc limit 3`,
  );
  expect(acts.map((each) => Object.values(each))).toEqual([
    ['account sign in', 'password', 'api', 'ok'],
    ['account reset password', '', 'web', 'ok'],
    ['account sign in', 'slack', 'web', 'ok'],
  ]);
});

test('without a proxy in front, what a request says of its address changes nothing', async () => {
  const bare = await startNox({}, { webLimits: { failuresPerAddress: 20 } });
  const statuses = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const answer = await fetch(new URL('/api/auth/login', bare.app.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${n}` },
        body: JSON.stringify({ email: `person${n}@guess.example`, password: 'a guess' }),
      });
      return answer.status;
    }),
  );
  expect([statuses.filter((each) => each === 401).length, checks.made]).toEqual([20, 20]);
  await bare.close();
});

test.each([
  [{}, 0],
  [{ PUBLIC_URL: 'http://localhost:3000' }, 0],
  [{ PUBLIC_URL: 'https://nox.example.com' }, 1],
  [{ PUBLIC_URL: 'https://nox.example.com', TRUST_PROXY: '0' }, 0],
  [{ TRUST_PROXY: '2' }, 2],
])('%j believes %i proxies', (env, proxies) => {
  expect(readConfig(env).trustProxy).toBe(proxies);
});

test.each(['-1', '1.5', 'all', '99'])('TRUST_PROXY=%s is refused with a sentence', (TRUST_PROXY) => {
  expect(() => readConfig({ TRUST_PROXY })).toThrow('TRUST_PROXY must be how many proxies');
});
