import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { connectTool } from '../../../../../commands/tools/connect-tool.ts';
import { offersConsent } from '../../../../../commands/tools/connect-by-consent.ts';
import { isNoxError } from '../../../../../core/errors.ts';
import { serviceNames } from '../../../../../core/integration.ts';
import type { ToolType } from '../../../../../core/integration.ts';
import { sayError } from '../../../../../messages/translate.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import { statusOf } from '../../../errors.ts';
import { notice } from '../../../view/form.ts';
import { fieldOf } from '../../fields.ts';
import { signedIn } from '../../signed-in.ts';
import type { SignedVisit } from '../../signed-in.ts';
import { credentialFields, credentialOf } from './credential-fields.ts';
import { clusterAccount, permissionsOf } from './explain.ts';
import { consentForm, orByHand } from './consent-form.ts';
import { toolTypeOf } from './which.ts';

/** `/integrations/new/<type>`: connects a tool; the credential is tried while one waits, and a refusal says what to change. */
export function connectPage(dependencies: WebDependencies): Router {
  const router = express.Router();

  router.get(
    '/integrations/new/:type',
    signedIn(dependencies, 'manage', (at, request) =>
      show(dependencies, at, 200, toolTypeOf(request), request),
    ),
  );

  router.post(
    '/integrations/new/:type',
    signedIn(dependencies, 'manage', async (at, request, response) => {
      const type = toolTypeOf(request);
      const name = fieldOf(request, 'name')?.trim();
      const body = {
        ...(name ? { name } : {}),
        ...(type === 'k8s' ? { protected: fieldOf(request, 'protected') === 'yes' } : {}),
        ...credentialOf(type, request),
      };
      try {
        const tool = await connectTool(at.by, dependencies.toolbox, type, body);
        response.redirect(303, `/integrations/${tool.id}?done=connected`);
      } catch (error) {
        if (!isNoxError(error)) throw error;
        show(dependencies, at, statusOf(error), type, request, sayError(at.t, error));
      }
    }),
  );

  return router;
}

function show(
  { toolbox }: WebDependencies,
  { t, render, tenant }: SignedVisit,
  status: number,
  type: ToolType,
  request: Request,
  warning?: string,
): void {
  const title = t(`start.${type}.action`);
  const named = tenant.type === 'freelance' || type === 'k8s';
  const byConsent = offersConsent(type, toolbox);
  const byHand = html`<form method="post" action="/integrations/new/${type}">
${credentialFields(t, type, request, named)}
<button class="${byConsent ? 'outline' : 'wide'}">${t('integrations.try_and_connect')}</button>
<p class="quiet">${t('integrations.tried', { service: serviceNames[type] })}</p></form>`;
  render(
    status,
    title,
    html`<p><a href="/integrations">${t('web.menu.integrations')}</a></p><h1>${title}</h1>
${warning ? notice('error', warning) : ''}
<div class="columns"><div>${byConsent ? html`${consentForm(t, type, `/integrations/new/${type}/consent`)}${orByHand(t, byHand, warning !== undefined)}` : byHand}</div>
<aside>${permissionsOf(t, type)}${type === 'k8s' ? clusterAccount(t) : ''}</aside></div>`,
  );
}
