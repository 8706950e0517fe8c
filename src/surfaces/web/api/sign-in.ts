import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { WebDependencies } from '../dependencies.ts';
import type { Limits } from '../limits.ts';
import { localeOfRequest } from '../../http/locale-of-request.ts';
import { readBody } from '../read-body.ts';
import { signInWithLimits } from '../sign-in-with-limits.ts';

const body = z.strictObject({
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
    const credentials = readBody(body, request.body);
    const result = await signInWithLimits(dependencies, limits, request.ip ?? '', credentials);
    if ('session' in result) return void response.json(result.session);
    const error = dependencies.messages(localeOfRequest(request))('web.several_spaces');
    const choices = result.choices.map(({ tenantId, name }) => ({ tenantId, name }));
    response.status(409).json({ error, code: 'conflict', choices });
  });
  return router;
}
