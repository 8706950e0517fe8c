import express from 'express';
import type { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** `/healthz`, `/readyz` and `/metrics`: for the platform that NOX runs on. Nothing of a tenant is in them. */
export function operationRoutes(of: {
  readonly isReady: () => Promise<boolean>;
  readonly openPools: () => number;
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
  const router = express.Router();
  router.get('/healthz', (_request, response) => void response.type('text').send('ok'));
  router.get('/readyz', async (_request, response) => {
    const up = await of.isReady();
    response
      .status(up ? 200 : 503)
      .type('text')
      .send(up ? 'ready' : 'the database does not answer');
  });
  router.get(
    '/metrics',
    async (_request, response) => void response.type(metrics.contentType).send(await metrics.metrics()),
  );
  return router;
}
