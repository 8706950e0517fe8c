import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { hashPassword } from '../../../access/passwords.ts';
import { locales } from '../../../core/locale.ts';
import { tenantTypes } from '../../../core/roles.ts';
import type { WebDependencies } from '../dependencies.ts';
import type { Limits } from '../limits.ts';
import { localeOfRequest } from '../../http/locale-of-request.ts';
import { readBody } from '../read-body.ts';

/** What a space is opened with; the sign-up page holds its fields against it too. */
export const newSpace = z.strictObject({
  /** No control characters, nor what turns the direction of writing. */
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u),
  email: z.string().trim().pipe(z.email().max(254)),
  /** Length is what counts; the upper bound keeps hashing affordable. */
  password: z.string().min(10).max(200),
  locale: z.enum(locales).optional(),
});

/** `POST /api/enterprise/onboard` and `POST /api/freelance/onboard` → 201 `{tenantId, userId, token}`. */
export function onboardingRoutes({ accounts, sessions }: WebDependencies, limits: Limits): Router {
  const router = express.Router();
  for (const type of tenantTypes) {
    router.post(`/${type}/onboard`, async (request, response) => {
      const { name, email, password, locale } = readBody(newSpace, request.body);
      await limits.onboarding(request.ip ?? '');
      const passwordHash = await hashPassword(password);
      const space = { type, name, email, passwordHash, locale: locale ?? localeOfRequest(request) };
      const { tenantId, userId } = await accounts.openSpace(space);
      const { token } = await sessions.issue(tenantId, userId);
      response.status(201).json({ tenantId, userId, token });
    });
  }
  return router;
}
