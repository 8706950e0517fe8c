import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import {
  endPersonSessions,
  listPeople,
  makeResetLink,
  revokeInvitation,
  setPersonActive,
  setPersonRole,
} from '../../../../../commands/space/people.ts';
import { isNoxError, NoxError } from '../../../../../core/errors.ts';
import { isAbove, rolesOf } from '../../../../../core/roles.ts';
import type { Role } from '../../../../../core/roles.ts';
import { sayError } from '../../../../../messages/translate.ts';
import type { Html } from '../../../../http/document.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import { statusOf } from '../../../errors.ts';
import { notice, select } from '../../../view/form.ts';
import { table } from '../../../view/table.ts';
import { fieldOf } from '../../fields.ts';
import { signedIn } from '../../signed-in.ts';
import type { SignedVisit } from '../../signed-in.ts';
import { inviteForm } from './invite.ts';

const done = ['role', 'remove', 'restore', 'sessions', 'revoked'] as const;

/** `/people`: who is in the space, what they may do, and who is invited. */
export function peoplePage(dependencies: WebDependencies): Router {
  const { clock, billing, mail, passwordResets } = dependencies;
  const router = express.Router();

  router.get(
    '/people',
    signedIn(dependencies, 'manage', async (at, request) => {
      const said = done.find((each) => each === request.query.done);
      await show(at, 200, said ? notice('ok', at.t(`people.page.done.${said}`)) : '');
    }),
  );

  function action(
    path: string,
    said: (typeof done)[number],
    work: (at: SignedVisit, id: number, request: Request) => Promise<void>,
  ): void {
    router.post(
      path,
      signedIn(dependencies, 'manage', async (at, request, response) => {
        try {
          await work(at, idOf(request), request);
        } catch (error) {
          if (!isNoxError(error) || error.code === 'forbidden' || error.code === 'not_found') throw error;
          return show(at, statusOf(error), notice('error', sayError(at.t, error)));
        }
        response.redirect(303, `/people?done=${said}`);
      }),
    );
  }

  action('/people/:id/role', 'role', async ({ by, tenant }, id, request) => {
    const role = rolesOf[tenant.type].find((each) => each === fieldOf(request, 'role'));
    if (!role) throw new NoxError('bad_input', { fields: 'role' }, { sentence: 'tools.bad_fields' });
    await setPersonRole(by, id, role);
  });
  action('/people/:id/remove', 'remove', ({ by }, id) =>
    setPersonActive(by, billing, id, false, clock.now()),
  );
  action('/people/:id/restore', 'restore', ({ by }, id) =>
    setPersonActive(by, billing, id, true, clock.now()),
  );
  action('/people/:id/sessions', 'sessions', ({ by }, id) => endPersonSessions(by, id));
  action('/people/invitations/:id/revoke', 'revoked', ({ by }, id) => revokeInvitation(by, id));

  router.post(
    '/people/:id/reset',
    signedIn(dependencies, 'manage', async (at, request) => {
      const { t, by, render } = at;
      const link = await makeResetLink(by, passwordResets.offer, idOf(request));
      render(
        200,
        t('reset.ready'),
        html`<div class="narrow"><h1>${t('reset.ready')}</h1>${notice('info', t('invite.once'))}
<label for="link">${t('reset.link')}</label><textarea class="code" id="link" readonly rows="3">${link}</textarea>
<p>${t('reset.forward')}</p><p><a class="button" href="/people">${t('invite.back')}</a></p></div>`,
      );
    }),
  );

  async function show(at: SignedVisit, status: number, said: Html | ''): Promise<void> {
    const { t, tenant, by, render } = at;
    const { people, invited } = await listPeople(by, clock.now());
    render(
      status,
      t('web.menu.people'),
      html`<h1>${t('web.menu.people')}</h1>${said}
${table(
  t('web.menu.people'),
  [{ label: t('people.name') }, { label: t('people.role') }, { label: t('people.page.actions') }],
  people.map((person) => row(at, person)),
)}
${tenant.type === 'enterprise' ? html`<p><a href="/people/permissions">${t('permissions.title')}</a></p>` : ''}
<section><h2>${t('invite.title')}</h2>${await inviteForm(dependencies, at)}</section>
${
  invited.length > 0
    ? html`<section><h2>${t('invite.open')}</h2><ul>${invited.map(
        (each) =>
          html`<li>${each.note || each.email || t('invite.for_anybody')} · ${t(`role.${each.role}`)} · ${t('invite.until', { at: each.expiresAt })}${each.email ? html` · ${each.mailedAt ? t('invite.mailed', { email: each.email, at: each.mailedAt }) : t('invite.not_mailed')}` : ''}
<div class="actions"><form method="post" action="/people/invitations/${each.id}/renew"><button class="outline secondary">${t(mail && each.email ? 'invite.again' : 'invite.new_link')}</button></form><form method="post" action="/people/invitations/${each.id}/revoke"><button class="outline secondary">${t('invite.revoke')}</button></form></div></li>`,
      )}</ul></section>`
    : ''
}`,
    );
  }

  return router;
}

function idOf(request: Request): number {
  const id = String(request.params.id);
  if (!/^[1-9]\d{0,8}$/.test(id))
    throw new NoxError('not_found', { kind: 'kind.person', name: id.slice(0, 40) });
  return Number(id);
}

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly active: boolean;
  readonly accessUntil: Date | null;
  readonly only: readonly number[] | null;
  readonly inSlack: boolean;
}

function row({ t, tenant, actor }: SignedVisit, person: Listed): readonly (Html | string)[] {
  const { id, name, email, role, active, accessUntil, only, inSlack } = person;
  const said = [
    email,
    inSlack ? 'Slack' : undefined,
    active ? undefined : t('people.inactive'),
    accessUntil ? t('people.page.until', { at: accessUntil }) : undefined,
    only ? t('people.page.only', { count: only.length }) : undefined,
    id === actor.userId ? t('people.page.you') : undefined,
  ].filter((each) => each);
  const post = (what: string, label: string, danger = false) =>
    html`<form method="post" action="/people/${id}/${what}"><button class="outline ${danger ? 'danger' : 'secondary'}">${label}<span class="unseen"> ${name}</span></button></form>`;
  const reset = email && !isAbove(role, actor.role) ? post('reset', t('reset.make')) : '';
  const options = rolesOf[tenant.type]
    .filter((each) => each !== 'freelance')
    .map((each) => ({ value: each, label: t(`role.${each}`) }));
  const mayChange = active && tenant.type === 'enterprise' && role !== 'freelance';
  return [
    html`${name}<br><small class="quiet">${said.join(' · ')}</small>`,
    mayChange
      ? html`<form method="post" action="/people/${id}/role"><fieldset role="group" aria-label="${t('people.page.role_of', { name })}">${select(`role`, t('people.role'), options, role, `-${id}`)}<button class="outline">${t('integrations.save')}</button></fieldset></form>`
      : t(`role.${role}`),
    role === 'freelance'
      ? html`<div class="actions">${post('sessions', t('people.page.sessions'))}${reset}</div>`
      : active
        ? html`<div class="actions">${post('sessions', t('people.page.sessions'))}${reset}${post('remove', t('people.page.remove'), true)}</div>`
        : post('restore', t('people.page.restore')),
  ];
}
