import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { z } from 'zod';
import { keepSpace } from '../../../../../commands/space/keep.ts';
import { listTools } from '../../../../../commands/tools/list-tools.ts';
import { NoxError } from '../../../../../core/errors.ts';
import { serviceNames } from '../../../../../core/integration.ts';
import type { Html } from '../../../../http/document.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import { checkbox, field, notice, select } from '../../../view/form.ts';
import { fieldOf, fieldsOf } from '../../fields.ts';
import { signedIn } from '../../signed-in.ts';
import type { SignedVisit } from '../../signed-in.ts';

/** Days of access that a guest may be given; 0: without end. */
const durations = [1, 7, 30, 90, 365, 0] as const;
const given = z.object({
  role: z.enum(['viewer', 'developer', 'manager', 'admin']),
  note: z.string().trim().max(120),
  days: z.coerce
    .number()
    .int()
    .pipe(z.literal([...durations])),
  only: z.array(z.coerce.number().int().positive()),
});

/** `POST /people/invite`: makes an invitation and shows its link, this once. */
export function invitePage(dependencies: WebDependencies): Router {
  const { invitations } = dependencies;
  const router = express.Router();
  router.post(
    '/people/invite',
    signedIn(dependencies, 'manage', async (at, request) => {
      const { t, tenant, by, actor, database } = at;
      const parsed = given.safeParse({
        role: tenant.type === 'enterprise' ? fieldOf(request, 'role') : 'viewer',
        note: fieldOf(request, 'note') ?? '',
        days: fieldOf(request, 'days') ?? '0',
        only: fieldsOf(request, 'only'),
      });
      if (!parsed.success)
        throw new NoxError('bad_input', { fields: 'role, days' }, { sentence: 'tools.bad_fields' });
      const { role, note, days, only } = parsed.data;
      const known = (await listTools(database, undefined)).map((tool) => tool.id);
      // A client reaches what was chosen, and nothing where there is nothing to choose yet.
      const limits = tenant.type === 'freelance';
      if (limits && known.length > 0 && only.length === 0)
        throw new NoxError('bad_input', {}, { sentence: 'invite.choose_some' });
      const link = await keepSpace(by, 'people invite', `${note || '?'} → ${role}`, () =>
        invitations.offer(tenant.id, {
          role,
          note,
          only: limits ? only.filter((id) => known.includes(id)) : undefined,
          days: days === 0 ? undefined : days,
          invitedBy: actor.name,
        }),
      );
      at.render(
        200,
        t('invite.ready'),
        html`<div class="narrow"><h1>${t('invite.ready')}</h1>${notice('ok', t('invite.once'))}
<label for="link">${t('invite.link')}</label><textarea class="code" id="link" readonly rows="3">${link}</textarea>
<p>${t('invite.forward')}</p><p><a class="button" href="/people">${t('invite.back')}</a></p></div>`,
      );
    }),
  );
  return router;
}

/** What is asked of an invitation: a role in an enterprise; a time and integrations for a freelancer's client. */
export async function inviteForm({ t, tenant, database }: SignedVisit): Promise<Html> {
  const isFreelance = tenant.type === 'freelance';
  const tools = isFreelance ? await listTools(database, undefined) : [];
  const roles = (['viewer', 'developer', 'manager', 'admin'] as const).map((value) => ({
    value,
    label: t(`role.${value}`),
  }));
  const times = durations.map((days) => ({ value: String(days), label: t('invite.days', { days }) }));
  return html`<p>${t(isFreelance ? 'invite.text.freelance' : 'invite.text.enterprise')}</p>
<form method="post" action="/people/invite">
${field({ name: 'note', label: t('invite.note'), help: t('invite.note_help'), maxLength: 120, required: false })}
${isFreelance ? select('days', t('invite.time'), times, '30') : select('role', t('people.role'), roles, 'developer')}
${
  tools.length > 0
    ? html`<fieldset><legend>${t('invite.reach')}</legend>${tools.map((tool) =>
        checkbox('only', String(tool.id), `${tool.name} (${serviceNames[tool.type]})`, false),
      )}</fieldset>`
    : ''
}
<button>${t('invite.make')}</button></form>`;
}
