import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Router } from 'express';
import { NoxError } from '../../core/errors.ts';
import { integrationRoutes } from './api/integrations.ts';
import { onboardingRoutes } from './api/onboarding.ts';
import { signInRoutes } from './api/sign-in.ts';
import { answerErrors } from './errors.ts';
import { createLimits } from './limits.ts';
import { securityHeaders } from './headers.ts';
import type { WebDependencies } from './dependencies.ts';

/** The HTTP API of NOX, as an express router to be mounted at `/`. */
export function createWebSurface(dependencies: WebDependencies): Router {
  const router = express.Router();
  const limits = createLimits(dependencies.limits);
  router.use('/api', securityHeaders, (_request, response, next) => {
    response.locals.requestId = randomUUID();
    response.setHeader('x-request-id', response.locals.requestId as string);
    next();
  });
  router.use('/api', express.json({ limit: '300kb', strict: true }));
  router.use('/api', onboardingRoutes(dependencies, limits));
  router.use('/api', signInRoutes(dependencies, limits));
  router.use('/api', integrationRoutes(dependencies));
  router.use('/api', () => {
    throw new NoxError('not_found', { kind: 'web.kind.route', name: '' }, { sentence: 'web.no_such_route' });
  });
  router.use('/api', answerErrors(dependencies.messages, dependencies.fault));
  return router;
}
