import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Router } from 'express';
import type { Sessions } from '../../access/sessions.ts';
import type { SignIn } from '../../access/sign-in.ts';
import type { Toolbox } from '../../commands/tools/toolbox.ts';
import { NoxError } from '../../core/errors.ts';
import type { Locale } from '../../core/locale.ts';
import type { Actor, Tenant } from '../../core/actor.ts';
import type { Integration } from '../../core/integration.ts';
import type { TenantDatabases } from '../../tenancy/doors.ts';
import type { Translate } from '../../messages/translate.ts';
import type { Accounts } from '../../tenancy/accounts.ts';
import type { SlackInstallations } from '../../tenancy/slack-installations.ts';
import { integrationRoutes } from './api/integrations.ts';
import { onboardingRoutes } from './api/onboarding.ts';
import { signInRoutes } from './api/sign-in.ts';
import { answerErrors } from './errors.ts';
import { createLimits } from './limits.ts';
import type { WebLimits } from './limits.ts';
import { securityHeaders } from './headers.ts';

/** Connects a Slack workspace by its tokens: the Slack surface's work, handed in by the composition root. */
export type ConnectSlackByToken = (
  by: { readonly tenant: Tenant; readonly actor: Actor; readonly requestId: string },
  body: unknown,
) => Promise<{ readonly label: string }>;

export interface WebDependencies {
  readonly accounts: Accounts;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly databases: TenantDatabases;
  readonly toolbox: Toolbox;
  readonly installations: SlackInstallations;
  readonly connectSlack: ConnectSlackByToken | undefined;
  readonly messages: (locale: Locale) => Translate;
  readonly limits: WebLimits;
  /** Reports a fault of ours: ids and the error, never a body. */
  readonly fault: (fields: { readonly requestId: string; readonly err: unknown }) => void;
}

/** What the API shows of a connected tool: never its secret. */
export type ShownIntegration = Omit<Integration, 'createdAt'> & { readonly createdAt: string };

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
