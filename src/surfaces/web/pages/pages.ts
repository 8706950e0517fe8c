import express from 'express';
import type { Router } from 'express';
import { NoxError } from '../../../core/errors.ts';
import type { WebDependencies } from '../dependencies.ts';
import type { Limits } from '../limits.ts';
import { noNul } from '../read-body.ts';
import { accountPage } from './account/account.ts';
import { invitationPage } from './account/invitation.ts';
import { resetPasswordPage } from './account/reset-password.ts';
import { linkPage } from './account/link.ts';
import { slackSignInPage } from './account/slack-sign-in.ts';
import { accountTypePage } from './public/account-type.ts';
import { apiDocsPage } from './public/api-docs.ts';
import { forgottenPasswordPage } from './public/forgotten-password.ts';
import { privacyPage } from './public/privacy.ts';
import { supportPage } from './public/support.ts';
import { signInPage } from './public/sign-in.ts';
import { signUpPage } from './public/sign-up.ts';
import { welcomePage } from './public/welcome.ts';
import { activityPage } from './space/activity.ts';
import { alertsPage } from './space/alerts.ts';
import { billingPage } from './space/billing.ts';
import { dashboardPage } from './space/dashboard.ts';
import { invitePage } from './space/people/invite.ts';
import { peoplePage } from './space/people/people.ts';
import { permissionsPage } from './space/people/permissions.ts';
import { settingsPage } from './space/settings.ts';
import { startPage } from './space/start.ts';
import { connectPage } from './space/tools/connect.ts';
import { consentPages } from './space/tools/consent.ts';
import { integrationsPage } from './space/tools/list.ts';
import { integrationPage } from './space/tools/one.ts';
import { answerErrorsAsPages, guardPages } from './visit.ts';

/** Every page. What changes something is taken from our own pages alone. */
export function pageRoutes(dependencies: WebDependencies, limits: Limits): Router {
  const router = express.Router();
  router.use(guardPages(dependencies), express.urlencoded({ extended: false, limit: '300kb' }), noNul);
  router.use(welcomePage(dependencies), accountTypePage(dependencies), privacyPage(dependencies));
  router.use(apiDocsPage(dependencies), supportPage(dependencies));
  router.use(signUpPage(dependencies, limits), signInPage(dependencies, limits));
  router.use(forgottenPasswordPage(dependencies, limits), resetPasswordPage(dependencies, limits));
  router.use(
    linkPage(dependencies, limits),
    slackSignInPage(dependencies, limits),
    accountPage(dependencies, limits),
  );
  router.use(dashboardPage(dependencies), activityPage(dependencies), billingPage(dependencies));
  router.use(settingsPage(dependencies), alertsPage(dependencies));
  router.use(startPage(dependencies), integrationsPage(dependencies), connectPage(dependencies));
  router.use(consentPages(dependencies), integrationPage(dependencies));
  router.use(permissionsPage(dependencies), invitePage(dependencies, limits), peoplePage(dependencies));
  router.use(invitationPage(dependencies, limits));
  router.use(() => {
    throw new NoxError('not_found', {}, { sentence: 'web.no_such_page' });
  });
  router.use(answerErrorsAsPages(dependencies));
  return router;
}
