import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Router } from 'express';
import { NoxError } from '../../core/errors.ts';
import { assetRoutes } from '../http/assets.ts';
import { billingRoutes, stripeWebhookRoute } from './api/billing.ts';
import { dashboardRoutes } from './api/dashboard.ts';
import { integrationRoutes } from './api/integrations.ts';
import { openApiRoutes } from './api/openapi/document.ts';
import { onboardingRoutes } from './api/onboarding.ts';
import { signInRoutes } from './api/sign-in.ts';
import { slackLinkRoutes } from './api/slack-link.ts';
import { answerErrors } from './errors.ts';
import { createLimits } from './limits.ts';
import { securityHeaders } from './headers.ts';
import type { WebDependencies } from './dependencies.ts';
import { onlyJson } from './read-body.ts';
import { pageRoutes } from './pages/pages.ts';

/** The HTTP API of NOX and its web pages, as an express router to be mounted at `/`, last: it answers every address. */
export function createWebSurface(dependencies: WebDependencies): Router {
  const router = express.Router();
  const limits = createLimits(dependencies.limits);
  router.use('/api', securityHeaders, (_request, response, next) => {
    response.locals.requestId = randomUUID();
    response.setHeader('x-request-id', response.locals.requestId as string);
    next();
  });
  router.use('/api', stripeWebhookRoute(dependencies));
  router.use('/api', express.json({ limit: '300kb', strict: true }), onlyJson);
  router.use('/api', onboardingRoutes(dependencies, limits));
  router.use('/api', signInRoutes(dependencies, limits));
  router.use('/api', slackLinkRoutes(dependencies));
  router.use('/api', integrationRoutes(dependencies));
  router.use('/api', dashboardRoutes(dependencies), openApiRoutes(dependencies));
  router.use('/api', billingRoutes(dependencies));
  router.use('/api', () => {
    throw new NoxError('not_found', { kind: 'web.kind.route', name: '' }, { sentence: 'web.no_such_route' });
  });
  router.use('/api', answerErrors(dependencies.messages, dependencies.fault));
  router.use(assetRoutes(), pageRoutes(dependencies, limits));
  return router;
}
