import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { changeTool, findTool } from '../../../../../commands/tools/change-tool.ts';
import { offersConsent } from '../../../../../commands/tools/connect-by-consent.ts';
import { connectTool } from '../../../../../commands/tools/connect-tool.ts';
import { disconnectTool } from '../../../../../commands/tools/disconnect-tool.ts';
import { testTool } from '../../../../../commands/tools/test-tool.ts';
import { auditDone } from '../../../../../commands/tools/audit-tool.ts';
import { isNoxError, NoxError } from '../../../../../core/errors.ts';
import { serviceNames } from '../../../../../core/integration.ts';
import type { Integration } from '../../../../../core/integration.ts';
import { sayError } from '../../../../../messages/translate.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import { statusOf } from '../../../errors.ts';
import { checkbox, field, notice } from '../../../view/form.ts';
import { fieldOf } from '../../fields.ts';
import { signedIn } from '../../signed-in.ts';
import type { SignedVisit } from '../../signed-in.ts';
import { credentialFields, credentialOf } from './credential-fields.ts';
import { consentForm, orByHand } from './consent-form.ts';
import { detailOf } from './details.ts';
import { permissionsOf } from './explain.ts';
import { toolId } from './which.ts';

const done = ['connected', 'tested', 'renamed', 'rotated', 'protected'] as const;

/** `/integrations/<id>`: one tool: tried, renamed, its credential rotated, protected, removed. */
export function integrationPage(dependencies: WebDependencies): Router {
  const { toolbox, slack } = dependencies;
  const router = express.Router();

  router.get(
    '/integrations/:id',
    signedIn(dependencies, 'manage', async (at, request) => {
      const tool = await findTool(at.database, toolId(request));
      const said = done.find((each) => each === request.query.done);
      show(dependencies, at, 200, tool, request, said ? notice('ok', at.t(`integrations.done.${said}`)) : '');
    }),
  );

  /** Does something, then shows the tool again: with what was done in the address, or with what went wrong. */
  function action(
    name: string,
    work: (at: SignedVisit, tool: Integration, request: Request) => Promise<(typeof done)[number]>,
  ): void {
    router.post(
      `/integrations/:id/${name}`,
      signedIn(dependencies, 'manage', async (at, request, response) => {
        const tool = await findTool(at.database, toolId(request));
        try {
          const said = await work(at, tool, request);
          response.redirect(303, `/integrations/${tool.id}?done=${said}`);
        } catch (error) {
          if (!isNoxError(error)) throw error;
          const now = await findTool(at.database, tool.id);
          show(dependencies, at, statusOf(error), now, request, notice('error', sayError(at.t, error)));
        }
      }),
    );
  }

  action('test', async ({ by }, { id }) => {
    await testTool(by, toolbox, id);
    return 'tested';
  });
  action('rename', async ({ by }, { id }, request) => {
    await changeTool(by, id, { name: fieldOf(request, 'name') ?? '' });
    return 'renamed';
  });
  action('protect', async ({ by }, { id }, request) => {
    await changeTool(by, id, { protected: fieldOf(request, 'protected') === 'yes' });
    return 'protected';
  });
  action('rotate', async ({ by }, { type, name }, request) => {
    if (type === 'slack') throw new NoxError('not_found', {}, { sentence: 'web.no_such_page' });
    await connectTool(by, toolbox, type, { ...credentialOf(type, request), name });
    return 'rotated';
  });

  router.post(
    '/integrations/:id/remove',
    signedIn(dependencies, 'manage', async ({ by }, request, response) => {
      const { isRevoked } = await disconnectTool(by, toolbox, toolId(request));
      response.redirect(303, `/integrations?done=${isRevoked ? 'removed' : 'not_revoked'}`);
    }),
  );

  router.post(
    '/integrations/slack/:id/remove',
    signedIn(dependencies, 'manage', async ({ by }, request, response) => {
      if (!slack) throw new NoxError('not_connected', { service: 'Slack' }, { sentence: 'web.no_slack_app' });
      await auditDone(by, 'integrations remove slack', () => slack.disconnect(by, String(request.params.id)));
      response.redirect(303, '/integrations?done=left');
    }),
  );

  return router;
}

function show(
  { toolbox }: WebDependencies,
  { t, render }: SignedVisit,
  status: number,
  tool: Integration,
  request: Request,
  said: ReturnType<typeof notice> | '',
): void {
  const { id, type, name, details, health } = tool;
  if (type === 'slack') throw new NoxError('not_found', {}, { sentence: 'web.no_such_page' });
  const at = `/integrations/${id}`;
  const byConsent = offersConsent(type, toolbox);
  const needsConsent = byConsent && health === 'failing';
  const byHand = html`<form method="post" action="${at}/rotate">${credentialFields(t, type, request, false)}<button${byConsent ? html` class="outline"` : ''}>${t('integrations.try_and_replace')}</button></form>`;
  render(
    status,
    name,
    html`<p><a href="/integrations">${t('web.menu.integrations')}</a></p>
<hgroup><h1>${name}</h1><p>${serviceNames[type]}</p></hgroup>${said}
<dl class="facts"><dt>${t('status.health')}</dt><dd><span class="state ${health}">${t(`health.${health}`)}</span></dd>
${Object.entries(details).map(([key, value]) => {
  const said = detailOf(t, key, value);
  return said ? html`<dt>${said.label}</dt><dd>${said.value}</dd>` : '';
})}</dl>
<form class="actions" method="post" action="${at}/test"><button>${t('integrations.test')}</button></form>
${needsConsent ? html`<section><h2>${t('consent.renew.title')}</h2><p>${t('consent.renew.text', { service: serviceNames[type] })}</p>${consentForm(t, type, `${at}/consent`)}</section>` : ''}
<section><h2>${t('integrations.rename')}</h2><form method="post" action="${at}/rename">${field({ name: 'name', label: t('integrations.name'), value: name, maxLength: 40, help: t('integrations.rename_help') })}<button class="outline">${t('integrations.rename_button')}</button></form></section>
${
  type === 'k8s'
    ? html`<section><h2>${t('integrations.protection')}</h2><form method="post" action="${at}/protect">${checkbox('protected', 'yes', t('integrations.protected'), tool.protected)}<button class="outline">${t('integrations.save')}</button></form></section>`
    : ''
}
<details${status === 200 ? '' : html` open`}><summary><h2>${t('integrations.rotate')}</h2></summary><p>${t('integrations.rotate_text')}</p>
${byConsent && !needsConsent ? html`${consentForm(t, type, `${at}/consent`)}${orByHand(t, byHand, status !== 200)}` : byHand}</details>
<details><summary><h2>${t('integrations.why')}</h2></summary>${permissionsOf(t, type)}</details>
<details><summary><h2>${t('integrations.remove')}</h2></summary><p>${t(byConsent ? 'consent.remove_text' : 'integrations.remove_text', { name, service: serviceNames[type] })}</p>
<form method="post" action="${at}/remove"><button class="danger outline">${t('integrations.remove_button', { name })}</button></form></details>`,
  );
}
