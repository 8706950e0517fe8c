import { pino } from 'pino';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { quickTimes } from './times.ts';

/** A further NOX process on the same database, to be killed. */
const config = readConfig(process.env);
const { databaseUrl = '', masterKey = '' } = config;
await startApp({ ...config, databaseUrl, masterKey }, createLogger('warn', pino.destination(2)), {
  monitoring: quickTimes,
});
process.send?.('ready');
