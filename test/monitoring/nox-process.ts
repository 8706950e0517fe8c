import { pino } from 'pino';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { usualJobPace } from '../../src/jobs/job-options.ts';
import { createLogger } from '../../src/log.ts';
import { quickTimes } from './times.ts';

/** A further NOX process on the same database, to be killed; its clock may be ahead. */
const config = readConfig(process.env);
const { databaseUrl = '', masterKey = '' } = config;
const ahead = Number(process.env['NOX_TEST_AHEAD_MS'] ?? 0);
await startApp({ ...config, databaseUrl, masterKey }, createLogger('warn', pino.destination(2)), {
  monitoring: quickTimes,
  jobPace: { ...usualJobPace, pollSeconds: 0.5 },
  clock: { now: () => new Date(Date.now() + ahead) },
});
process.send?.('ready');
