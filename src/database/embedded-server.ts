import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, chown, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerUser } from './embedded-home.ts';

/** Where the programs and the data are, and whom they run as. */
export interface ServerPlace {
  readonly programs: string;
  readonly home: string;
  readonly user: ServerUser | undefined;
}

const readyWords = 'database system is ready to accept connections';
const startMs = 60_000;

/**
 * Makes a cluster in `data`, with a superuser `postgres` of that password.
 * Errors: the last words of initdb.
 */
export async function makeCluster(place: ServerPlace, data: string, password: string): Promise<void> {
  const bin = join(place.programs, 'bin');
  // npm keeps no execute permission on some platforms.
  for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755).catch(() => {});
  const passwordFile = join(place.home, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user) {
    for (const path of [place.home, passwordFile]) await chown(path, place.user.uid, place.user.gid);
  }
  const wanted = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8', '--locale=C'];
  try {
    const child = start(place, 'initdb', [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...wanted]);
    const words = listen(child);
    const status = await ended(child);
    if (status !== 0) throw new Error(words().join(' '));
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * Starts the server on a cluster; resolves when it takes connections, with what stops it.
 * Errors: the last words of the server.
 */
export async function startServer(
  place: ServerPlace,
  data: string,
  settings: readonly string[],
): Promise<() => Promise<void>> {
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const child = start(place, 'postgres', ['-D', data, ...flags]);
  const end = () => void child.kill('SIGINT');
  process.once('exit', end);
  const gone = ended(child).finally(() => process.off('exit', end));
  gone.catch(() => {});
  await new Promise<void>((ready, failed) => {
    const words = listen(child, (line) => line.includes(readyWords) && ready());
    const late = setTimeout(() => failed(new Error(words().join(' '))), startMs);
    const fail = (error?: Error) => failed(error ?? new Error(words().join(' ')));
    gone.then(() => fail(), fail).finally(() => clearTimeout(late));
    late.unref();
  });
  return async () => {
    end();
    await gone;
  };
}

/** In a session of its own, so that Ctrl-C reaches NOX first; and without NOX's secrets in its environment. */
function start({ programs, home, user }: ServerPlace, name: string, args: readonly string[]): ChildProcess {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) => !/^(NOX_|SLACK_|STRIPE_|DATABASE_URL|PG|LC_|LANG)/.test(key),
    ),
  );
  return spawn(join(programs, 'bin', name), args, {
    cwd: home,
    env: { ...env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...user,
  });
}

/** Keeps the last lines that a child says, and hands each to `each`. */
function listen(child: ChildProcess, each: (line: string) => void = () => {}): () => readonly string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (line: string) => {
      lines.push(line.trim());
      if (lines.length > 5) lines.shift();
      each(line);
    });
  }
  return () => lines;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
}
