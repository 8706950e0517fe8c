import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { startApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { endLeftover, startEmbedded } from '../src/database/embedded.ts';
import type { Embedded } from '../src/database/embedded.ts';
import { createLogger } from '../src/log.ts';
import { slackApp } from './outside/outside.ts';

/** A folder of this demo's own; what earlier ones left behind is cleared away. */
export async function demoFolder(): Promise<string> {
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `nox-demo-${process.pid}-`));
  // PostgreSQL runs as another user where the demo runs as root.
  await chmod(folder, 0o755);
  return folder;
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
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** The demo's NOX, through the same door as any other. */
export interface DemoNox {
  readonly app: App;
  /** What went wrong inside, as it was logged. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Starts the embedded database in a folder. */
export function startDatabase(folder: string): Promise<Embedded> {
  return startEmbedded(folder, { fast: true });
}

/** Starts NOX on a database, against the simulated Slack. `secure`: 32 bytes in base64. */
export async function startNox(database: Embedded, slackApiUrl: string, masterKey: string): Promise<DemoNox> {
  const faults: string[] = [];
  let closing = false;
  const sink = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).split('\n').filter(Boolean)) {
        const { level = 0 } = JSON.parse(line) as { level?: number };
        if (level >= 50 && !closing) faults.push(line);
      }
      done();
    },
  });
  const config = readConfig({
    PORT: '0',
    NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1,localhost',
    SLACK_CLIENT_ID: slackApp.clientId,
    SLACK_CLIENT_SECRET: slackApp.clientSecret,
    SLACK_SIGNING_SECRET: slackApp.signingSecret,
    SLACK_API_URL: slackApiUrl,
  });
  const ready = { ...config, databaseUrl: database.databaseUrl, masterKey };
  const app = await startApp(ready, createLogger('info', sink), { profileLifetimeMs: 0 });
  return {
    app,
    faults,
    async close() {
      closing = true;
      await app.close();
    },
  };
}
