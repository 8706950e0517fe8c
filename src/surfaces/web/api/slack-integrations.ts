import express from 'express';
import type { Response, Router } from 'express';
import { auditDone, auditRefusal } from '../../../commands/tools/audit-tool.ts';
import { NoxError } from '../../../core/errors.ts';
import { signedOf } from '../authenticate.ts';
import type { WebDependencies } from '../dependencies.ts';
import { fieldsOf } from '../read-body.ts';

/** `POST /api/integrations/slack` connects a workspace by its tokens; `DELETE /api/integrations/slack/<id>` takes NOX out. */
export function slackIntegrationRoutes({ databases, slack }: WebDependencies): Router {
  const router = express.Router();

  router.post('/integrations/slack', async (request, response) => {
    const { connect } = offered();
    const by = await signed(response);
    const fields = fieldsOf(request.body);
    const target = typeof fields.workspaceUrl === 'string' ? fields.workspaceUrl : 'slack';
    const { label } = await auditRefusal(by, 'integrations connect slack', target, () => connect(by, fields));
    response.status(201).json({ type: 'slack', name: label });
  });

  router.delete('/integrations/slack/:id', async (request, response) => {
    const { disconnect } = offered();
    const { id } = request.params;
    const by = await signed(response);
    await auditDone(by, 'integrations remove slack', () => disconnect(by, id));
    response.status(204).end();
  });

  async function signed(response: Response) {
    const by = signedOf(response);
    return { ...by, database: await databases.open(by.tenant.id) };
  }

  function offered() {
    if (!slack) throw new NoxError('not_connected', { service: 'Slack' }, { sentence: 'web.no_slack_app' });
    return slack;
  }

  return router;
}
