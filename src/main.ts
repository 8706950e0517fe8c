import { createLogger } from './log.ts';
import { ConfigError, readConfig } from './config.ts';
import { startApp } from './app.ts';
import { startEmbedded } from './database/embedded.ts';
import { openControlDatabase } from './database/control/database.ts';
import { migrateAll } from './database/migrate-all.ts';
import { parseDatabaseUrl } from './database/server.ts';
import { keepMasterKey } from './tenancy/keep-master-key.ts';

/** `node src/main.ts` serves; `node src/main.ts migrate` migrates control and every tenant, and ends. */
async function main(command: string | undefined): Promise<number> {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const stopped = command === 'migrate' ? undefined : waitForSignal();
  const embedded = config.databaseUrl ? undefined : await startEmbedded(config.dataDir);
  if (embedded) log.info({ files: embedded.home }, 'PostgreSQL is embedded');
  const databaseUrl = config.databaseUrl ?? embedded?.databaseUrl ?? '';
  try {
    if (command === 'migrate') {
      const control = openControlDatabase(parseDatabaseUrl(databaseUrl));
      const report = await migrateAll(control);
      await control.close();
      for (const { tenantId, error } of report.failed)
        log.error({ tenantId, err: error }, 'a tenant was not migrated');
      log.info({ migrated: report.migrated, failed: report.failed.length }, 'migrated');
      return report.failed.length === 0 ? 0 : 1;
    }
    const masterKey = config.masterKey ?? (await keepMasterKey(config.dataDir));
    const app = await startApp({ ...config, databaseUrl, masterKey }, log);
    const signal = await stopped;
    log.info({ signal }, 'NOX is stopping');
    await app.close();
    return 0;
  } finally {
    await embedded?.stop();
  }
}

main(process.argv[2]).then(
  (status) => process.exit(status),
  (error: unknown) => {
    const problems = error instanceof ConfigError ? error.problems : [describe(error)];
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    process.exit(1);
  },
);

/** Resolves with the first signal to stop; a second one then ends the process at once. */
function waitForSignal(): Promise<string> {
  return new Promise((stop) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stop(name));
  });
}

/** One sentence for what stopped the start; no stack. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'NOX could not start.';
  const code = (error as { code?: unknown }).code;
  if (code === 'ECONNREFUSED' || code === 'CONNECT_TIMEOUT' || code === 'ENOTFOUND')
    return 'NOX could not start: the database of DATABASE_URL does not answer.';
  if (code === 'EADDRINUSE') return 'NOX could not start: the port is taken. Set PORT to another one.';
  return `NOX could not start: ${error.message}`;
}
