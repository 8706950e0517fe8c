import express from 'express';
import type { Router } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { QueueDepth } from '../../core/queue-depth.ts';

/** `/healthz`, `/readyz` and `/metrics`: for the platform that NOX runs on. Nothing of a tenant is in them. */
export function operationRoutes(of: {
  readonly isReady: () => Promise<boolean>;
  readonly openPools: () => number;
  readonly tenantConnections: () => number;
  readonly jobDepths: () => Promise<readonly QueueDepth[]>;
}): Router {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  new Gauge({
    name: 'nox_tenant_pools',
    help: 'Tenants whose database is open in this process',
    registers: [metrics],
    collect() {
      this.set(of.openPools());
    },
  });
  new Gauge({
    name: 'nox_tenant_connections',
    help: 'Connections to tenants’ databases that this process has taken of its share',
    registers: [metrics],
    collect() {
      this.set(of.tenantConnections());
    },
  });
  const jobs = new Gauge({
    name: 'nox_jobs',
    help: 'Jobs of all processes: due now, for later, running, and dead (failed for good)',
    labelNames: ['queue', 'state'] as const,
    registers: [metrics],
  });
  const jobFailures = new Counter({
    name: 'nox_job_failures_total',
    help: 'Jobs that failed in this process; most are tried again',
    labelNames: ['queue'] as const,
    registers: [metrics],
  });
  /** Without the database there is no depth to tell, and all else is told. */
  async function countJobs(): Promise<void> {
    jobs.reset();
    jobFailures.reset();
    for (const { queue, failures, ...states } of await of.jobDepths().catch(() => [])) {
      jobFailures.inc({ queue }, failures);
      for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
    }
  }
  const router = express.Router();
  router.get('/healthz', (_request, response) => void response.type('text').send('ok'));
  router.get('/readyz', async (_request, response) => {
    const up = await of.isReady();
    response
      .status(up ? 200 : 503)
      .type('text')
      .send(up ? 'ready' : 'the database does not answer');
  });
  router.get('/metrics', async (_request, response) => {
    await countJobs();
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}
