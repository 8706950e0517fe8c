import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { unzipSync, strFromU8 } from 'fflate';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGround } from '../aboard/ground-world.ts';
import type { Ground } from '../aboard/ground-world.ts';
import { browse, publicUrl } from '../aboard/world.ts';
import { call } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** A space set, taken away, deleted; and what is left of it. */
let ground: Ground;
let nox: TestNox;
beforeAll(async () => {
  ground = await startGround();
  nox = await ground.startHere();
});
afterAll(async () => {
  await nox?.close();
  await ground?.close();
});

const password = 'correct horse battery';
async function opened(email: string, type = 'enterprise') {
  const { body } = await call(nox, 'POST', `/api/${type}/onboard`, {
    name: `L’espace <${email}>`,
    email,
    password,
  });
  const { tenantId, token } = body as { tenantId: number; token: string };
  return { tenantId, token, cookie: `__Host-nox=${token}; __Host-nox-lang=fr`, name: `L’espace <${email}>` };
}

test('name, language, time zone and default role are set; what makes no sense is refused in words', async () => {
  const { cookie } = await opened('ada@settings.example');
  const form = { name: 'TechCorp', locale: 'en', timeZone: 'America/Montreal', defaultRole: 'viewer' };
  for (const wrong of [
    { timeZone: 'Mars/Olympus' },
    { locale: 'de' },
    { name: ' ' },
    { defaultRole: 'freelance' },
  ]) {
    const page = await browse(nox, '/settings', { cookie, form: { ...form, ...wrong } });
    expect([wrong, page.status, /role="alert"/.test(page.html)]).toEqual([wrong, 400, true]);
    // What was written is not lost.
    const kept = wrong.name ?? 'TechCorp';
    expect([wrong, page.html.includes(`value="${kept}"`)]).toEqual([wrong, true]);
  }
  expect((await browse(nox, '/settings', { cookie, form, origin: 'https://evil.example' })).status).toBe(403);
  expect((await browse(nox, '/settings', { cookie, form })).location).toBe('/settings?done=saved');
  const page = await browse(nox, '/settings?done=saved', { cookie });
  expect(page.html).toMatch(/value="TechCorp"/);
  expect(page.html).toMatch(/value="viewer" selected/);
  expect((await browse(nox, '/settings')).status).toBe(401);
});

/** Takes the archive away into a file, as a browser does: nothing of it is kept in memory. */
async function exported(cookie: string): Promise<{ readonly file: string; readonly status: number }> {
  const file = join(await mkdtemp(join(tmpdir(), 'nox-export-')), 'archive.zip');
  const answer = await fetch(`${nox.app.url}/settings/export`, {
    method: 'POST',
    headers: { cookie, origin: publicUrl },
  });
  if (answer.body) await pipeline(Readable.fromWeb(answer.body), createWriteStream(file));
  return { file, status: answer.status };
}

