import express from 'express';
import type { Router } from 'express';
import { readDashboard } from '../../../commands/space/dashboard.ts';
import { NoxError } from '../../../core/errors.ts';
import { authenticate, signedOf } from '../authenticate.ts';
import type { WebDependencies } from '../dependencies.ts';

/** `GET /api/tenant/:id/dashboard`: the space at a glance. Whatever id is not the session's own: `Accès refusé`. */
export function dashboardRoutes({ sessions, publicUrl, databases, clock }: WebDependencies): Router {
  const router = express.Router();
  router.get('/tenant/:id/dashboard', authenticate(sessions, publicUrl), async (request, response) => {
    const { tenant, actor } = signedOf(response);
    if (request.params.id !== String(tenant.id)) throw new NoxError('foreign_tenant');
    const dashboard = await readDashboard(await databases.open(tenant.id), tenant, actor, clock.now());
    response.json({
      tenantId: tenant.id,
      ...dashboard,
      clusters: dashboard.clusters.map((each) => ({ ...each, watch: each.watch ?? null })),
      incidents: dashboard.incidents.map((each) => ({
        ...each,
        since: each.since.toISOString(),
        openedAt: each.openedAt.toISOString(),
      })),
    });
  });
  return router;
}
