import { chmod, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftover, startEmbedded } from '../src/database/embedded.ts';
import type { Embedded } from '../src/database/embedded.ts';

/** A folder of this demo's own; what earlier ones left behind is cleared away. */
export async function demoFolder(): Promise<string> {
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `nox-demo-${process.pid}-`));
  // PostgreSQL runs as another user where the demo runs as root.
  await chmod(folder, 0o755);
  return folder;
}

/** Starts the embedded database in a folder; nothing in it need last. */
export function startDatabase(folder: string): Promise<Embedded> {
  return startEmbedded(folder, { fast: true });
}

/** Takes a demo's folder away, and the database's files where those stand elsewhere. */
export async function removeFolder(folder: string): Promise<void> {
  const home = await realpath(join(folder, 'postgres')).catch(() => undefined);
  for (const each of [home, folder]) if (each) await rm(each, { recursive: true, force: true });
}

/** The folders of demos that ended without clearing up (`kill -9`), and the database servers that outlived them. */
async function clearLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^nox-demo-(\d+)-/.exec(name)?.[1] ?? 0);
    const folder = join(tmpdir(), name);
    if (pid === 0 || isAlive(pid)) continue;
    const owner = await stat(folder).catch(() => undefined);
    if (!owner || owner.uid !== process.getuid?.()) continue;
    await endLeftover(join(folder, 'postgres', 'data'));
    await removeFolder(folder).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
