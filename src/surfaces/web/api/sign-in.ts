import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { isNoxError } from '../../../core/errors.ts';
import type { WebDependencies } from '../dependencies.ts';
import type { Limits } from '../limits.ts';
import { localeOfRequest } from '../errors.ts';
import { readBody } from '../read-body.ts';

const body = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(200),
  tenantId: z.int().positive().optional(),
});

/**
 * `POST /api/auth/login` → 200 `{token, userId, tenantId, userRole, permissions}`; 409 with the choices where the
 * address and its password open several spaces and none is named.
 */
export function signInRoutes({ signIn, accounts, messages }: WebDependencies, limits: Limits): Router {
  const router = express.Router();
  router.post('/auth/login', async (request, response) => {
    const credentials = readBody(body, request.body);
    const address = request.ip ?? '';
    const account = accounts.emailIndex(credentials.email);
    await limits.beforeSignIn(address, account);
    try {
      const result = await signIn.signIn(credentials);
      if ('session' in result) return void response.json(result.session);
      const error = messages(localeOfRequest(request))('web.several_spaces');
      response.status(409).json({ error, code: 'conflict', choices: result.choices });
    } catch (error) {
      if (isNoxError(error, 'wrong_credentials')) await limits.failedSignIn(address, account);
      throw error;
    }
  });
  return router;
}
