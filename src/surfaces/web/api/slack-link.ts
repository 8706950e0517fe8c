import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { authenticate, signedOf } from '../authenticate.ts';
import type { WebDependencies } from '../dependencies.ts';
import { readBody } from '../read-body.ts';

/** The code, or the whole address that NOX gave in Slack. `tenantId` was compared already. */
export const slackLinkBody = z.strictObject({
  code: z
    .string()
    .max(600)
    .transform((given) => given.trim().split('/').at(-1) ?? ''),
  tenantId: z.unknown().optional(),
});

/** `POST /api/slack/link {code}` → 200 `{person, place}`: joins the Slack person to the signed-in account. */
export function slackLinkRoutes({ slackLinks, sessions, publicUrl }: WebDependencies): Router {
  const router = express.Router();
  router.post('/slack/link', authenticate(sessions, publicUrl), async (request, response) => {
    const { tenant, actor, requestId } = signedOf(response);
    const { code } = readBody(slackLinkBody, request.body);
    const { userId, name, surface } = actor;
    const by = { tenantId: tenant.id, userId, name, surface, requestId };
    const { personName, place } = await slackLinks.confirm(code, by);
    response.json({ person: personName, place });
  });
  return router;
}
