import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SlackPlatform } from '../../../demo/slack/platform.ts';
import { slackEnvironment } from '../../aboard/world.ts';
import { masterKey } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';

/** What a further NOX process is started on. */
export interface Ground {
  readonly nox: TestNox;
  readonly slack: Pick<SlackPlatform, 'apiUrl'>;
}

/** Starts a further NOX process on the same database that reads its program, and waits to be woken. */
export function layNoxBy({ nox, slack }: Ground, children: Set<ChildProcess>): ChildProcess {
  const child = fork(fileURLToPath(new URL('./nox-process.ts', import.meta.url)), {
    env: {
      ...process.env,
      ...slackEnvironment(slack),
      PORT: '0',
      DATABASE_URL: nox.databaseUrl,
      NOX_MASTER_KEY: masterKey,
      NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
      // Half of a start is compiling the same program again.
      NODE_COMPILE_CACHE: join(tmpdir(), 'nox-test-compiled'),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.add(child);
  return child;
}

/** Wakes a process that was laid by, and waits until it is there. */
export async function wakeNox(child: ChildProcess, aheadMs: number): Promise<void> {
  const ready = once(child, 'message');
  child.send(aheadMs);
  await ready;
}

/**
 * Starts a further NOX process on the same database, and waits until it is there.
 * @param children keeps it until it is killed
 * @param aheadMs how far its clock is ahead
 */
export async function forkNox(
  ground: Ground,
  children: Set<ChildProcess>,
  aheadMs = 0,
): Promise<ChildProcess> {
  const child = layNoxBy(ground, children);
  await wakeNox(child, aheadMs);
  return child;
}

/** Kills a process where it stands. */
export async function killNox(child: ChildProcess, children: Set<ChildProcess>): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  children.delete(child);
}
