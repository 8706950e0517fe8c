import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { startApp } from '../../src/app.ts';
import type { App, AppOptions } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { createLogger } from '../../src/log.ts';

/** A NOX of its own on a real PostgreSQL of its own, with everything it logged. */
export interface TestNox {
  readonly app: App;
  readonly databaseUrl: string;
  /** The server's superuser, for looking past every right and for ending connections. */
  readonly superuserUrl: string;
  readonly logged: string[];
  close(): Promise<void>;
}

/** The master key of every NOX under test. */
export const masterKey = Buffer.alloc(32, 7).toString('base64');

export async function startNox(
  env: Readonly<Record<string, string>> = {},
  options: AppOptions = {},
): Promise<TestNox> {
  const folder = await mkdtemp(join(tmpdir(), 'nox-test-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(folder, 0o755);
  const embedded = await startEmbedded(folder, { fast: true });
  const logged: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const config = readConfig({ PORT: '0', NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1', ...env });
  const generous = { onboardingsPerHour: 1_000, failuresPerAccount: 5, failuresPerAddress: 1_000 };
  const ready = { ...config, databaseUrl: embedded.databaseUrl, masterKey };
  const kept = JSON.parse(await readFile(join(folder, 'postgres.json'), 'utf8')) as { superuser: string };
  const superuserUrl = new URL(embedded.databaseUrl);
  Object.assign(superuserUrl, { username: 'postgres', password: kept.superuser, pathname: '/postgres' });
  const app = await startApp(ready, createLogger('info', sink), {
    webLimits: generous,
    requests: { person: 10_000, tenant: 10_000 },
    monitoring: false,
    ...options,
  });
  return {
    app,
    databaseUrl: embedded.databaseUrl,
    superuserUrl: superuserUrl.href,
    logged,
    async close() {
      await app.close();
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A JSON request to the API; the answer's status and body. */
export async function call(nox: TestNox, method: string, path: string, body?: unknown, token?: string) {
  const response = await fetch(new URL(path, nox.app.url), {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown>, text };
}
