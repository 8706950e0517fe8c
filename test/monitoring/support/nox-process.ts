import { once } from 'node:events';
import { pino } from 'pino';
import { startApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { usualJobPace } from '../../../src/jobs/job-options.ts';
import { createLogger } from '../../../src/log.ts';
import { quickTimes } from './times.ts';

/** A further NOX process on the same database, to be killed. It starts when it is told how far its clock is ahead. */
// Whoever started it is gone: so is it.
process.once('disconnect', () => process.exit());
const [aheadMs] = (await once(process, 'message')) as [number];
const config = readConfig(process.env);
const { databaseUrl = '', masterKey = '' } = config;
await startApp({ ...config, databaseUrl, masterKey }, createLogger('warn', pino.destination(2)), {
  monitoring: quickTimes,
  jobPace: { ...usualJobPace, pollSeconds: 0.5 },
  clock: { now: () => new Date(Date.now() + aheadMs) },
});
process.send?.('ready');
