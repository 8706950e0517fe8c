import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import { slackEnvironment } from '../aboard/world.ts';
import { masterKey } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/**
 * Starts a further NOX process on the same database, and waits until it is there.
 * @param children keeps it until it is killed
 * @param aheadMs how far its clock is ahead
 */
export async function forkNox(
  { nox, slack }: { readonly nox: TestNox; readonly slack: SlackPlatform },
  children: Set<ChildProcess>,
  aheadMs = 0,
): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./nox-process.ts', import.meta.url)), {
    env: {
      ...process.env,
      ...slackEnvironment(slack),
      PORT: '0',
      DATABASE_URL: nox.databaseUrl,
      NOX_MASTER_KEY: masterKey,
      NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
      NOX_TEST_AHEAD_MS: String(aheadMs),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.add(child);
  await once(child, 'message');
  return child;
}

/** Kills a process where it stands. */
export async function killNox(child: ChildProcess, children: Set<ChildProcess>): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  children.delete(child);
}
