import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { connectTool } from '../../../../../commands/tools/connect-tool.ts';
import { isNoxError, NoxError } from '../../../../../core/errors.ts';
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
import { toolTypes } from './list.ts';

/** `/integrations/new/<type>`: connects a tool; the credential is tried while one waits, and a refusal says what to change. */
export function connectPage(dependencies: WebDependencies): Router {
  const router = express.Router();

  router.get(
    '/integrations/new/:type',
    signedIn(dependencies, 'manage', (at, request) => show(at, 200, typeOf(request), request)),
  );

  router.post(
    '/integrations/new/:type',
    signedIn(dependencies, 'manage', async (at, request, response) => {
      const type = typeOf(request);
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
        show(at, statusOf(error), type, request, sayError(at.t, error));
      }
    }),
  );

  return router;
}

function typeOf(request: Request): ToolType {
  const found = toolTypes.find((each) => each === request.params.type);
  if (!found) throw new NoxError('not_found', {}, { sentence: 'web.no_such_page' });
  return found;
}

function show(
  { t, render, tenant }: SignedVisit,
  status: number,
  type: ToolType,
  request: Request,
  warning?: string,
): void {
  const title = t(`start.${type}.action`);
  const named = tenant.type === 'freelance' || type === 'k8s';
  render(
    status,
    title,
    html`<p><a href="/integrations">${t('web.menu.integrations')}</a></p><h1>${title}</h1>
${warning ? notice('error', warning) : ''}
<div class="columns"><form method="post" action="/integrations/new/${type}">
${credentialFields(t, type, request, named)}
<button class="wide">${t('integrations.try_and_connect')}</button>
<p class="quiet">${t('integrations.tried', { service: serviceNames[type] })}</p></form>
<aside>${permissionsOf(t, type)}${type === 'k8s' ? clusterAccount(t) : ''}</aside></div>`,
  );
}
