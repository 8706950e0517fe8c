import { connect } from 'node:net';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { startGround } from './ground-world.ts';
import type { Ground } from './ground-world.ts';

/** The API with wrong, missing, huge and foreign input. */
const password = 'correct horse battery';
let ground: Ground;
let nox: TestNox;
let token: string;
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };
const webLimits = { onboardingsPerHour: 12, failuresPerAccount: 3, failuresPerAddress: 40 };

beforeAll(async () => {
  ground = await startGround();
  nox = await ground.startHere({ clock, webLimits });
  token = String((await onboard('a@a.fr')).body.token);
});
afterAll(async () => {
  await nox?.close();
  await ground?.close();
});

const onboard = (email: unknown, more: object = {}) =>
  call(nox, 'POST', '/api/freelance/onboard', { name: 'Space', email, password, ...more });
const login = (email: unknown, given: unknown = password, more: object = {}) =>
  call(nox, 'POST', '/api/auth/login', { email, password: given, ...more });

/** A request as it stands, with whatever content type. */
async function raw(method: string, path: string, body: string | null, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, nox.app.url), {
    method,
    body,
    headers: { authorization: `Bearer ${token}`, 'accept-language': 'en', ...headers },
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
    headers: response.headers,
  };
}

test('what makes no sense is refused in words, always as JSON', async () => {
  const json = { 'content-type': 'application/json' };
  const cases: [Promise<{ status: number; body: Record<string, unknown> }>, number][] = [
    [raw('POST', '/api/auth/login', '{"email":', json), 400],
    [raw('POST', '/api/auth/login', '[]', json), 400],
    [raw('POST', '/api/auth/login', 'null', json), 400],
    [raw('POST', '/api/auth/login', '"text"', json), 400],
    [raw('POST', '/api/auth/login', '', json), 400],
    [
      raw('POST', '/api/auth/login', JSON.stringify({ email: 'a@a.fr', password }), {
        'content-type': 'text/plain',
      }),
      400,
    ],
    [
      raw('POST', '/api/auth/login', `email=a@a.fr&password=${password}`, {
        'content-type': 'application/x-www-form-urlencoded',
      }),
      400,
    ],
    [raw('POST', '/api/auth/login', '{}', { 'content-type': 'application/json; charset=klingon' }), 400],
    [raw('POST', '/api/auth/login', '{}', { ...json, 'content-encoding': 'klingon' }), 400],
    [raw('POST', '/api/auth/login', JSON.stringify({ email: 'x'.repeat(350_000), password }), json), 413],
    [raw('POST', '/api/freelance/onboard', JSON.stringify({ name: 'x'.repeat(350_000) }), json), 413],
    [raw('POST', '/api/integrations/k8s', JSON.stringify({ kubeconfig: 'x'.repeat(350_000) }), json), 413],
    [raw('POST', '/api/integrations/k8s', JSON.stringify({ name: 'a\u0000b', kubeconfig: 'x' }), json), 400],
    [raw('DELETE', '/api/integrations/%E0%A4%A', null), 400],
    [raw('DELETE', '/api/integrations/999', null), 404],
    [raw('DELETE', '/api/integrations/99999999999999', null), 404],
    [raw('DELETE', '/api/integrations/-1', null), 404],
    [raw('DELETE', '/api/integrations/slack/T0NOBODY', null), 404],
    [raw('GET', '/api/auth/login', null), 404],
    [raw('PUT', '/api/integrations', null), 404],
    [raw('POST', '/api/slack/link', JSON.stringify({ code: 'x'.repeat(700) }), json), 400],
    [raw('POST', '/api/slack/link', JSON.stringify({ code: '1-\u202e' }), json), 409],
    [raw('POST', '/api/slack/link', '{}', json), 400],
  ];
  for (const [asked, status] of cases) {
    const answer = await asked;
    expect([answer.status, answer.body]).toEqual([
      status,
      expect.objectContaining({ error: expect.any(String) }),
    ]);
    expect(String(answer.body.error)).toMatch(/^[\p{Lu}“].{8,}/u);
    expect(String(answer.body.error)).not.toMatch(/x{20}|at \w+ \(|node_modules|undefined|null$/);
  }
});

test('onboarding: what an address, a name and a password may be; wrong fields are named, never repeated', async () => {
  const cases: [object, RegExp][] = [
    [{ email: 'no address' }, /email/],
    [{ email: ['a@a.fr'] }, /email/],
    [{ email: `${'a'.repeat(250)}@a.fr` }, /email/],
    [{ email: 'b@b.fr', password: 'short' }, /password/],
    [{ email: 'b@b.fr', password: 'x'.repeat(201) }, /password/],
    [{ email: 'b@b.fr', name: '  ' }, /name/],
    [{ email: 'b@b.fr', name: 'a\u0007b' }, /name/],
    [{ email: 'b@b.fr', name: 'a\u202eb' }, /name/],
    [{ email: 'b@b.fr', locale: 'de' }, /locale/],
    [{ email: 'b@b.fr', role: 'admin' }, /role/],
    [{ email: 'b@b.fr', isolationLevel: 'none' }, /isolationLevel/],
  ];
  for (const [body, field] of cases) {
    const answer = await call(nox, 'POST', '/api/enterprise/onboard', {
      name: 'N',
      password,
      email: 'b@b.fr',
      ...body,
    });
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringMatching(field)]);
    expect(answer.text).not.toMatch(/no address|short"|x{50}/);
  }
  const emoji = await onboard(' Zoé.D@Example.com'.replace('é', 'e'), { name: 'Zoé 👩🏽‍💻 «Ops» 株式会社' });
  expect(emoji.status).toBe(201);
  expect((await login('zoe.d@EXAMPLE.com')).status).toBe(200);
});

