import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { WebDependencies } from '../dependencies.ts';
import type { Limits } from '../limits.ts';
import { localeOfRequest } from '../../http/locale-of-request.ts';
import { sendProblem } from '../errors.ts';
import { readBody } from '../read-body.ts';
import { signInWithLimits } from '../sign-in-with-limits.ts';

/** What signing in takes. */
export const credentials = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(200),
  tenantId: z.int().positive().optional(),
});

/**
 * `POST /api/auth/login` → 200 `{token, userId, tenantId, userRole, permissions}`; 409 with the choices where the
 * address and its password open several spaces and none is named.
 */
export function signInRoutes(dependencies: WebDependencies, limits: Limits): Router {
  const router = express.Router();
  router.post('/auth/login', async (request, response) => {
    const given = readBody(credentials, request.body);
    const from = { surface: 'api', requestId: String(response.locals.requestId) };
    const result = await signInWithLimits(dependencies, limits, request.ip ?? '', given, from);
    if ('session' in result) return void response.json(result.session);
    const error = dependencies.messages(localeOfRequest(request))('web.several_spaces');
    const choices = result.choices.map(({ tenantId, name }) => ({ tenantId, name }));
    sendProblem(response, 409, 'conflict', error, { choices });
  });
  return router;
}
