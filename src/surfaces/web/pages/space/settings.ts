import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { keepSpace } from '../../../../commands/space/keep.ts';
import { changeSettings, exportSpace, readSettings } from '../../../../commands/space/settings.ts';
import { isNoxError, NoxError } from '../../../../core/errors.ts';
import { locales } from '../../../../core/locale.ts';
import { sayError } from '../../../../messages/translate.ts';
import { graceDays } from '../../../../tenancy/deletion.ts';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { statusOf } from '../../errors.ts';
import { field, notice, select } from '../../view/form.ts';
import { fieldOf } from '../fields.ts';
import { signedIn } from '../signed-in.ts';
import type { SignedVisit } from '../signed-in.ts';
import { sendArchive } from './send-archive.ts';
import { visit } from '../visit.ts';

/** `/settings`: what the space is called and speaks; taking everything away; deleting the space. */
export function settingsPage(dependencies: WebDependencies): Router {
  const { deletions } = dependencies;
  const router = express.Router();

  router.get(
    '/settings',
    signedIn(dependencies, 'manage', (at, request) =>
      show(at, 200, request.query.done === 'saved' ? notice('ok', at.t('settings.saved')) : ''),
    ),
  );

  router.post(
    '/settings',
    signedIn(dependencies, 'manage', async (at, request, response) => {
      try {
        const role = fieldOf(request, 'defaultRole');
        await changeSettings(at.by, {
          name: fieldOf(request, 'name'),
          locale: fieldOf(request, 'locale'),
          timeZone: fieldOf(request, 'timeZone'),
          ...(role ? { defaultRole: role } : {}),
        });
      } catch (error) {
        if (!isNoxError(error, 'bad_input')) throw error;
        return show(at, statusOf(error), notice('error', sayError(at.t, error)), request);
      }
      response.redirect(303, '/settings?done=saved');
    }),
  );

  router.post(
    '/settings/export',
    signedIn(dependencies, 'manage', async (at, _request, response) => {
      const { by, t, tenant } = at;
      try {
        await exportSpace(by, (tables) => {
          const files = tables.map(({ name, rows }) => ({ name: `${name}.json`, rows }));
          return sendArchive(response, `nox-${tenant.id}.zip`, t('settings.export_readme'), files);
        });
      } catch (error) {
        if (response.headersSent || !isNoxError(error, 'conflict')) throw error;
        await show(at, statusOf(error), notice('error', sayError(t, error)));
      }
    }),
  );

  router.post(
    '/settings/delete',
    signedIn(dependencies, 'manage', async (at, request) => {
      const { t, by, tenant, render } = at;
      if (fieldOf(request, 'confirm')?.trim() !== tenant.name)
        return show(at, 400, notice('error', t('settings.delete_wrong')));
      const code = await keepSpace(by, 'delete space', tenant.name, () => deletions.plan(tenant.id));
      render(
        200,
        t('settings.delete_planned'),
        html`<div class="narrow"><h1>${t('settings.delete_planned')}</h1><p>${t('settings.delete_text', { days: graceDays })}</p>
<label for="receipt">${t('settings.receipt')}</label><textarea class="code" id="receipt" readonly rows="3">${dependencies.publicUrl}/receipt/${code}</textarea>
<p><a class="button" href="/settings">${t('settings.back')}</a></p></div>`,
      );
    }),
  );

  router.post(
    '/settings/keep',
    signedIn(dependencies, 'manage', async ({ by, tenant }, _request, response) => {
      await keepSpace(by, 'keep space', tenant.name, () => deletions.cancel(tenant.id));
      response.redirect(303, '/settings?done=saved');
    }),
  );

  router.get('/receipt/:code', async (request, response) => {
    const at = await visit(dependencies, request, response);
    const found = await deletions.receipt(request.params.code);
    if (!found) throw new NoxError('not_found', {}, { sentence: 'settings.no_receipt' });
    const { askedAt, deleteAfter, doneAt } = found;
    const text = doneAt
      ? at.t('settings.receipt_done', { asked: askedAt, done: doneAt })
      : at.t('settings.receipt_planned', { asked: askedAt, after: deleteAfter });
    at.show(200, { title: at.t('settings.receipt'), text });
  });

  async function show(at: SignedVisit, status: number, said: Html | '', refused?: Request): Promise<void> {
    const { t, tenant, by, render } = at;
    const before = (name: string) => refused && fieldOf(refused, name);
    const [now, planned] = await Promise.all([readSettings(by), deletions.planned(tenant.id)]);
    const zones = [...new Set([now.timeZone, ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
      value,
      label: value,
    }));
    const languages = locales.map((value) => ({ value, label: t(`web.language.${value}`) }));
    const roles = (['viewer', 'developer', 'manager', 'admin'] as const).map((value) => ({
      value,
      label: t(`role.${value}`),
    }));
    render(
      status,
      t('web.menu.settings'),
      html`<h1>${t('web.menu.settings')}</h1>${said}
${planned && !planned.doneAt ? html`${notice('warning', t('settings.planned', { after: planned.deleteAfter }))}<form method="post" action="/settings/keep"><button>${t('settings.keep')}</button></form>` : ''}
<form method="post" action="/settings">
${field({ name: 'name', label: t('settings.name'), value: before('name') ?? now.name, maxLength: 80 })}
${select('locale', t('settings.locale'), languages, before('locale') ?? now.locale)}
${select('timeZone', t('settings.time_zone'), zones, before('timeZone') ?? now.timeZone)}
${tenant.type === 'enterprise' ? select('defaultRole', t('settings.default_role'), roles, before('defaultRole') ?? now.defaultRole) : ''}
<button>${t('integrations.save')}</button></form>
<section><h2>${t('alerts.page.title')}</h2><p>${t('alerts.page.lead')}</p><p><a class="button plain" href="/settings/alerts">${t('alerts.page.open')}</a></p></section>
<section><h2>${t('settings.export')}</h2><p>${t('settings.export_text')}</p><form method="post" action="/settings/export"><button class="outline">${t('settings.export_button')}</button></form></section>
<details><summary><h2>${t('settings.delete')}</h2></summary><p>${t('settings.delete_text', { days: graceDays })}</p>
<form method="post" action="/settings/delete">${field({ name: 'confirm', label: t('settings.delete_confirm', { name: now.name }) })}<button class="danger outline">${t('settings.delete_button')}</button></form></details>`,
    );
  }

  return router;
}
