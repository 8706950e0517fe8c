import { afterAll, beforeAll, expect, test } from 'vitest';
import { swapTenant } from '../isolation/support/tokens.ts';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** One tenant's flood of pages and API calls, and the others, who do not notice. */
let nox: TestNox;
interface Space {
  readonly tenantId: number;
  readonly token: string;
}
beforeAll(async () => {
  nox = await startNox(
    {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client-secret',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
    },
    { requests: { person: 20, tenant: 30 } },
  );
});
afterAll(() => nox?.close());

async function open(email: string): Promise<Space> {
  const space = { name: 'Espace', email, password: 'correct horse battery' };
  return (await call(nox, 'POST', '/api/enterprise/onboard', space)).body as unknown as Space;
}

async function get(path: string, token: string, language = 'fr') {
  const page = path.startsWith('/api');
  const answer = await fetch(new URL(path, nox.app.url), {
    redirect: 'manual',
    headers: {
      'accept-language': language,
      ...(page ? { authorization: `Bearer ${token}` } : { cookie: `__Host-nox=${token}` }),
    },
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const many = (n: number, ask: (i: number) => ReturnType<typeof get>) =>
  Promise.all(Array.from({ length: n }, (_, i) => ask(i)));
const ok = (all: readonly { readonly status: number }[]) => all.filter((each) => each.status === 200).length;

test('a person’s flood over pages and API is refused with a sentence and a time; others are served', async () => {
  const [mine, theirs] = [await open('a@flood.example'), await open('b@flood.example')];
  const paths = ['/people', '/activity', '/api/integrations', '/slack/install'];
  const flood = await many(80, (i) => get(paths[i % 4] ?? '', mine.token, i % 8 < 4 ? 'fr' : 'en'));
  expect(flood.filter(({ status }) => status !== 429)).toHaveLength(20);
  const refused = (path: number) => flood.filter((each, i) => i % 4 === path && each.status === 429);
  for (const { headers } of flood.filter(({ status }) => status === 429))
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  const pages = [...refused(0), ...refused(1), ...refused(3)].map(({ text }) => text).join('\n');
  expect(pages).toMatch(/Trop de demandes\. Réessayez dans \d+ secondes?\./);
  expect(pages).toMatch(/Too many requests\. Try again in \d+ seconds?\./);
  expect(refused(2).length).toBeGreaterThan(0);
  for (const { headers, text } of refused(2)) {
    expect(headers.get('content-type')).toMatch(/application\/problem\+json/);
    expect(JSON.parse(text)).toMatchObject({ status: 429, code: 'rate_limited' });
  }
  expect(ok(await many(15, () => get('/people', theirs.token)))).toBe(15);
  expect((await get('/', '')).status).toBe(200);
});

test('who forges a token uses nobody’s share up', async () => {
  const [mine, theirs] = [await open('c@flood.example'), await open('d@flood.example')];
  const forged = swapTenant(mine.token, theirs.tenantId);
  const refused = await many(60, () => get('/api/integrations', forged));
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([401]));
  expect(ok(await many(20, () => get('/api/integrations', theirs.token)))).toBe(20);
});
