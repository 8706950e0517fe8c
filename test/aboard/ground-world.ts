import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import postgres from 'postgres';
import { startApp } from '../../src/app.ts';
import type { AppOptions } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { createLogger } from '../../src/log.ts';
import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import type { TestNox } from '../support/nox.ts';
import { people, slackApp, slackEnvironment } from './world.ts';

export const masterKey = Buffer.alloc(32, 7).toString('base64');

/** A PostgreSQL that can be stopped and started under a running NOX, and a Slack. */
export interface Ground {
  readonly slack: SlackPlatform;
  readonly databaseUrl: string;
  /** PostgreSQL's own administrator, in a database. */
  admin(database?: string): postgres.Sql;
  stopPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  /** A NOX in this process. */
  startHere(options?: AppOptions, env?: Readonly<Record<string, string>>): Promise<TestNox>;
  /** A NOX in a process of its own, that can be killed. */
  startApart(env?: Readonly<Record<string, string>>): Promise<Apart>;
  /** `node src/main.ts <command>` to its end: the exit status, and what it said. */
  runMain(command: string): Promise<{ readonly status: number; readonly said: string }>;
  close(): Promise<void>;
}

export interface Apart {
  readonly url: string;
  kill(): Promise<void>;
}

export async function startGround(options: { readonly rotation?: boolean } = {}): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'nox-ground-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  let embedded = await startEmbedded(folder, { fast: true, port });
  const passwords = JSON.parse(await readFile(join(folder, 'postgres.json'), 'utf8')) as {
    superuser: string;
  };
  const slack = await startSlack({ app: { ...slackApp, rotation: options.rotation ?? false }, retryMs: 300 });
  people(slack);
  const environment = {
    ...slackEnvironment(slack),
    DATABASE_URL: embedded.databaseUrl,
    NOX_MASTER_KEY: masterKey,
  };
  const apart: ChildProcess[] = [];
  const admins: postgres.Sql[] = [];

  return {
    slack,
    databaseUrl: embedded.databaseUrl,
    admin(database = 'nox') {
      const sql = postgres(`postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/${database}`, {
        max: 1,
        onnotice: () => {},
      });
      admins.push(sql);
      return sql;
    },
    stopPostgres: () => embedded.stop(),
    async startPostgres() {
      embedded = await startEmbedded(folder, { fast: true, port });
    },
    async startHere(options = {}, env = {}) {
      const logged: string[] = [];
      const sink = new Writable({ write: (chunk, _encoding, done) => done(void logged.push(String(chunk))) });
      const config = {
        ...readConfig({ ...environment, PORT: '0', ...env }),
        databaseUrl: embedded.databaseUrl,
        masterKey,
      };
      const app = await startApp(config, createLogger('info', sink), options);
      slack.connectApp(app.url);
      return {
        app,
        databaseUrl: embedded.databaseUrl,
        superuserUrl: `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/postgres`,
        logged,
        close: () => app.close(),
      };
    },
    async startApart(env = {}) {
      const free = await freePort();
      const child = spawn('node', ['src/main.ts'], {
        env: { ...process.env, ...environment, PORT: String(free), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      apart.push(child);
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => (said += String(chunk)));
      const ended = once(child, 'exit').then(() => 'ended');
      while (!said.includes('NOX is listening')) {
        const next = await Promise.race([ended, once(child.stdout, 'data')]);
        if (next === 'ended') throw new Error(said);
      }
      return {
        url: `http://127.0.0.1:${free}`,
        async kill() {
          child.kill('SIGKILL');
          await ended;
        },
      };
    },
    async runMain(command) {
      const child = spawn('node', ['src/main.ts', command], { env: { ...process.env, ...environment } });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => (said += String(chunk)));
      const [status] = (await once(child, 'exit')) as [number];
      return { status, said };
    },
    async close() {
      for (const child of apart) child.kill('SIGKILL');
      await Promise.all(admins.map((sql) => sql.end({ timeout: 1 })));
      await slack.close();
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
