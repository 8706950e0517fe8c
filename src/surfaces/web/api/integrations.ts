import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { connectTool } from '../../../commands/tools/connect-tool.ts';
import { disconnectTool } from '../../../commands/tools/disconnect-tool.ts';
import { listOwnTools } from '../../../commands/tools/list-tools.ts';
import { NoxError } from '../../../core/errors.ts';
import type { Integration } from '../../../core/integration.ts';
import { authenticate, signedOf } from '../authenticate.ts';
import type { ShownIntegration, WebDependencies } from '../dependencies.ts';
import { fieldsOf } from '../read-body.ts';
import { slackIntegrationRoutes } from './slack-integrations.ts';

const toolTypes = ['github', 'k8s', 'notion', 'jira'] as const;

/** `GET /api/integrations`, `POST /api/integrations/<type>`, `DELETE /api/integrations/<id>`: the token's own tenant's. */
export function integrationRoutes(dependencies: WebDependencies): Router {
  const { databases, toolbox, sessions, installations, publicUrl } = dependencies;
  const router = express.Router();
  router.use('/integrations', authenticate(sessions, publicUrl));

  router.get('/integrations', async (_request, response) => {
    const { tenant, actor } = signedOf(response);
    const tools = await listOwnTools(await databases.open(tenant.id), tenant, actor);
    const slack = await installations.list(tenant.id);
    response.json({
      integrations: tools.map(shown),
      slack: slack.map((each) => ({
        type: 'slack',
        id: each.key.isEnterpriseInstall ? each.key.enterpriseId : each.key.teamId,
        name: each.label,
        createdAt: each.installedAt.toISOString(),
      })),
    });
  });

  for (const type of toolTypes) {
    router.post(`/integrations/${type}`, async (request, response) => {
      const signed = signedOf(response);
      const by = { ...signed, database: await databases.open(signed.tenant.id) };
      response.status(201).json(shown(await connectTool(by, toolbox, type, fieldsOf(request.body))));
    });
  }

  router.use(slackIntegrationRoutes(dependencies));

  router.delete('/integrations/:id', async (request, response) => {
    const id = z.coerce.number().int().positive().max(2_147_483_647).safeParse(request.params.id);
    if (!id.success)
      throw new NoxError('not_found', {
        kind: 'kind.integration',
        name: String(request.params.id).slice(0, 40),
      });
    const signed = signedOf(response);
    const by = { ...signed, database: await databases.open(signed.tenant.id) };
    await disconnectTool(by, toolbox, id.data);
    response.status(204).end();
  });
  return router;
}

function shown(integration: Integration): ShownIntegration {
  return { ...integration, createdAt: integration.createdAt.toISOString() };
}
