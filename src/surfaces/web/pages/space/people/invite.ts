import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { z } from 'zod';
import { keepSpace } from '../../../../../commands/space/keep.ts';
import { listTools } from '../../../../../commands/tools/list-tools.ts';
import { isNoxError, NoxError } from '../../../../../core/errors.ts';
import { serviceNames } from '../../../../../core/integration.ts';
import { locales } from '../../../../../core/locale.ts';
import { sayError } from '../../../../../messages/translate.ts';
import type { Html } from '../../../../http/document.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import type { Limits } from '../../../limits.ts';
import { checkbox, field, notice, select } from '../../../view/form.ts';
import { fieldOf, fieldsOf } from '../../fields.ts';
import { signedIn } from '../../signed-in.ts';
import type { SignedVisit } from '../../signed-in.ts';
import { showInvitation } from './offered.ts';

/** Days of access that a guest may be given; 0: without end. */
const durations = [1, 7, 30, 90, 365, 0] as const;
const given = z.object({
  role: z.enum(['viewer', 'developer', 'manager', 'admin']),
  note: z.string().trim().max(120),
  email: z.union([z.literal(''), z.email().max(254)]),
  locale: z.enum(locales),
  days: z.coerce
    .number()
    .int()
    .pipe(z.literal([...durations])),
  only: z.array(z.coerce.number().int().positive()),
});

/** `POST /people/invite`: makes an invitation, mails it where it has an address, and shows its link, this once. */
export function invitePage(dependencies: WebDependencies, limits: Limits): Router {
  const { invitations, mail } = dependencies;
  const router = express.Router();
  router.post(
    '/people/invite',
    signedIn(dependencies, 'manage', async (at, request) => {
      try {
        await showInvitation(dependencies, limits, at, await offered(at, request));
      } catch (error) {
        if (!isNoxError(error, 'bad_input')) throw error;
        const { t, render } = at;
        const said = notice('error', sayError(t, error));
        const form = await inviteForm(dependencies, at, request);
        const title = t('invite.title');
        render(400, title, html`<div class="narrow"><h1>${title}</h1>${said}${form}</div>`);
      }
    }),
  );

  async function offered(at: SignedVisit, request: Request) {
    const { tenant, by, actor, database } = at;
    const parsed = given.safeParse({
      role: tenant.type === 'enterprise' ? fieldOf(request, 'role') : 'viewer',
      note: fieldOf(request, 'note') ?? '',
      email: fieldOf(request, 'email')?.trim() ?? '',
      locale: fieldOf(request, 'locale') ?? tenant.locale,
      days: fieldOf(request, 'days') ?? '0',
      only: fieldsOf(request, 'only'),
    });
    if (!parsed.success) {
      const isEmail = parsed.error.issues.some((issue) => issue.path[0] === 'email');
      if (isEmail) throw new NoxError('bad_input', {}, { sentence: 'signup.wrong.email' });
      throw new NoxError('bad_input', { fields: 'role, days' }, { sentence: 'tools.bad_fields' });
    }
    const { role, note, email, locale, days, only } = parsed.data;
    const known = (await listTools(database)).map((tool) => tool.id);
    // A client reaches what was chosen, and nothing where there is nothing to choose yet.
    const isLimited = tenant.type === 'freelance';
    if (isLimited && known.length > 0 && only.length === 0)
      throw new NoxError('bad_input', {}, { sentence: 'invite.choose_some' });
    return keepSpace(by, 'people invite', `${note || email || '?'} → ${role}`, () =>
      invitations.offer(tenant.id, {
        role,
        note,
        only: isLimited ? only.filter((id) => known.includes(id)) : undefined,
        days: days === 0 ? undefined : days,
        invitedBy: actor.name,
        mail: mail && email ? { email, locale } : undefined,
      }),
    );
  }

  router.post(
    '/people/invitations/:id/renew',
    signedIn(dependencies, 'manage', async (at, request) => {
      const id = /^[1-9]\d{0,8}$/.test(String(request.params.id)) ? Number(request.params.id) : 0;
      const made = await keepSpace(at.by, 'people renew invitation', String(id), () =>
        invitations.renew(at.tenant.id, id),
      );
      await showInvitation(dependencies, limits, at, made);
    }),
  );

  return router;
}

/**
 * What is asked of an invitation: a role in an enterprise; a time and integrations for a freelancer's client. `refused`
 * brings back what was filled in.
 */
export async function inviteForm(
  { mail }: WebDependencies,
  { t, tenant, database }: SignedVisit,
  refused?: Request,
): Promise<Html> {
  const before = (name: string) => refused && fieldOf(refused, name);
  const ticked = new Set(refused ? fieldsOf(refused, 'only') : []);
  const isFreelance = tenant.type === 'freelance';
  const tools = isFreelance ? await listTools(database) : [];
  const roles = (['viewer', 'developer', 'manager', 'admin'] as const).map((value) => ({
    value,
    label: t(`role.${value}`),
  }));
  const times = durations.map((days) => ({ value: String(days), label: t('invite.days', { days }) }));
  const languages = locales.map((value) => ({ value, label: t(`web.language.${value}`) }));
  return html`<p>${t(isFreelance ? 'invite.text.freelance' : 'invite.text.enterprise')}</p>
${mail ? '' : html`<p class="quiet">${t('invite.no_mail')}</p>`}
<form method="post" action="/people/invite">
${
  mail
    ? html`${field({ name: 'email', label: t('account.label.email'), type: 'email', value: before('email'), help: t('invite.email_help'), maxLength: 254, required: false })}
${select('locale', t('invite.language'), languages, before('locale') ?? tenant.locale)}`
    : ''
}
${field({ name: 'note', label: t('invite.note'), value: before('note'), help: t('invite.note_help'), maxLength: 120, required: false })}
${isFreelance ? select('days', t('invite.time'), times, before('days') ?? '30') : select('role', t('people.role'), roles, before('role') ?? 'developer')}
${
  tools.length > 0
    ? html`<fieldset><legend>${t('invite.reach')}</legend>${tools.map((tool) =>
        checkbox(
          'only',
          String(tool.id),
          `${tool.name} (${serviceNames[tool.type]})`,
          ticked.has(String(tool.id)),
        ),
      )}</fieldset>`
    : ''
}
<button>${t(mail ? 'invite.send' : 'invite.make')}</button></form>`;
}