test('everything is taken away in an archive that ordinary tools open, and no secret with it', async () => {
  const { cookie, token } = await opened('eve@settings.example');
  await call(nox, 'GET', '/api/integrations', undefined, token);
  const { file, status } = await exported(cookie);
  expect(status).toBe(200);
  const files = unzipSync(await readFile(file));
  const readme = strFromU8(files['README.txt'] ?? new Uint8Array());
  for (const name of Object.keys(files).filter((each) => each.endsWith('.json')))
    expect(readme).toContain(name.replace('.json', ''));
  const users = JSON.parse(strFromU8(files['tenant_users.json'] ?? new Uint8Array())) as object[];
  expect(users).toMatchObject([{ email: 'eve@settings.example' }]);
  expect(JSON.parse(strFromU8(files['silences.json'] ?? new Uint8Array()))).toEqual([]);
  const all = Object.values(files)
    .map((each) => strFromU8(each))
    .join('');
  expect(all).not.toMatch(/argon2|password_hash|configuration"|code_hash|ada@settings/);
});

test('the archive of a space of 80,000 acts takes no more memory than that of a small one; one is made at a time', async () => {
  const { cookie, tenantId } = await opened('long@settings.example');
  const url = new URL(nox.superuserUrl);
  url.pathname = `/nox_t_${tenantId}`;
  const sql = postgres(url.href, { max: 1 });
  await sql`insert into audit_log (tenant_id, sequence, at, actor_id, actor_name, surface, command, target, outcome, request_id, hash)
    select ${tenantId}, 1000 + n, now(), 1, 'Ada', 'slack', 'k8s pods', repeat(md5(n::text), 9), 'ok', md5(n::text), md5(n::text)
    from generate_series(1, 80000) n`;
  // What is garbage already does not count.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const memory = () => {
    collect();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  const before = memory();
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, memory());
  }, 1_000);
  const [first, second] = await Promise.all([exported(cookie), exported(cookie)]);
  clearInterval(watching);
  expect([first.status, second.status].sort()).toEqual([200, 409]);
  const { size } = await stat(first.status === 200 ? first.file : second.file);
  const grown = Math.round((most - before) / 1_000_000);
  console.info(`web: an archive of 80,000 acts (${Math.round(size / 1_000_000)} MB): ${grown} MB of memory`);
  expect(grown).toBeLessThan(60);
  const noted = () =>
    sql<{ outcome: string }[]>`select outcome from audit_log where command = 'export' order by outcome`;
  await expect.poll(async () => (await noted()).map(({ outcome }) => outcome)).toEqual(['conflict', 'ok']);
  await sql.end();
}, 300_000);

test('a space is deleted thirty days after it was asked for by its name; the mind may be changed; nothing is left', async () => {
  const going = await opened('going@settings.example');
  const staying = await opened('staying@settings.example');
  for (const { cookie, name } of [going, staying]) {
    expect((await browse(nox, '/settings/delete', { cookie, form: { confirm: 'yes' } })).status).toBe(400);
    expect((await browse(nox, '/settings/delete', { cookie, form: { confirm: name } })).status).toBe(200);
  }
  const asked = await browse(nox, '/settings/delete', {
    cookie: going.cookie,
    form: { confirm: going.name },
  });
  const receipt = /\/receipt\/[\w-]{32}/.exec(asked.html)?.[0] ?? '';
  expect((await browse(nox, receipt, { language: 'fr' })).html).toContain('La suppression aura lieu');
  expect((await browse(nox, '/settings', { cookie: staying.cookie })).html).toContain('sera supprimé le');
  expect((await browse(nox, '/settings/keep', { cookie: staying.cookie, form: {} })).status).toBe(303);
  expect((await call(nox, 'GET', '/api/integrations', undefined, going.token)).status).toBe(200);

  await nox.close();
  const later = (days: number) => ({ now: () => new Date(Date.now() + days * 86_400_000) });
  nox = await ground.startHere({ clock: later(29) });
  const login = (email: string) => call(nox, 'POST', '/api/auth/login', { email, password });
  expect((await login('going@settings.example')).status).toBe(200);
  await nox.close();
  nox = await ground.startHere({ clock: later(31) });
  // It is a job, begun when NOX starts.
  await expect
    .poll(async () => (await browse(nox, receipt, { language: 'fr' })).html, { timeout: 30_000 })
    .toContain('clés détruites le');
  expect((await login('going@settings.example')).status).toBe(401);
  expect((await login('staying@settings.example')).status).toBe(200);
  expect((await browse(nox, '/receipt/made-up')).status).toBe(404);
  const admin = ground.admin();
  const role = `nox_t_${going.tenantId}`;
  expect(await admin`select datname from pg_database where datname = ${role}`).toHaveLength(0);
  expect(await admin`select rolname from pg_roles where rolname = ${role}`).toHaveLength(0);
  // Whatever table of NOX's own names the space: only the receipt is left.
  const named = await admin<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.columns
    where column_name = 'tenant_id' and table_schema not in ('pg_catalog', 'information_schema')`;
  expect(named.length).toBeGreaterThan(5);
  for (const { schema, name } of named) {
    const [left] = await admin<{ count: number }[]>`
      select count(*)::int from ${admin(schema)}.${admin(name)} where tenant_id = ${going.tenantId}`;
    expect([name, left?.count]).toEqual([name, name === 'deletions' ? 1 : 0]);
  }
});