test('an address of several spaces: choices only after the password, and only those that it opens', async () => {
  const other = 'another long password';
  const [one, two, three] = [
    await onboard('multi@x.fr'),
    await onboard('multi@x.fr'),
    await call(nox, 'POST', '/api/enterprise/onboard', {
      name: 'Corp',
      email: 'MULTI@x.fr',
      password: other,
    }),
  ];
  const choice = await login('multi@x.fr');
  expect([choice.status, (choice.body.choices as object[]).length, choice.body.error]).toEqual([
    409,
    2,
    expect.any(String),
  ]);
  expect((await login('multi@x.fr', other)).body.tenantId).toBe(three.body.tenantId);
  expect((await login('multi@x.fr', password, { tenantId: two.body.tenantId })).body.tenantId).toBe(
    two.body.tenantId,
  );
  expect((await login('multi@x.fr', password, { tenantId: three.body.tenantId })).status).toBe(401);
  expect((await login('multi@x.fr', password, { tenantId: String(one.body.tenantId) })).status).toBe(400);
  expect((await login('multi@x.fr', password, { tenantId: 999_999 })).body.error).toBe(
    (await login('nobody@x.fr', password)).body.error,
  );
});

test('failed sign-ins end in a pause, for the account whether it exists or not, and for no other', async () => {
  for (const email of ['a@a.fr', 'never@seen.fr']) {
    for (let i = 0; i < 3; i++) expect((await login(email, 'wrong')).status).toBe(401);
    const spent = await login(email, email === 'a@a.fr' ? password : 'wrong');
    expect([spent.status, spent.body.code, spent.body.error]).toEqual([
      429,
      'rate_limited',
      expect.stringMatching(/\d+/),
    ]);
  }
  expect((await login('zoe.d@example.com')).status).toBe(200);
});

test('one address cannot open spaces without end', async () => {
  const answers = [];
  for (let i = 0; i < 14; i++) answers.push(await onboard(`many${i}@x.fr`));
  const spent = answers.find(({ status }) => status === 429);
  expect([spent?.body.code, answers.at(-1)?.status]).toEqual(['rate_limited', 429]);
});

test('sessions: expired, forged, of another key or algorithm, of somebody deactivated', async () => {
  const list = (bearer: string) => call(nox, 'GET', '/api/integrations', undefined, bearer);
  expect((await list(token)).status).toBe(200);
  const [header = '', payload = ''] = token.split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1));
  for (const bad of [`${none}.${payload}.`, `${header}.${payload}.AAAA`, forged, 'x', '..', `${token}x`]) {
    const answer = await list(bad);
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  }
  ahead = 61 * 60_000;
  expect((await list(token)).status).toBe(401);
  ahead = 0;
  const own = ground.admin(`nox_t_${String(claims.tenantId)}`);
  await own`update tenant_users set active = false`;
  expect((await list(token)).status).toBe(401);
  await own`update tenant_users set active = true`;
  expect((await list(token)).status).toBe(200);
});

test('a caller that hangs up in the middle harms nothing, and nothing secret was logged', async () => {
  const { port } = new URL(nox.app.url);
  const socket = connect(Number(port), '127.0.0.1');
  await new Promise<void>((done) =>
    socket.write(
      'POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"em',
      () => done(),
    ),
  );
  socket.destroy();
  expect((await login('zoe.d@example.com')).status).toBe(200);
  expect(nox.logged.join('')).not.toMatch(/correct horse|another long|eyJ/);
});

test('links are not tried one after another', async () => {
  const statuses = new Set<number>();
  for (let i = 0; i < 45; i++) {
    const path = `/slack/${i % 2 ? 'link' : 'signin'}/1-${'a'.repeat(32)}`;
    statuses.add((await fetch(new URL(path, nox.app.url))).status);
  }
  expect([...statuses].sort()).toEqual([410, 429]);
});
