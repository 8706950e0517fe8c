import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openControlDatabase } from '../../src/database/control/database.ts';
import { createProvisioner } from '../../src/database/provision.ts';
import { parseDatabaseUrl } from '../../src/database/server.ts';
import { createLogger } from '../../src/log.ts';
import { createMasterKey } from '../../src/tenancy/master-key.ts';
import { answer } from './ask.ts';

/** NOX as `npm start` runs it; only the flood limits are raised, since one load stands for many people. */
const config = readConfig(process.env);
const { databaseUrl = '', masterKey = '' } = config;
const many = 1_000_000;
const app = await startApp(
  { ...config, databaseUrl, masterKey },
  createLogger(config.logLevel, pino.destination(2)),
  {
    requests: { person: many, tenant: many },
    flood: { commandsPerTenSeconds: many, concurrent: many },
    ...(process.env.BENCH_SHORT_REST ? { poolRest: { connectionSeconds: 1, poolMs: 2_000 } } : {}),
    webLimits: { onboardingsPerHour: many, failuresPerAccount: many, failuresPerAddress: many },
  },
);
const control = openControlDatabase(parseDatabaseUrl(databaseUrl));
const provisioner = createProvisioner(control, createMasterKey(masterKey));

answer(
  {
    url: () => app.url,
    /** Waits until no tenant's pool is open any more. */
    async rest() {
      while (!/^nox_tenant_pools 0$/m.test(await (await fetch(`${app.url}/metrics`)).text()))
        await setTimeout(200);
    },
    /** Makes a tenant and takes it away again; milliseconds that making it took. */
    async provision() {
      const begun = performance.now();
      const id = await provisioner.create({
        type: 'enterprise',
        name: 'Bench',
        locale: 'fr',
        timeZone: 'Europe/Paris',
      });
      const took = performance.now() - begun;
      await provisioner.destroy(id);
      return took;
    },
    /** The same for a bare database, over a connection that is open already. */
    async bare(number: number) {
      const begun = performance.now();
      await control.sql.unsafe(`create database bare_${number}`);
      const took = performance.now() - begun;
      await control.sql.unsafe(`drop database bare_${number}`);
      return took;
    },
  },
  async () => {
    await provisioner.close();
    await control.close();
    await app.close();
  },
);
