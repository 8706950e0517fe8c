import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlDatabase } from '../database/control/database.ts';
import { keepMasterKeyCheck } from '../database/control/keys.ts';
import type { MasterKey } from './master-key.ts';

/** The master key kept beside an embedded database, made at the first start, readable by its owner alone. */
export async function keepMasterKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'master.key');
  await mkdir(dataDir, { recursive: true });
  const made = randomBytes(32).toString('base64');
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return (await readFile(file, 'utf8')).trim();
}

/** Tells a wrong master key at start. Throws an Error with one sentence. */
export async function checkMasterKey(control: ControlDatabase, master: MasterKey): Promise<void> {
  const kept = await keepMasterKeyCheck(control, await master.wrap(Buffer.from('nox'), 'check'));
  try {
    await master.unwrap(kept, 'check');
  } catch {
    throw new Error(
      'NOX_MASTER_KEY is not the key that this database was set up with. Nothing was changed; start again with the right key.',
    );
  }
}
