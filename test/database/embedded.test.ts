import { chmod, lstat, mkdir, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmbedded } from '../../src/database/embedded.ts';

let folder: string;
const left: string[] = [];
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'embedded-'))));
afterEach(async () => {
  for (const path of [folder, ...left.splice(0)]) await rm(path, { recursive: true, force: true });
});

async function ask(databaseUrl: string, query: string): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(databaseUrl, { max: 1 });
  return sql.unsafe(query).finally(() => sql.end());
}

const isRoot = process.getuid?.() === 0;

it('keeps its data over a restart, also where only NOX’s own user may enter, and lets NOX make databases only', async () => {
  const data = join(folder, 'private', '.nox');
  await mkdir(join(folder, 'private'), { mode: 0o700 });
  // A folder of root's like /root: PostgreSQL, which is not root, cannot enter it.
  await chmod(folder, 0o700);
  const first = await startEmbedded(data, { fast: true });
  if (isRoot) left.push(first.home);
  await ask(first.databaseUrl, 'create table kept as select 42 as answer');
  await first.stop();
  const second = await startEmbedded(data, { fast: true });
  expect(second.home).toBe(first.home);
  expect(await ask(second.databaseUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  expect(
    await ask(
      second.databaseUrl,
      'select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user',
    ),
  ).toEqual([{ rolsuper: false, rolcreatedb: true, rolcreaterole: true }]);
  await second.stop();
  const link = await lstat(join(data, 'postgres'));
  expect(link.isSymbolicLink()).toBe(isRoot);
  if (isRoot) expect(await readlink(join(data, 'postgres'))).toMatch(/^\/var\/lib\/nox\/postgres-/);
});

it('says in a sentence why it does not start', async () => {
  await chmod(folder, 0o755);
  const first = await startEmbedded(folder, { fast: true });
  const port = Number(new URL(first.databaseUrl).port);
  const other = await mkdtemp(join(tmpdir(), 'embedded-'));
  left.push(other);
  await chmod(other, 0o755);
  await expect(startEmbedded(other, { fast: true, port })).rejects.toThrow(
    /^The embedded PostgreSQL did not start: .*could not bind/s,
  );
  await first.stop();
});
