import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What no kubeconfig may reach: a file that is not to be read, and a program that is not to be run. */
export interface Canary {
  readonly folder: string;
  /** Stands in the secret file, and nowhere else. */
  readonly word: string;
  readonly secretFile: string;
  /** A program that leaves a trace when it is run. */
  readonly program: string;
  /** The trace. */
  readonly touched: string;
  remove(): Promise<void>;
}

/** Lays the file and the program in a folder of their own. */
export async function layCanary(): Promise<Canary> {
  const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  const word = 'canary-b7d1f0';
  const secretFile = join(folder, 'secret');
  const touched = join(folder, 'touched');
  const program = join(folder, 'run.sh');
  await writeFile(secretFile, word);
  await writeFile(program, `#!/bin/sh\ntouch ${touched}\necho '{}'\n`, { mode: 0o755 });
  return {
    folder,
    word,
    secretFile,
    touched,
    program,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
